import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { testProgram, testProgramsFolder } from '@vigie/server/mail/testing/test-programs';
import { run } from './command.ts';
import { unpack } from './unpack.ts';

const aptGetPath = '/usr/bin/apt-get';

/** A program of the system that a suite cannot do without. */
export interface Tool {
  readonly name: string;
  readonly debianPackages: readonly string[];
  /** Where it is unpacked, of a program that is not installed. */
  readonly unpackedIn?: string;
  isHere(): boolean;
}

export const dovecot: Tool = {
  name: 'Dovecot with IMAP and LMTP',
  debianPackages: ['dovecot-imapd', 'dovecot-lmtpd'],
  isHere: () =>
    ['/usr/sbin/dovecot', '/usr/lib/dovecot/imap', '/usr/lib/dovecot/lmtp'].every((file) =>
      existsSync(file),
    ),
};

export const browser: Tool = {
  name: 'Chromium',
  debianPackages: ['chromium'],
  isHere: () =>
    [process.env.CHROMIUM_PATH ?? '', '/usr/bin/chromium', chromium.executablePath()].some((file) =>
      existsSync(file),
    ),
};

/** A mail server of another make (MAIL-3): it serves whoever has signed in already. */
export const courier: Tool = {
  name: 'Courier',
  debianPackages: ['courier-imap', 'courier-base', 'courier-authlib'],
  unpackedIn: testProgramsFolder,
  isHere: () =>
    ['usr/bin/imapd', 'usr/lib/libcourierauth.so.0'].every((file) => existsSync(testProgram(file))),
};

/** A server for sending that bounces by itself (MAIL-6). */
export const postfix: Tool = {
  name: 'Postfix',
  debianPackages: ['postfix'],
  unpackedIn: testProgramsFolder,
  isHere: () => existsSync(testProgram('usr/lib/postfix/sbin/master')),
};

/** Installs what is missing where that is possible (root on a Debian), and gives what still is. */
export function provide(tools: readonly Tool[]): Tool[] {
  const missing = tools.filter((tool) => !tool.isHere());
  const installed = missing.filter(({ unpackedIn }) => unpackedIn === undefined);
  if (missing.length > 0 && mayInstall()) aptGet('update');
  if (installed.length > 0 && mayInstall()) {
    console.log(`Installing ${names(installed)} from Debian's packages.`);
    aptGet('install', '--yes', '--no-install-recommends', ...packages(installed));
  }
  for (const { name, debianPackages, unpackedIn } of missing) {
    if (unpackedIn === undefined || !existsSync(aptGetPath)) continue;
    console.log(`Unpacking ${name} from Debian's packages into ${unpackedIn}.`);
    unpack(debianPackages, unpackedIn);
  }
  return missing.filter((tool) => !tool.isHere());
}

/** Says what is missing and how to get it, in a frame that nobody overlooks. */
export function lament(missing: readonly Tool[], skippedSuites: readonly string[]): void {
  if (missing.length === 0) return;
  const frame = '!'.repeat(78);
  console.error(
    [
      frame,
      `NOT HERE: ${names(missing)}. Not run because of it: ${skippedSuites.join(', ')}.`,
      `To install it: sudo apt-get install ${packages(missing).join(' ')}`,
      frame,
    ].join('\n'),
  );
}

function aptGet(...args: string[]): void {
  run('apt-get', ['--quiet', ...args], { env: { DEBIAN_FRONTEND: 'noninteractive' } });
}

const names = (tools: readonly Tool[]): string => tools.map((tool) => tool.name).join(', ');
const packages = (tools: readonly Tool[]): string[] => tools.flatMap((tool) => tool.debianPackages);
const mayInstall = (): boolean => process.getuid?.() === 0 && existsSync(aptGetPath);
