import type { Actor } from '@vigie/shared/access/actor';
import { may } from '@vigie/shared/access/may';
import { mayCancel } from '@vigie/shared/roster/decide';
import type { Departure, Override } from '@vigie/shared/roster/override';
import type { RosterBook } from '@vigie/shared/roster/roster-book';
import type { OverrideView } from '@vigie/shared/wire/roster';

/** Finds typed words by their id; null where they have been erased. */
export type WordsOf = (id: string | null) => string | null;

/**
 * An override as somebody sees it. The kind of an absence and its words are health and private life:
 * the person's own, the command's and the clerks' (ACCESS-1); colleagues see that somebody is absent.
 */
export function seeOverride(
  book: RosterBook,
  override: Override,
  viewer: { readonly actor: Actor; readonly at: number },
  wordsOf: WordsOf,
): OverrideView {
  const { id, departure, status, by, at, noteId, exemption, settled } = override;
  const knows = knowsOf(viewer.actor, departure);
  const words: WordsOf = (wordsId) => (knows ? wordsOf(wordsId) : null);
  return {
    ...partsOf(departure),
    ...{ id, kind: departure.kind, status, personId: departure.personId, by, at },
    absence: knows && departure.kind === 'absence' ? departure.absence : null,
    note: words(noteId),
    exemption: exemption && {
      reason: words(exemption.reasonId),
      compensation: words(exemption.compensationId),
      by: exemption.by,
      at: exemption.at,
      findings: [...exemption.findings],
    },
    settled: settled && { by: settled.by, at: settled.at, reason: words(settled.reasonId) },
    may: actsOn(book, override, viewer),
  };
}

/** True where the viewer may know of what kind it is, and read its words. */
function knowsOf(actor: Actor, departure: Departure): boolean {
  const { personId } = departure;
  const isOther = departure.kind === 'swap' && departure.withId === actor.id;
  return isOther || may(actor, 'see-absence-kind', { personId });
}

function actsOn(
  book: RosterBook,
  override: Override,
  viewer: { readonly actor: Actor; readonly at: number },
): OverrideView['may'] {
  const { departure, status } = override;
  const acts: OverrideView['may'] = [];
  const waits = status === 'asked' || status === 'agreed';
  if (departure.kind === 'swap' && status === 'asked' && departure.withId === viewer.actor.id) {
    acts.push('answer-swap');
  }
  if (departure.kind === 'swap' && waits && may(viewer.actor, 'settle-swap')) {
    acts.push('settle-swap');
  }
  if ((waits || status === 'standing') && mayCancel(book, override, viewer)) {
    acts.push('cancel-override');
  }
  return acts;
}

type Parts = Pick<
  OverrideView,
  'otherId' | 'shiftId' | 'withShiftId' | 'teamId' | 'from' | 'to' | 'startMs' | 'endMs'
>;

const noParts: Parts = {
  ...{ otherId: null, shiftId: null, withShiftId: null, teamId: null },
  ...{ from: null, to: null, startMs: null, endMs: null },
};

function partsOf(departure: Departure): Parts {
  switch (departure.kind) {
    case 'absence':
      return { ...noParts, from: departure.from, to: departure.to };
    case 'replacement':
      return { ...noParts, shiftId: departure.shiftId, otherId: departure.replaces };
    case 'recall':
      return { ...noParts, shiftId: departure.shiftId };
    case 'extra': {
      const { teamId, startMs, endMs } = departure;
      return { ...noParts, teamId, startMs, endMs };
    }
    case 'swap': {
      const { shiftId, withId, withShiftId } = departure;
      return { ...noParts, shiftId, otherId: withId, withShiftId };
    }
    case 'late':
      return { ...noParts, shiftId: departure.shiftId, startMs: departure.arrivesMs };
    case 'early-leave':
      return { ...noParts, shiftId: departure.shiftId, endMs: departure.leavesMs };
    case 'posting': {
      const { teamId, from, to } = departure;
      return { ...noParts, teamId, from, to };
    }
  }
}
