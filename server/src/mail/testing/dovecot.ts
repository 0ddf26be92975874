import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../testing/free-port.ts';
import { DovecotAccount } from './dovecot-account.ts';
import { dovecotConfig } from './dovecot-config.ts';
import { listening } from './listening.ts';
import { deliverByLmtp } from './lmtp.ts';

const program = process.env['VIGIE_TEST_DOVECOT'] ?? '/usr/sbin/dovecot';

/** False where no Dovecot is installed: tests that need one are skipped, by a title that says so. */
export const hasDovecot = existsSync(program);
if (!hasDovecot) {
  process.emitWarning(
    `${program} IS NOT HERE: mail is not tested on a real server. Install dovecot-imapd and dovecot-lmtpd, or set VIGIE_TEST_DOVECOT.`,
  );
}

const account = { user: 'contact', password: 'secret' };
/** Known to the server from its start: it does not look at the list again within a second. */
const otherUsers = Array.from({ length: 400 }, (_, n) => `box${String(n)}`);
/** As whom it runs when the tests run as root: Dovecot refuses to serve mail as root. */
const unprivileged = 'nobody';

/** A throw-away Dovecot on loopback with one mailbox, run without privileges, gone when it is closed. */
export class Dovecot {
  readonly #folder: string;
  readonly #ports: { readonly imap: number; readonly lmtp: number };
  #process: ChildProcess | null = null;
  #given = -1;
  #laid = 0;

  private constructor(folder: string, ports: { imap: number; lmtp: number }) {
    this.#folder = folder;
    this.#ports = ports;
  }

  /** Starts one with an empty mailbox. */
  static async start(): Promise<Dovecot> {
    // Short: its sockets live in there, and a socket's path may hold a hundred characters.
    const folder = mkdtempSync('/tmp/vigie-dovecot-');
    const dovecot = new Dovecot(folder, { imap: await freePort(), lmtp: await freePort() });
    dovecot.#configure();
    await dovecot.restart();
    return dovecot;
  }

  get imapUrl(): string {
    return this.imapUrlWith(account.password);
  }

  imapUrlWith(password: string): string {
    return `imap://${account.user}:${password}@127.0.0.1:${String(this.#ports.imap)}`;
  }

  get imapPort(): number {
    return this.#ports.imap;
  }

  get lmtpPort(): number {
    return this.#ports.lmtp;
  }

  /** Another mailbox on the same server, empty, that nobody else was given. */
  freshAccount(): DovecotAccount {
    this.#given += 1;
    const user = otherUsers[this.#given];
    if (!user) throw new Error('this Dovecot has no mailbox left');
    return new DovecotAccount({ user, password: account.password, ports: this.#ports });
  }

  /** Ends it as a power cut would: nobody says goodbye to anybody. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (!child?.pid) return;
    const ended = child.exitCode === null ? once(child, 'exit') : Promise.resolve();
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It was gone already.
    }
    await ended;
    rmSync(join(this.#folder, 'run'), { recursive: true, force: true });
  }

  /** Starts it again on the same ports with the same mailbox. */
  async restart(): Promise<void> {
    await this.kill();
    const command = [program, '-F', '-c', join(this.#folder, 'dovecot.conf')];
    const [first = '', ...rest] = isRoot() ? [...droppingPrivileges(), ...command] : command;
    this.#process = spawn(first, rest, { detached: true, stdio: 'ignore' });
    await Promise.all(
      [this.#ports.imap, this.#ports.lmtp].map((port) => listening(port, 'Dovecot')),
    );
  }

  /** Hands over a mail as the outside world does, by LMTP. */
  async deliver(
    raw: string | Buffer,
    envelopeFrom: string | false = 'town@exemple.example',
  ): Promise<void> {
    await this.deliverAll([raw], envelopeFrom);
  }

  async deliverAll(
    raws: readonly (string | Buffer)[],
    envelopeFrom: string | false = 'town@exemple.example',
  ): Promise<void> {
    await deliverByLmtp(this.#ports.lmtp, account.user, raws, envelopeFrom);
  }

  /** Lays mails straight into the mailbox, as if they had come while nobody looked: many thousands in seconds. */
  lay(raws: Iterable<Buffer>): void {
    const maildir = join(this.#folder, 'home', account.user, 'Maildir');
    for (const name of ['cur', 'new', 'tmp']) mkdirSync(join(maildir, name), { recursive: true });
    let laid = 0;
    for (const raw of raws) {
      this.#laid += 1;
      laid += 1;
      writeFileSync(
        join(maildir, 'new', `${String(1e9 + this.#laid)}.M${String(laid)}.vigie`),
        raw,
      );
    }
    own(maildir);
  }

  /** Gives the mailbox another UIDVALIDITY and its mails other UIDs, as a migration does. */
  changeUidValidity(): Promise<void> {
    const seconds = Math.floor(Date.now() / 1_000) + 100 + Math.floor(Math.random() * 1e6);
    return this.numberAnew(String(seconds), 1_000);
  }

  /** Numbers the mails of the mailbox anew under this UIDVALIDITY, from that UID on. */
  async numberAnew(uidValidity: string, firstUid = 1): Promise<void> {
    await this.kill();
    const maildir = join(this.#folder, 'home', account.user, 'Maildir');
    const indexes = globSync(['dovecot-uidlist', 'dovecot.index*', 'dovecot-uidvalidity*'], {
      cwd: maildir,
    });
    for (const file of indexes) rmSync(join(maildir, file));
    const header = `3 V${uidValidity} N${String(firstUid)}\n`;
    writeFileSync(join(maildir, 'dovecot-uidlist'), header);
    own(this.#folder);
    await this.restart();
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #configure(): void {
    const folder = this.#folder;
    const [user, group] = isRoot()
      ? [unprivileged, nameOf('-gn', unprivileged)]
      : [nameOf('-un'), nameOf('-gn')];
    for (const name of ['state', 'home']) mkdirSync(join(folder, name));
    const users = [account.user, ...otherUsers];
    const lines = users.map((name) => `${name}:{PLAIN}${account.password}\n`);
    writeFileSync(join(folder, 'users'), lines.join(''));
    const version = execFileSync(program, ['--version'], { encoding: 'utf8' });
    const setting = { folder, user, group, imapPort: this.#ports.imap, lmtpPort: this.#ports.lmtp };
    writeFileSync(join(folder, 'dovecot.conf'), dovecotConfig(version, setting));
    own(folder);
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function droppingPrivileges(): string[] {
  const group = nameOf('-gn', unprivileged);
  return ['setpriv', `--reuid=${unprivileged}`, `--regid=${group}`, '--clear-groups', '--'];
}

function nameOf(...args: string[]): string {
  return execFileSync('id', args, { encoding: 'utf8' }).trim();
}

/** Gives the folder to whom Dovecot runs as. */
function own(folder: string): void {
  if (isRoot())
    execFileSync('chown', ['-R', `${unprivileged}:${nameOf('-gn', unprivileged)}`, folder]);
}
