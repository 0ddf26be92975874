import type { LedgerRow } from '@vigie/db/writes';

/** What the ledger says of bytes that were seen before: the same message again, or a second one like it. */
export type KnownMessage =
  | { readonly kind: 'same'; readonly row: LedgerRow }
  | { readonly kind: 'duplicate'; readonly row: LedgerRow };

/**
 * Tells whether bytes that stand in the ledger are the same message under another UIDVALIDITY or a
 * duplicate (MAIL-2). Of messages with equal bytes, as many are the same as there were before the
 * change: two copies stay two, a third is a duplicate. Null for bytes never seen.
 */
export function knownMessage(rows: readonly LedgerRow[], uidValidity: string): KnownMessage | null {
  const [first] = rows;
  if (!first) return null;
  const present = rows.filter((row) => row.uidValidity === uidValidity).length;
  const others = Map.groupBy(
    rows.filter((row) => row.uidValidity !== uidValidity),
    (row) => row.uidValidity,
  );
  const counterpart = [...others.values()]
    .map((copies) => copies[present])
    .find((row) => row !== undefined);
  return counterpart ? { kind: 'same', row: counterpart } : { kind: 'duplicate', row: first };
}
