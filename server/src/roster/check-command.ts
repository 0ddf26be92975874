import type { Actor } from '@vigie/shared/access/actor';
import { decideEntries, decideEntry, decideOverride } from '@vigie/shared/roster/decide';
import { decidePlan } from '@vigie/shared/roster/decide-plan';
import type { RosterDecision } from '@vigie/shared/roster/judgement';
import { seeFindings } from '@vigie/shared/roster/see-findings';
import type { RosterBook } from '@vigie/shared/roster/roster-book';
import type { RosterCheck } from '@vigie/shared/wire/roster';
import type { RosterCommand } from '../desk/interpret-roster.ts';
import { refusalMessage } from '../desk/refusal-message.ts';
import { departureOf } from './departure-of.ts';

/** Words that would be typed stand nowhere while one only looks. */
const unsaid = { reasonId: 'unsaid', compensationId: 'unsaid' };

/** What a command would meet, by the same judges as the desk's, without being carried out (ROST-2). */
export function checkCommand(
  book: RosterBook,
  command: RosterCommand,
  now: { readonly actor: Actor; readonly at: number },
): RosterCheck {
  const decision = judge(book, command, now);
  const refusal = decision.ok ? null : decision.refusal;
  return {
    refusal,
    message: refusal && refusalMessage(refusal),
    findings: seeFindings(decision.findings ?? [], now.actor),
    faults: faultsOf(decision),
  };
}

function faultsOf(decision: RosterDecision<unknown>): RosterCheck['faults'] {
  if (decision.ok || !decision.faults) return [];
  return decision.faults.map((fault) => ({ ...fault, message: refusalMessage(fault.refusal) }));
}

function judge(
  book: RosterBook,
  command: RosterCommand,
  now: { readonly actor: Actor; readonly at: number },
): RosterDecision<unknown> {
  const exemption = 'exemption' in command && command.exemption ? unsaid : null;
  switch (command.type) {
    case 'enter-absences': {
      const entries = command.absences.map(({ personId, absence, from, to }, n) => ({
        ...{ id: `looked-at-${String(n)}`, noteId: null },
        departure: { kind: 'absence', personId, absence, from, to } as const,
      }));
      return decideEntries(book, entries, exemption, now);
    }
    case 'answer-swap':
      return decideOverride(book, book.override(command.overrideId) ?? null, command, now);
    case 'settle-swap':
    case 'cancel-override': {
      const asked = { ...command, reasonId: null, exemption };
      return decideOverride(book, book.override(command.overrideId) ?? null, asked, now);
    }
    case 'change-roster-plan':
      return decidePlan(book, { ...command, exemption }, now);
    case 'open-calendar':
    case 'revoke-calendar':
      return { ok: true, events: [], findings: [] };
    default: {
      const departure = departureOf(command, now.actor.id);
      const entry = { id: 'looked-at', departure, noteId: null };
      return decideEntry(book, entry, exemption, now);
    }
  }
}
