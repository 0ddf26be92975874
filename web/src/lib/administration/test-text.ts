import type { MailboxTestResult } from '@vigie/shared/wire/administration';
import { m } from '#lib/paraglide/messages.js';

type Step = MailboxTestResult['steps'][number];

/** What a step of the connection test tries. */
export function stepText(step: Step['step']): string {
  return steps[step]();
}

/** What it found. */
export function findingText(finding: Step['finding']): string {
  return findings[finding]();
}

/** True where nothing has to be done. */
export function isWell(finding: Step['finding']): boolean {
  return finding === 'well' || finding === 'no-password-needed';
}

const steps: Record<Step['step'], () => string> = {
  'imap-connect': m.admin_step_imap_connect,
  'imap-sign-in': m.admin_step_imap_sign_in,
  'imap-folder': m.admin_step_imap_folder,
  'imap-sent': m.admin_step_imap_sent,
  'smtp-connect': m.admin_step_smtp_connect,
  'smtp-sign-in': m.admin_step_smtp_sign_in,
};

const findings: Record<Step['finding'], () => string> = {
  well: m.admin_finding_well,
  unreachable: m.admin_finding_unreachable,
  'no-tls': m.admin_finding_no_tls,
  certificate: m.admin_finding_certificate,
  silent: m.admin_finding_silent,
  'sign-in-refused': m.admin_finding_sign_in_refused,
  'no-folder': m.admin_finding_no_folder,
  'read-only': m.admin_finding_read_only,
  'no-sent-folder': m.admin_finding_no_sent_folder,
  'no-password-needed': m.admin_finding_no_password,
  failed: m.admin_finding_failed,
  'not-tried': m.admin_finding_not_tried,
};
