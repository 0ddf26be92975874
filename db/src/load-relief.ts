import type { Handover } from '@vigie/shared/handover/handover';
import { ticketOfItem } from '@vigie/shared/handover/parts';
import { answerSheetChanges } from '@vigie/shared/settings/answer-sheets';
import type { Database } from './database.ts';
import type { ReliefFacts } from './event-log.ts';
import { loadHandover, pendingHandovers } from './handover-rows.ts';
import { fieldsOfHandover } from './handover-texts.ts';
import { heirOf } from './heirs.ts';
import { loadRoom } from './projections.ts';
import { settingsEventsSince } from './queries/history.ts';
import { draftedTickets } from './queries/drafts.ts';
import { openTickets } from './queries/tickets.ts';
import { wordsByIds } from './queries/words.ts';

/** Reads all that a sheet is compiled from and its signatures are judged on, as of now (HAND-2). */
export function loadRelief(database: Database, handoverId: string): ReliefFacts {
  const handover = loadHandover(database, handoverId);
  const { instruction, responsibility } = loadRoom(database);
  const instructionId = instruction?.id ?? '';
  return {
    tickets: openTickets(database),
    heirs: heirsOf(database, handover),
    pending: pendingHandovers(database),
    fields: fieldsOfHandover(database, handoverId),
    reasons: reasonsOf(database, handover),
    drafted: draftedTickets(database),
    instructionText: wordsByIds(database, [instructionId]).get(instructionId)?.text ?? '',
    answerSheets: answerSheetChanges(settingsEventsSince(database, responsibility?.since ?? 0)),
  };
}

function heirsOf(database: Database, handover: Handover | null): Map<string, string> {
  const ids = (handover?.proposal?.items ?? []).flatMap(({ key }) => ticketOfItem(key) ?? []);
  return new Map(
    ids.flatMap((id) => {
      const heir = heirOf(database, id);
      return heir && heir.id !== id ? [[id, heir.id] as const] : [];
    }),
  );
}

/** The words behind the locks that a sheet lets stay. */
function reasonsOf(database: Database, handover: Handover | null): Map<string, string> {
  const ids = Object.values(handover?.passes ?? {}).flatMap((pass) =>
    pass.kind === 'stays' ? [pass.reasonId] : [],
  );
  return new Map([...wordsByIds(database, ids)].map(([id, { text }]) => [id, text]));
}
