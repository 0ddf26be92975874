import type { Delta, Frame, Snapshot } from '../wire/delta.ts';
import { emptyView, type View } from '../wire/view.ts';
import { applyChanges } from './change.ts';

/** One screen's copy of the live view, with the `seq` up to which it is whole. */
export interface Feed {
  readonly logId: string | null;
  readonly seq: number;
  readonly view: View;
}

export const emptyFeed: Feed = { logId: null, seq: 0, view: emptyView };

/** What a frame was to a feed: news, nothing new, or proof that something is missing (SYNC-2). */
export type Receipt =
  | { readonly kind: 'applied'; readonly feed: Feed; readonly news: readonly Delta[] }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'gap'; readonly missingFrom: number };

/** A feed as a snapshot gives it (SYNC-1). */
export function feedOf(snapshot: Pick<Snapshot, 'logId' | 'seq' | 'view'>): Feed {
  return { logId: snapshot.logId, seq: snapshot.seq, view: snapshot.view };
}

/** Takes a frame in: drops what is known, applies what follows, and reports a gap (SYNC-1, SYNC-2). */
export function receive(feed: Feed, frame: Frame): Receipt {
  const news = frame.deltas.filter((delta) => delta.seq > feed.seq);
  const first = news[0];
  if (!first) return { kind: 'duplicate' };
  if (!follows(feed.seq, news)) return { kind: 'gap', missingFrom: feed.seq };
  const changes = news.flatMap((delta) => delta.changes ?? []);
  const seq = news.at(-1)?.seq ?? feed.seq;
  return { kind: 'applied', feed: { ...feed, seq, view: applyChanges(feed.view, changes) }, news };
}

function follows(seq: number, deltas: readonly Delta[]): boolean {
  return deltas.every((delta, place) => delta.seq === seq + place + 1);
}
