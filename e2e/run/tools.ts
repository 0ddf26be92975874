import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { run } from './command.ts';

/** A program of the system that a suite cannot do without. */
export interface Tool {
  readonly name: string;
  readonly debianPackages: readonly string[];
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

/** Installs what is missing where that is possible (root on a Debian), and gives what still is. */
export function provide(tools: readonly Tool[]): Tool[] {
  const missing = tools.filter((tool) => !tool.isHere());
  if (missing.length > 0 && mayInstall()) {
    console.log(`Installing ${names(missing)} from Debian's packages.`);
    aptGet('update');
    aptGet('install', '--yes', '--no-install-recommends', ...packages(missing));
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
const mayInstall = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
