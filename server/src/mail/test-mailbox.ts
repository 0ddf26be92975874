import { ImapFlow } from 'imapflow';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailboxFields } from '@vigie/shared/mailbox/mailbox';
import { testSteps, type MailboxTestResult } from '@vigie/shared/wire/administration';
import type { Clock, Timers } from '../clock.ts';
import { imapFailure, ServerRefused, ServerSilent } from './mail-failure.ts';
import { defaultMailPatience } from './mail-patience.ts';
import type { Passwords } from './mail-secrets.ts';
import { mailServerAt } from './mail-server.ts';
import { imapOptions } from './mailbox-connection.ts';
import { domainOf } from './service-identity.ts';
import { smtpOptions } from './smtp-courier.ts';

type Step = MailboxTestResult['steps'][number];
type Finding = Step['finding'];
type StepName = Step['step'];

/** So long one door may take as a whole, in ms: whoever tests sits and waits. */
const patienceMs = 15_000;

interface Watch {
  readonly clock: Clock;
  readonly timers: Timers;
}

/**
 * Tries a mailbox's two doors, step by step, and says in which one it fails and why. No command of it
 * touches a mail: the folder is only examined, nothing is stored, sent or filed.
 */
export async function testMailbox(
  fields: MailboxFields,
  passwords: Passwords,
  watch: Watch,
): Promise<Step[]> {
  const [imap, smtp] = await Promise.all([
    inTime((note) => tryImap(fields, passwords.imap, note), watch),
    inTime((note) => trySmtp(fields, passwords.smtp, note), watch),
  ]);
  const done = [...imap, ...smtp];
  return testSteps.map(
    (step) =>
      done.find((tried) => tried.step === step) ?? {
        step,
        finding: 'not-tried',
        code: null,
        ms: 0,
      },
  );
}

/** Notes what a step found; a failed one throws by itself. */
type Note = (step: StepName, finding?: Finding) => void;
type Door = (note: Note) => { readonly run: Promise<void>; readonly close: () => void };

/** Runs one door's steps; what breaks is what the step that was under way found. */
async function inTime(door: Door, { clock, timers }: Watch): Promise<Step[]> {
  const steps: Step[] = [];
  let since = clock.now();
  const note: Note = (step, finding = 'well') => {
    steps.push({ step, finding, code: null, ms: clock.now() - since });
    since = clock.now();
  };
  const { run, close } = door(note);
  let cancel = (): void => undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    cancel = timers.after(patienceMs, () => reject(new ServerSilent('no answer in time')));
  });
  try {
    await Promise.race([run, tooLong]);
  } catch (error) {
    const at = error instanceof FailedStep ? error : new FailedStep('imap-connect', error);
    const { finding, code } = findingOf(at.reason);
    steps.push({ step: at.step, finding, code, ms: clock.now() - since });
  } finally {
    cancel();
    close();
  }
  return steps;
}

/** Which step broke, and by what. */
class FailedStep extends Error {
  readonly step: StepName;
  readonly reason: unknown;

  constructor(step: StepName, reason: unknown) {
    super(step);
    this.step = step;
    this.reason = reason;
  }
}

async function step<T>(name: StepName, act: Promise<T>): Promise<T> {
  try {
    return await act;
  } catch (error) {
    const isSignIn = name === 'imap-connect' && imapFailure(error).cause === 'sign-in-refused';
    throw new FailedStep(isSignIn ? 'imap-sign-in' : name, error);
  }
}

function tryImap(fields: MailboxFields, password: string, note: Note): ReturnType<Door> {
  const client = new ImapFlow(
    imapOptions(mailServerAt(fields.imap, password), defaultMailPatience),
  );
  client.on('error', () => undefined);
  const run = async (): Promise<void> => {
    await step('imap-connect', client.connect()).catch((error: unknown) => {
      if (error instanceof FailedStep && error.step === 'imap-sign-in') note('imap-connect');
      throw error;
    });
    note('imap-connect');
    note('imap-sign-in');
    await step('imap-folder', client.mailboxOpen(fields.folder, { readOnly: true }));
    note('imap-folder');
    note('imap-sent', await step('imap-sent', sentFolder(client, fields.sentFolder)));
  };
  return { run: run(), close: () => client.close() };
}

/** Whether copies of answers can be filed: the folder is there, and the server opens it for writing. */
async function sentFolder(client: ImapFlow, named: string | null): Promise<Finding> {
  const folders = await client.list();
  const found =
    named === null
      ? folders.find(({ specialUse }) => specialUse === '\\Sent')
      : folders.find(({ path }) => path === named);
  if (!found) return 'no-sent-folder';
  const { readOnly } = await client.mailboxOpen(found.path);
  return readOnly ? 'read-only' : 'well';
}

function trySmtp(fields: MailboxFields, password: string, note: Note): ReturnType<Door> {
  const server = mailServerAt(fields.smtp, password);
  const connection = new SMTPConnection(smtpOptions(server, domainOf(fields.address)));
  const run = async (): Promise<void> => {
    await step('smtp-connect', connected(connection));
    note('smtp-connect');
    if (!server.user) {
      note('smtp-sign-in', 'no-password-needed');
      return;
    }
    await step('smtp-sign-in', signedIn(connection, { user: server.user, pass: password }));
    note('smtp-sign-in');
  };
  return { run: run(), close: () => connection.close() };
}

function connected(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject);
    connection.on('error', () => undefined);
    connection.once('end', () => reject(new ServerRefused('the connection ended')));
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
}

function signedIn(
  connection: SMTPConnection,
  auth: { readonly user: string; readonly pass: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.login(auth, (error) => (error ? reject(error) : resolve()));
  });
}

/** What broke, in the words of the test. */
function findingOf(error: unknown): { finding: Finding; code: string } {
  const { cause, code } = imapFailure(error);
  const command: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  if (command === 'EAUTH' || cause === 'sign-in-refused')
    return { finding: 'sign-in-refused', code };
  if (/CERT|SELF_SIGNED|UNABLE_TO/i.test(code)) return { finding: 'certificate', code };
  if (/TLS|SSL|UPGRADE/i.test(code)) return { finding: 'no-tls', code };
  if (cause === 'silent') return { finding: 'silent', code };
  if (cause === 'no-mailbox') return { finding: 'no-folder', code };
  return { finding: cause === 'unreachable' || cause === 'lost' ? 'unreachable' : 'failed', code };
}
