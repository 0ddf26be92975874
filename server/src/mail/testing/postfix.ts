import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../testing/free-port.ts';
import { listening } from './listening.ts';
import { libraryPath, testProgram, testProgramsFolder } from './test-programs.ts';

const program = testProgram('usr/lib/postfix/sbin/master');

/** False where no Postfix is unpacked, or it may not be run: it is a program of root's. */
export const hasPostfix = existsSync(program) && process.getuid?.() === 0;

/** As whom it works; accounts that every Debian has, so that none is made for a test. */
const owner = 'daemon';

export interface PostfixRoutes {
  /** Port of loopback to which our own mail goes, by LMTP. */
  readonly lmtpPort: number;
  /** Port of loopback to which everybody else's goes, by SMTP. */
  readonly smtpPort: number;
}

/** A throw-away Postfix on loopback: it takes what we send, carries it on, and bounces what it cannot. */
export class Postfix {
  readonly #folder = mkdtempSync('/tmp/vigie-postfix-');
  readonly #port: number;
  #process: ChildProcess | null = null;

  private constructor(port: number) {
    this.#port = port;
  }

  static async start(routes: PostfixRoutes): Promise<Postfix> {
    const postfix = new Postfix(await freePort());
    postfix.#configure(routes);
    postfix.#process = spawn(program, ['-c', join(postfix.#folder, 'etc'), '-d'], {
      stdio: 'ignore',
      env: { LD_LIBRARY_PATH: libraryPath(), PATH: process.env['PATH'] ?? '' },
    });
    await listening(postfix.#port, 'Postfix');
    return postfix;
  }

  get smtpUrl(): string {
    return `smtp://127.0.0.1:${String(this.#port)}`;
  }

  async close(): Promise<void> {
    const child = this.#process;
    if (child && child.exitCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #configure(routes: PostfixRoutes): void {
    for (const name of ['etc', 'data', 'spool', 'spool/pid']) mkdirSync(join(this.#folder, name));
    execFileSync('chmod', ['755', this.#folder]);
    writeFileSync(join(this.#folder, 'etc/main.cf'), mainConfig(this.#folder, routes));
    writeFileSync(join(this.#folder, 'etc/master.cf'), masterConfig(this.#port));
    const own = Number(execFileSync('id', ['-u', owner], { encoding: 'utf8' }));
    const group = groupNamed('mail');
    const queues = 'active bounce corrupt defer deferred flush hold incoming private saved trace';
    for (const name of queues.split(' ')) {
      mkdirSync(join(this.#folder, 'spool', name), { mode: 0o700 });
      chownSync(join(this.#folder, 'spool', name), own, 0);
    }
    for (const name of ['public', 'maildrop']) {
      mkdirSync(join(this.#folder, 'spool', name));
      chownSync(join(this.#folder, 'spool', name), own, group);
    }
    chownSync(join(this.#folder, 'data'), own, 0);
  }
}

/** The number of a group of this machine. */
function groupNamed(name: string): number {
  const lines = readFileSync('/etc/group', 'utf8').split('\n');
  const line = lines.find((one) => one.startsWith(`${name}:`));
  if (!line) throw new Error(`this machine has no group ${name}`);
  return Number(line.split(':')[2]);
}

function mainConfig(folder: string, { lmtpPort, smtpPort }: PostfixRoutes): string {
  return `compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/data
command_directory = ${testProgramsFolder}/usr/sbin
daemon_directory = ${testProgramsFolder}/usr/lib/postfix/sbin
meta_directory = ${testProgramsFolder}/etc/postfix
shlib_directory = ${testProgramsFolder}/usr/lib/postfix
mail_owner = ${owner}
setgid_group = mail
default_privs = nobody
myhostname = relais.vigie.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
transport_maps = inline:{ vigie.example=lmtp:inet:127.0.0.1:${String(lmtpPort)}, { * = smtp:[127.0.0.1]:${String(smtpPort)} } }
maillog_file = ${folder}/log
maillog_file_prefixes = /tmp
import_environment = MAIL_CONFIG TZ LANG=C LD_LIBRARY_PATH
export_environment = TZ MAIL_CONFIG LANG LD_LIBRARY_PATH
alias_maps =
alias_database =
local_recipient_maps =
`;
}

function masterConfig(port: number): string {
  return `127.0.0.1:${String(port)} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
lmtp unix - - n - - lmtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;
}
