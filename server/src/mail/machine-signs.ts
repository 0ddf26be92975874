import type { MachineMailKind } from '@vigie/shared/ticket/events';
import { bounceReason } from './bounce-reason.ts';
import type { MachineSigns } from './parsed-mail.ts';

/** What the recognition looks at; header names are lower-case. */
export interface Evidence {
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly fromAddress: string | null;
  readonly subject: string;
  readonly isReply: boolean;
  readonly parts: readonly {
    readonly type: string;
    readonly method: string | null;
    readonly text: string;
  }[];
  /** The text, which holds the returned mail where the bounce is of the old kind. */
  readonly text: string;
}

/**
 * Recognises bounces, automatic answers, reports, lists and calendar answers (MAIL-6), and who asks
 * not to be answered by a machine (MAIL-7; RFC 3834, RFC 2919, RFC 6522).
 */
export function machineSigns(evidence: Evidence): MachineSigns {
  const kind = kindOf(evidence);
  const returned = kind === 'bounce' || kind === 'report' ? returnedMail(evidence) : '';
  const isFinalFailure = kind === 'bounce' && isFinal(evidence);
  return {
    kind,
    declinesAnswers: kind !== null || declinesAnswers(evidence),
    returnedIds: idsIn(returned).slice(0, 50),
    isFinalFailure,
    failure: isFinalFailure ? bounceReason(reportOf(evidence)) : null,
  };
}

function kindOf(evidence: Evidence): MachineMailKind | null {
  const { parts } = evidence;
  const report = /report-type\s*=\s*"?([\w-]+)/i
    .exec(header(evidence, 'content-type'))?.[1]
    ?.toLowerCase();
  const has = (type: string): boolean => parts.some((part) => part.type === type);
  if (report === 'delivery-status' || deliveryStatusOf(evidence) !== null) return 'bounce';
  if (report === 'feedback-report' || has('message/feedback-report')) return 'report';
  if (report === 'disposition-notification' || has('message/disposition-notification'))
    return 'report';
  if (isOldBounce(evidence)) return 'bounce';
  const notice = noticeKind(evidence);
  if (notice) return notice;
  if (parts.some(({ method }) => method === 'REPLY' || method === 'COUNTER')) return 'calendar';
  return automaticKind(evidence);
}

function automaticKind(evidence: Evidence): MachineMailKind | null {
  const submitted = header(evidence, 'auto-submitted').toLowerCase();
  const precedence = header(evidence, 'precedence').toLowerCase();
  if (/^auto-replied/.test(submitted) || precedence === 'auto_reply') return 'auto-reply';
  if (['x-autoreply', 'x-autorespond', 'x-autoresponder'].some((name) => header(evidence, name))) {
    return 'auto-reply';
  }
  // Before the lists: the answering machine of a list's member says which list it answers.
  if (evidence.isReply && isAbsenceNotice(evidence.subject)) return 'auto-reply';
  if (['list-id', 'list-post', 'list-unsubscribe'].some((name) => header(evidence, name)))
    return 'list';
  if (precedence === 'bulk' || precedence === 'list' || precedence === 'junk') return 'list';
  if (submitted && !/^no\b/.test(submitted)) return 'report';
  return hasNullSender(evidence) ? 'auto-reply' : null;
}

/** Bounces that are no multipart/report: told by their sender and their subject together. */
function isOldBounce(evidence: Evidence): boolean {
  if (header(evidence, 'x-failed-recipients')) return true;
  const bySender =
    hasNullSender(evidence) ||
    postOffice.test(header(evidence, 'from')) ||
    header(evidence, 'x-mlserver') !== '';
  if (bySender && bounceSubject.test(evidence.subject)) return true;
  // Some say it in their text alone; a person has no such address.
  return bySender && bounceText.test(evidence.text.slice(0, 3_000));
}

const postOffice =
  /mailer-daemon|\bpost_?master@|mail[. ]?delivery|mail-daemon|^\s*<>\s*$|\b(mmdf|smtpd?)@/i;

const bounceSubject =
  /undeliver|not (be )?delivered|delayed mail|unable to deliver|delivery (status|fail|problem|report|error|has failed|notification)|fail(ed|ure).{0,12}(mail|deliver|notice)|(mail|message).{0,20}(fail|return)|return(ed|ing).{0,8}(mail|message)|non remis|non distribu|[ée]chec de (la )?(remise|distribution)|impossible de (remettre|distribuer)|rejected|warning: could not send|mail system error|user unknown|are not members?\b|loop alert/i;

