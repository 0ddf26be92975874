import { lastHourFigures, ledgerOutcomes, type LedgerOutcome } from '@vigie/shared/wire/statistics';

/** A count of mails whose receipt is asked for: of the hour up to an instant, or of a mailbox's ledger. */
export type MailReceiptAddress =
  | { readonly kind: 'last-hour'; readonly figure: LastHourFigure; readonly atMs: number }
  | {
      readonly kind: 'ledger';
      readonly mailboxId: string;
      /** Null for all of them. */
      readonly outcome: LedgerOutcome | null;
    };
type LastHourFigure = (typeof lastHourFigures)[number];

/** The address of a receipt of the last hour, which stays what it was at that instant. */
export function lastHourQueryOf(figure: LastHourFigure, atMs: number): string {
  return `?${new URLSearchParams({ chiffre: figure, a: String(Math.floor(atMs)) }).toString()}`;
}

/** The address of what became of a mailbox's mails. */
export function ledgerQueryOf(mailboxId: string, outcome: LedgerOutcome | null): string {
  const params = new URLSearchParams({ chiffre: 'ledger', boite: mailboxId });
  if (outcome) params.set('issue', outcome);
  return `?${params.toString()}`;
}

/** Reads an address; null where it names no count of mails. */
export function mailReceiptIn(params: Pick<URLSearchParams, 'get'>): MailReceiptAddress | null {
  const name = params.get('chiffre');
  if (name === 'ledger') {
    const mailboxId = params.get('boite') ?? '';
    const outcome = ledgerOutcomes.find((one) => one === params.get('issue')) ?? null;
    return mailboxId ? { kind: 'ledger', mailboxId, outcome } : null;
  }
  const figure = lastHourFigures.find((one) => one === name);
  const atMs = Number(params.get('a') ?? '');
  if (!figure || !Number.isSafeInteger(atMs) || atMs <= 0) return null;
  return { kind: 'last-hour', figure, atMs };
}

/** The same for the server; a further page begins where the one before says. */
export function mailReceiptServerPath(address: MailReceiptAddress, next: string | null): string {
  if (address.kind === 'last-hour') {
    const { figure, atMs } = address;
    const asked = { figure, at: String(atMs), ...(next === null ? {} : { offset: next }) };
    return `/api/statistics/last-hour?${new URLSearchParams(asked).toString()}`;
  }
  const { mailboxId: mailbox, outcome } = address;
  const where = next === null ? {} : { before: next };
  const asked = { mailbox, ...(outcome ? { outcome } : {}), ...where };
  return `/api/health/ledger?${new URLSearchParams(asked).toString()}`;
}
