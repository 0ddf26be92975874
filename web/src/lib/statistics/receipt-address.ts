import { receiptFigures, type ReceiptFigure } from '@vigie/shared/metrics/receipt';
import type { StatisticsFilter } from '@vigie/shared/wire/statistics';
import { addressOf, paramsOf, queryOf, type StatisticsAddress } from './statistics-address.ts';

/** Which figure a receipt is of: of the clocks of some days, or of those that ran up to an instant. */
export interface ReceiptAddress {
  readonly figure: ReceiptFigure;
  readonly stretch: StatisticsAddress;
  /** As on the live screen: what ran since the start of a shift, as it stood at an instant. */
  readonly ran: { readonly fromMs: number; readonly atMs: number } | null;
}

/** The address of a receipt of the statistics: theirs, with the figure. */
export function receiptQueryOf(figure: ReceiptFigure, address: StatisticsAddress): string {
  return `${queryOf({ ...address, compared: null })}&chiffre=${figure}`;
}

/** The address of a receipt of a live figure, which stays what it was at that instant. */
export function liveReceiptQueryOf(
  figure: ReceiptFigure,
  { fromMs, atMs }: { readonly fromMs: number; readonly atMs: number },
  filter: StatisticsFilter = {},
): string {
  const params = new URLSearchParams({
    ...{ chiffre: figure, depuis: String(fromMs), a: String(Math.floor(atMs)) },
    ...(filter.priority ? { priorite: filter.priority } : {}),
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
  return { figure, stretch: addressOf(params, nowMs), ran };
}

/** The same for the server. */
export function receiptServerQuery(
  { figure, stretch, ran }: ReceiptAddress,
  offset: number,
): string {
  const when = ran ? { ranFrom: String(ran.fromMs), at: String(ran.atMs) } : stretch.period;
  return new URLSearchParams({
    ...{ ...paramsOf(stretch.filter), figure, ...when, offset: String(offset) },
  }).toString();
}

function instantIn(params: Pick<URLSearchParams, 'get'>, name: string): number | null {
  const ms = Number(params.get(name) ?? '');
  return Number.isSafeInteger(ms) && ms > 0 ? ms : null;
}
