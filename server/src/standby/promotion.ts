import { databasePath } from '@vigie/db/database-path';
import type { Position } from '@vigie/db/standby/position';
import { writeStandbyMark, type StandbyMark } from '@vigie/db/standby/standby-mark';
import { takeOver } from '@vigie/db/standby/take-over';
import type { TakenOverAnswer } from './protocol.ts';
import { SourceFailed, type Source } from './source.ts';

/** Why there was no takeover; what stands is as it was. The message is for the operator. */
export class TakeoverRefused extends Error {
  override readonly name = 'TakeoverRefused';
}

export interface PromotionParts {
  readonly folder: string;
  readonly source: Source;
  readonly address: string;
  /** Take over though the server answers: it is told to step down first. */
  readonly force: boolean;
  readonly now: () => number;
  readonly progress: (text: string) => void;
  /** Ends the following, after everything up to this position where one is given. */
  readonly stopFollowing: (upTo: Position | null) => Promise<StandbyMark>;
  /** The term of the copy, before. */
  readonly term: () => number;
}

/**
 * Makes this copy the service (RUN-4): only where it is one state, and the server is silent or steps down
 * first. After it the folder is a server's like any other.
 */
export async function promote(parts: PromotionParts): Promise<TakenOverAnswer> {
  const { folder, now, progress } = parts;
  const fenced = await settleServer(parts);
  const mark = await parts.stopFollowing(fenced.end);
  if (mark.stage !== 'following') throw new TakeoverRefused(notWhole);
  // From here on the journal is SQLite's own: who follows again takes a new copy.
  writeStandbyMark(folder, { ...mark, next: null });
  progress('Preuve de la copie');
  const { head, term } = await takeOver({
    ...{ path: databasePath(folder), now },
    onMigration: ({ done, total, name }) =>
      progress(`Mise à niveau de la base : ${String(done + 1)} sur ${String(total)} (${name})`),
    onProof: (done, total) =>
      progress(`Preuve de la main courante : ${String(done)} sur ${String(total)} faits`),
  });
  writeStandbyMark(folder, { ...mark, stage: 'promoted', owesFence: !fenced.done });
  return { seq: head.seq, term, fenced: fenced.done };
}

const notWhole =
  'La copie n’est pas encore entière : elle ne peut pas prendre la relève. Attendu : attendre la première copie, ou restaurer une sauvegarde.';

/** A server that answers keeps its place, unless told; then it steps down, and nothing is lost. */
async function settleServer(
  parts: PromotionParts,
): Promise<{ done: boolean; end: Position | null }> {
  const { source, force, address } = parts;
  try {
    const there = await source.term();
    if (there.role !== 'server') return { done: false, end: null };
    if (!force) throw new TakeoverRefused(stillThere(source.url));
    const { end } = await source.fence({
      term: Math.max(there.term, parts.term()) + 1,
      by: address,
    });
    return { done: true, end };
  } catch (error) {
    if (error instanceof SourceFailed && error.kind === 'unreachable')
      return { done: false, end: null };
    if (error instanceof SourceFailed && force) return { done: false, end: null };
    if (error instanceof SourceFailed)
      throw new TakeoverRefused(`${stillThere(source.url)} (${error.message})`);
    throw error;
  }
}

function stillThere(url: string): string {
  return `Le serveur répond encore (${url}). Attendu : l’arrêter d’abord, ou --force, qui l’arrête et ne perd rien.`;
}
