import type { Actor } from '../access/actor.ts';
import { may } from '../access/may.ts';
import { accept, refuse, type Decision } from '../ticket/decision.ts';
import {
  mailboxFieldNames,
  type Mailbox,
  type MailboxEvent,
  type MailboxFields,
  type MailSecret,
} from './mailbox.ts';

/** What somebody wants of a mailbox, as the judge sees it: secrets have been sealed and put aside. */
export type MailboxCommand =
  | {
      readonly type: 'add-mailbox';
      readonly fields: MailboxFields;
      readonly addressTaken: boolean;
      /** False where a demonstration would reach beyond its own mail servers (RUN-1). */
      readonly isOurs: boolean;
      readonly secrets: readonly MailSecret[];
    }
  | {
      readonly type: 'change-mailbox';
      readonly fields: MailboxFields;
      readonly addressTaken: boolean;
      readonly isOurs: boolean;
      readonly secrets: readonly MailSecret[];
    }
  | { readonly type: 'pause-mailbox' }
  | { readonly type: 'resume-mailbox' }
  /** So many answers would never leave. */
  | { readonly type: 'remove-mailbox'; readonly unsent: number };

type Verdict = Decision<MailboxEvent>;

/** Judges a change of the mailboxes (ACCESS-1): nothing that still has to leave is left behind (MAIL-8). */
export function decideMailbox(
  mailbox: Mailbox | null,
  command: MailboxCommand,
  actor: Actor,
): Verdict {
  if (!may(actor, command.type)) return refuse('not-allowed');
  if (command.type === 'add-mailbox') return mailbox ? refuse('wrong-state') : add(command);
  if (!mailbox || mailbox.state === 'removed') return refuse('unknown-mailbox');
  switch (command.type) {
    case 'change-mailbox':
      return change(mailbox, command);
    case 'pause-mailbox':
      return mailbox.state === 'active' ? accept({ type: 'mailbox-paused' }) : refuse('unchanged');
    case 'resume-mailbox':
      return mailbox.state === 'paused' ? accept({ type: 'mailbox-resumed' }) : refuse('unchanged');
    case 'remove-mailbox':
      return command.unsent > 0 ? refuse('mailbox-busy') : accept({ type: 'mailbox-removed' });
  }
}

function add({
  fields,
  addressTaken,
  isOurs,
  secrets,
}: Extract<MailboxCommand, { type: 'add-mailbox' }>): Verdict {
  if (!isOurs) return refuse('mailbox-not-ours');
  if (addressTaken) return refuse('address-taken');
  return accept({ type: 'mailbox-added', fields, source: 'screen' }, ...secretEvents(secrets));
}

function change(
  mailbox: Mailbox,
  { fields, addressTaken, isOurs, secrets }: Extract<MailboxCommand, { type: 'change-mailbox' }>,
): Verdict {
  if (!isOurs) return refuse('mailbox-not-ours');
  if (addressTaken) return refuse('address-taken');
  const changed = fieldsChanged(mailbox, fields, 'screen');
  if (!changed && !secrets.length) return refuse('unchanged');
  return accept<MailboxEvent>(...(changed ? [changed] : []), ...secretEvents(secrets));
}

/** The event that turns a mailbox's fields into others, with both sides of what differs; null where nothing does. */
export function fieldsChanged(
  mailbox: MailboxFields,
  fields: MailboxFields,
  source: Mailbox['source'],
): MailboxEvent | null {
  const differing = mailboxFieldNames.filter((name) => !isSame(mailbox[name], fields[name]));
  if (!differing.length) return null;
  const of = (from: MailboxFields): Partial<MailboxFields> =>
    Object.fromEntries(differing.map((name) => [name, from[name]]));
  return { type: 'mailbox-changed', before: of(mailbox), after: of(fields), source };
}

/** Fields are texts, numbers, or doors made of these. */
function isSame(one: MailboxFields[keyof MailboxFields], other: typeof one): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null)
    return one === other;
  return (
    one.host === other.host &&
    one.port === other.port &&
    one.security === other.security &&
    one.user === other.user
  );
}

function secretEvents(secrets: readonly MailSecret[]): MailboxEvent[] {
  return secrets.map((secret) => ({ type: 'mailbox-secret-changed', secret }));
}
