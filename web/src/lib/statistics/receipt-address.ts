import { receiptFigures, type ReceiptFigure } from '@vigie/shared/metrics/receipt';
import { priorities, type Priority } from '@vigie/shared/triage/priority';
import { addressOf, paramsOf, queryOf, type StatisticsAddress } from './statistics-address.ts';

/** Which figure a receipt is of: of the clocks of some days, or of those that ran up to an instant. */
export interface ReceiptAddress {
  readonly figure: ReceiptFigure;
  readonly stretch: StatisticsAddress;
  /** As on the live screen: what ran since the start of a shift, as it stood at an instant. */
  readonly ran: { readonly fromMs: number; readonly atMs: number } | null;
  /** Where the figure is of several priorities together; all of them where it is empty. */
  readonly priorities: readonly Priority[];
}

/** The address of a receipt of the statistics: theirs, with the figure. */
export function receiptQueryOf(figure: ReceiptFigure, address: StatisticsAddress): string {
  return `${queryOf({ ...address, compared: null })}&chiffre=${figure}`;
}

/** The address of a receipt of a live figure, which stays what it was at that instant. */
export function liveReceiptQueryOf(
  figure: ReceiptFigure,
  { fromMs, atMs }: { readonly fromMs: number; readonly atMs: number },
  ofPriorities: readonly Priority[] = [],
): string {
  const params = new URLSearchParams({
    ...{ chiffre: figure, depuis: String(fromMs), a: String(Math.floor(atMs)) },
    ...(ofPriorities.length ? { priorites: ofPriorities.join(',') } : {}),
  });
  return `?${params.toString()}`;
}

/** Reads an address; null where it names no figure. */
export function receiptIn(
  params: Pick<URLSearchParams, 'get'>,
  nowMs: number,
): ReceiptAddress | null {
  const figure = receiptFigures.find((one) => one === params.get('chiffre'));
  if (!figure) return null;
  const [fromMs, atMs] = [instantIn(params, 'depuis'), instantIn(params, 'a')];
  const ran = fromMs !== null && atMs !== null && fromMs <= atMs ? { fromMs, atMs } : null;
  const asked = (params.get('priorites') ?? '').split(',');
  const some = priorities.filter((priority) => asked.includes(priority));
  return { figure, stretch: addressOf(params, nowMs), ran, priorities: some };
}

/** The same for the server. */
export function receiptServerQuery(
  { figure, stretch, ran, priorities: some }: ReceiptAddress,
  /** Of a further page: where it begins, and the instant of the first. */
  { offset, atMs }: { readonly offset: number; readonly atMs: number | null },
): string {
  const when = ran ? { ranFrom: String(ran.fromMs), at: String(ran.atMs) } : stretch.period;
  return new URLSearchParams({
    ...{ ...paramsOf(stretch.filter), figure, ...when, offset: String(offset) },
    ...(some.length ? { priorities: some.join(',') } : {}),
    ...(atMs === null ? {} : { at: String(atMs) }),
  }).toString();
}

function instantIn(params: Pick<URLSearchParams, 'get'>, name: string): number | null {
  const ms = Number(params.get(name) ?? '');
  return Number.isSafeInteger(ms) && ms > 0 ? ms : null;
}
