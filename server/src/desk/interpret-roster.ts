import type { Append } from '@vigie/db/event-log';
import type { WordsRow } from '@vigie/db/writes';
import { may } from '@vigie/shared/access/may';
import type { Entry, ExemptionIds, OverrideCommand } from '@vigie/shared/roster/command';
import { decideEntries, decideEntry, decideOverride } from '@vigie/shared/roster/decide';
import { decidePlan } from '@vigie/shared/roster/decide-plan';
import type { Actor } from '@vigie/shared/access/actor';
import type { RosterDecision } from '@vigie/shared/roster/judgement';
import { seeFindings } from '@vigie/shared/roster/see-findings';
import { daysAfter } from '@vigie/shared/roster/calendar';
import { planStreamId, type PlanEvent } from '@vigie/shared/roster/plan';
import { refuse } from '@vigie/shared/ticket/decision';
import type { ExemptionWords } from '@vigie/shared/wire/roster-command';
import { departureOf, type EntryCommand } from '../roster/departure-of.ts';
import type { Asking, CommandOf, Judgement, Plan, Told } from './plan.ts';
import { refusalMessage } from './refusal-message.ts';
import { wordsRow } from './words-of.ts';

export type RosterCommand =
  | EntryCommand
  | CommandOf<
      | 'enter-absences'
      | 'answer-swap'
      | 'settle-swap'
      | 'cancel-override'
      | 'change-roster-plan'
      | 'open-calendar'
      | 'revoke-calendar'
    >;

/** A new frame is judged over four weeks from its date, and what touches them is loaded. */
const planReachDays = 36;

/** Reads what somebody wants of the roster (ROST-1, ROST-2): typed words become ids (LOG-4). */
export function interpretRoster(command: RosterCommand, asking: Asking): Plan {
  switch (command.type) {
    case 'enter-absences':
      return enterMany(command, asking);
    case 'answer-swap':
    case 'settle-swap':
    case 'cancel-override':
      return onOverride(command, asking);
    case 'change-roster-plan':
      return changePlan(command, asking);
    case 'open-calendar':
      return onCalendar(asking.by, 'calendar-opened');
    case 'revoke-calendar':
      return onCalendar(command.personId, 'calendar-revoked');
    case 'enter-absence':
    case 'order-replacement':
    case 'order-recall':
    case 'order-extra-shift':
    case 'note-late-arrival':
    case 'note-early-leave':
    case 'ask-swap':
    case 'post-person':
      return enter(command, asking);
  }
}

function enter(command: EntryCommand, asking: Asking): Plan {
  const words = new TypedWords(asking);
  const departure = departureOf(command, asking.by);
  const entry: Entry = { id: asking.newId(), departure, noteId: words.idOf(command.note) };
  const exemption = words.ofExemption('exemption' in command ? command.exemption : null);
  return {
    keys: [{ kind: 'roster', departures: [departure] }],
    judge: (now) => {
      const decision = decideEntry(now.loaded.roster().book, entry, exemption, now);
      return judged(now.actor, decision, words.rows, { overrideId: entry.id }, (events) => [
        { stream: 'override', id: entry.id, events },
      ]);
    },
  };
}

function enterMany(command: CommandOf<'enter-absences'>, asking: Asking): Plan {
  const words = new TypedWords(asking);
  const entries = command.absences.map(({ personId, absence, from, to, note }): Entry => ({
    id: asking.newId(),
    departure: { kind: 'absence', personId, absence, from, to },
    noteId: words.idOf(note),
  }));
  const exemption = words.ofExemption(command.exemption);
  return {
    keys: [{ kind: 'roster', departures: entries.map(({ departure }) => departure) }],
    judge: (now) => {
      const decision = decideEntries(now.loaded.roster().book, entries, exemption, now);
      return judged(now.actor, decision, words.rows, {}, (events) =>
        events.map(([id, event]) => ({ stream: 'override', id, events: [event] })),
      );
    },
  };
}

