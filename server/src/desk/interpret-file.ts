import type { WordsRow, Writes } from '@vigie/db/writes';
import { isCleared } from '@vigie/shared/access/actor';
import { mostUrgent } from '@vigie/shared/ticket/priority-order';
import { targetMs } from '@vigie/shared/settings/settings';
import { categories } from '@vigie/shared/triage/categories';
import type { Asking, CommandOf, Plan } from './plan.ts';
import { ticketPlan } from './ticket-plan.ts';
import { wordsRow } from './words-of.ts';

type FileCommand = CommandOf<
  | 'add-note'
  | 'reopen-ticket'
  | 'change-priority'
  | 'change-category'
  | 'change-restriction'
  | 'lift-quarantine'
>;

/** Reads what somebody wants of a ticket's file: its notes, its place, who may see it. */
export function interpretFile(command: FileCommand, asking: Asking): Plan {
  switch (command.type) {
    case 'add-note':
      return addNote(command, asking);
    case 'reopen-ticket':
      return reopen(command, asking);
    case 'change-priority':
      return changePriority(command, asking);
    case 'change-category':
      return ticketPlan({ ticketId: command.ticketId, command });
    case 'change-restriction':
      return changeRestriction(command, asking);
    case 'lift-quarantine':
      return liftQuarantine(command);
  }
}

function addNote({ ticketId, text }: CommandOf<'add-note'>, asking: Asking): Plan {
  const note = wordsRow(asking, 'note', ticketId, text);
  return ticketPlan({
    ticketId,
    command: { type: 'add-note', noteId: note.id },
    writes: { words: [note] },
    words: { ticketId, text, keptAs: `kept-note:${ticketId}:${asking.by}` },
  });
}

function reopen({ ticketId, reason }: CommandOf<'reopen-ticket'>, asking: Asking): Plan {
  const row = wordsRow(asking, 'reason', ticketId, reason);
  return ticketPlan({
    ticketId,
    command: ({ category, priority }, { settings }) => ({
      type: 'reopen-ticket',
      reasonId: row.id,
      targetMs: targetMs(settings.targets, category, priority),
    }),
    writes: { words: [row] },
  });
}

function changePriority(
  { ticketId, priority, reason }: CommandOf<'change-priority'>,
  asking: Asking,
): Plan {
  const row = reasonRow(asking, ticketId, reason);
  return ticketPlan({
    ticketId,
    command: ({ category }, { settings }) => ({
      type: 'change-priority',
      priority,
      reasonId: row?.id ?? null,
      targetMs: targetMs(settings.targets, category, priority),
    }),
    writes: wordsOf(row),
  });
}

function changeRestriction(
  { ticketId, restricted, reason }: CommandOf<'change-restriction'>,
  asking: Asking,
): Plan {
  const row = reasonRow(asking, ticketId, reason);
  return ticketPlan({
    ticketId,
    keys: [{ kind: 'holder', ticketId }],
    command: (_ticket, { loaded }) => {
      const holder = loaded.holder(ticketId);
      const holderCleared = holder === null || isCleared(holder);
      return { type: 'change-restriction', restricted, holderCleared, reasonId: row?.id ?? null };
    },
    writes: wordsOf(row),
  });
}

/** Who has read the raw mail says what it is about; its priority is the category's own, never lowered. */
function liftQuarantine({ ticketId, category }: CommandOf<'lift-quarantine'>): Plan {
  const { priority } = categories[category];
  return ticketPlan({
    ticketId,
    command: (ticket, { settings }) => ({
      type: 'lift-quarantine',
      category,
      priority,
      targetMs: targetMs(settings.targets, category, mostUrgent(priority, ticket.priority)),
    }),
  });
}

function reasonRow(asking: Asking, ticketId: string, reason: string | null): WordsRow | null {
  return reason === null ? null : wordsRow(asking, 'reason', ticketId, reason);
}

function wordsOf(row: WordsRow | null): Writes {
  return row ? { words: [row] } : {};
}