/** What a post office says of a mail that it could not hand over. */
const bounceText =
  /(could not|cannot|can['’]?t|was not|unable to) be? ?deliver|undeliver|did not reach|(user|mailbox|recipient|address)\b.{0,30}\b(unknown|not found|unavailable|rejected|full)|permanent (fatal )?error|(invalid|unknown) (user )?address|no such user|delivery (failed|failure)|n['’]a pas pu [êe]tre (remis|distribu|d[ée]livr|achemin)|[ée]chec (de|d['’]) ?(remise|distribution|envoi)|adresse.{0,20}(inconnue|inexistante|invalide)|bo[îi]te.{0,60}pleine|配信できません/i;

/** Amazon's notices are no mails of a post office but data: of a bounce, of a complaint, of a delivery. */
function noticeKind({ fromAddress, text }: Evidence): MachineMailKind | null {
  if (!/@sns\.amazonaws\.com$/i.test(fromAddress ?? '')) return null;
  const told = /\\?"notificationType\\?"\s*:\s*\\?"(\w+)/.exec(text)?.[1];
  if (told === undefined) return null;
  return told === 'Bounce' ? 'bounce' : 'report';
}

// At the very start only: "Re: …" is a person's, and "Absence du 3 au 10" asks us to watch a house.
const absenceNotice =
  /^\s*(auto\s*:|r[ée]ponse automatique|(message|notification|avis) d['’ ]?absence|absence du bureau|absente? du bureau|automatic (reply|response)|auto[- ]?(reply|response)\b|out[- ]of[- ](the )?office|(on )?vacation (reply|response|message|notice))/i;

function isAbsenceNotice(subject: string): boolean {
  return absenceNotice.test(subject);
}

function declinesAnswers(evidence: Evidence): boolean {
  const { fromAddress, subject, isReply } = evidence;
  const suppress = header(evidence, 'x-auto-response-suppress').toLowerCase();
  if (/\b(all|autoreply|oof)\b/.test(suppress)) return true;
  if (!isReply && isAbsenceNotice(subject)) return true;
  return /^(no-?_?reply|ne-?pas-?repondre|nepasrepondre|do-?not-?reply|mailer-daemon|postmaster|bounces?|abuse|listserv|majordomo)\b/i.test(
    fromAddress ?? '',
  );
}

function hasNullSender(evidence: Evidence): boolean {
  return header(evidence, 'return-path').replace(/\s/g, '') === '<>';
}

/** RFC 3464: only the action "failed" says that the mail will never arrive. */
function isFinal(evidence: Evidence): boolean {
  const status = deliveryStatusOf(evidence) ?? '';
  const actions = [...status.matchAll(/^action\s*:\s*(\w+)/gim)].map(([, action = '']) =>
    action.toLowerCase(),
  );
  if (actions.length) return actions.includes('failed');
  return !/warning|delayed|still being retried|retard/i.test(evidence.subject);
}

/** What the post office says itself: its report, and its words. */
function reportOf(evidence: Evidence): string {
  return `${deliveryStatusOf(evidence) ?? ''}\n${evidence.text.slice(0, 3_000)}`;
}

/** The part that says what became of a mail; of one to an internationalised address it has a type of its own (RFC 6533). */
function deliveryStatusOf({ parts }: Evidence): string | null {
  return parts.find(({ type }) => /^message\/(global-)?delivery-status$/.test(type))?.text ?? null;
}

function returnedMail({ parts, text }: Evidence): string {
  const returned = parts.filter(({ type }) => /^message\/|^text\/rfc822-headers/.test(type));
  return [...returned.map((part) => part.text), text].join('\n');
}

/** The returned mail's own id first: those that it refers to are other mails. */
function idsIn(text: string): string[] {
  const own = [...text.slice(0, 300_000).matchAll(/^message-id\s*:\s*(<[^<>\s]{3,300}>)/gim)];
  const all = text.slice(0, 300_000).match(/<[^<>\s@]{1,200}@[^<>\s@]{1,200}>/g) ?? [];
  return [...new Set([...own.map(([, id = '']) => id), ...all])];
}

function header({ headers }: Evidence, name: string): string {
  return headers.get(name)?.[0]?.trim() ?? '';
}