function onOverride(
  command: CommandOf<'answer-swap' | 'settle-swap' | 'cancel-override'>,
  asking: Asking,
): Plan {
  const words = new TypedWords(asking);
  const { overrideId } = command;
  const asked = overrideCommand(command, words);
  return {
    keys: [{ kind: 'roster', overrideId }],
    judge: (now) => {
      const { book, override } = now.loaded.roster();
      const decision = decideOverride(book, override, asked, now);
      return judged(now.actor, decision, words.rows, { overrideId }, (events) => [
        { stream: 'override', id: overrideId, events },
      ]);
    },
  };
}

function overrideCommand(
  command: CommandOf<'answer-swap' | 'settle-swap' | 'cancel-override'>,
  words: TypedWords,
): OverrideCommand {
  if (command.type === 'answer-swap') return { type: 'answer-swap', agrees: command.agrees };
  const given = {
    reasonId: words.idOf(command.reason),
    exemption: words.ofExemption(command.exemption),
  };
  return command.type === 'settle-swap'
    ? { type: 'settle-swap', approves: command.approves, ...given }
    : { type: 'cancel-override', ...given };
}

function changePlan(command: CommandOf<'change-roster-plan'>, asking: Asking): Plan {
  const words = new TypedWords(asking);
  const { from, cycle, office, cover, holidays } = command;
  const exemption = words.ofExemption(command.exemption);
  const dates = { from: daysAfter(from, -planReachDays), to: daysAfter(from, planReachDays) };
  return {
    keys: [{ kind: 'roster', dates }],
    judge: (now) => {
      const change = { from, cycle, office, cover, holidays, exemption };
      const decision = decidePlan(now.loaded.roster().book, change, now);
      return judged(now.actor, decision, words.rows, {}, inPlan);
    },
  };
}

/** A link to a calendar is made by an event: its `seq` is what the secret is derived from. */
function onCalendar(personId: string, type: 'calendar-opened' | 'calendar-revoked'): Plan {
  return {
    keys: [{ kind: 'roster' }],
    judge: ({ loaded, actor }) => {
      const { plan } = loaded.roster().book;
      if (type === 'calendar-revoked') {
        if (!may(actor, 'revoke-calendar', { personId })) return refuse('not-allowed');
        if (plan.calendars[personId] === undefined) return refuse('unchanged');
      }
      const decision = { ok: true, events: [{ type, personId }], findings: [] } as const;
      return judged(actor, decision, [], {}, inPlan);
    },
  };
}

function inPlan(events: readonly PlanEvent[]): Append[] {
  return [{ stream: 'roster-plan', id: planStreamId, events }];
}

function judged<E>(
  actor: Actor,
  decision: RosterDecision<E>,
  words: readonly WordsRow[],
  told: Told,
  appendsOf: (events: readonly E[]) => readonly Append[],
): Judgement {
  if (!decision.ok) {
    const { refusal, findings, faults } = decision;
    return {
      ok: false,
      refusal,
      about: {
        ...(findings && { findings: seeFindings(findings, actor) }),
        ...(faults && {
          faults: faults.map((fault) => ({ ...fault, message: refusalMessage(fault.refusal) })),
        }),
      },
    };
  }
  const findings = seeFindings(decision.findings, actor);
  return {
    ok: true,
    appends: appendsOf(decision.events),
    writes: words.length ? { words } : {},
    tell: () => ({ ...told, findings }),
  };
}

/** The words of one command, each under an id of its own. */
class TypedWords {
  readonly rows: WordsRow[] = [];
  readonly #asking: Asking;

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  idOf(text: string | null): string | null {
    return text === null ? null : this.#keep(text);
  }

  ofExemption(exemption: ExemptionWords | null): ExemptionIds | null {
    if (!exemption) return null;
    const { reason, compensation } = exemption;
    return { reasonId: this.#keep(reason), compensationId: this.#keep(compensation) };
  }

  #keep(text: string): string {
    const row = wordsRow(this.#asking, 'roster', null, text);
    this.rows.push(row);
    return row.id;
  }
}
