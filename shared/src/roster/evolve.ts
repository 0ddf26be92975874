import type { Recorded } from '../ticket/events.ts';
import type { Exemption, GivenExemption, Override, OverrideEvent } from './override.ts';
import { defaultPlan, since, type PlanEvent, type RosterPlan } from './plan.ts';

/** Folds one event into an override. The first must enter it; anything else without one throws. */
export function evolveOverride(
  override: Override | null,
  recorded: Recorded<OverrideEvent>,
): Override {
  const { event, seq, at, by, streamId } = recorded;
  if ('departure' in event) {
    const { departure, noteId } = event;
    // A swap has effect once it is approved; everything else at once.
    const status = departure.kind === 'swap' ? 'asked' : 'standing';
    const exemption = withAuthor(event.exemption, by, at);
    return { id: streamId, departure, status, by, at, noteId, exemption, settled: null, seq };
  }
  if (!override) throw new Error(`event ${String(seq)} (${event.type}) concerns nothing entered`);
  const settled = (reasonId: string | null) => ({ settled: { by, at, reasonId }, seq });
  switch (event.type) {
    case 'swap-agreed':
      return { ...override, status: 'agreed', seq };
    case 'swap-declined':
      return { ...override, status: 'declined', ...settled(null) };
    case 'swap-approved': {
      const exemption = withAuthor(event.exemption, by, at);
      return { ...override, status: 'standing', exemption, ...settled(null) };
    }
    case 'swap-refused':
      return { ...override, status: 'declined', ...settled(event.reasonId) };
    case 'override-cancelled':
      return {
        ...override,
        status: 'cancelled',
        exemption: withAuthor(event.exemption, by, at) ?? override.exemption,
        ...settled(event.reasonId),
      };
  }
}

function withAuthor(exemption: GivenExemption | null, by: string, at: number): Exemption | null {
  return exemption && { ...exemption, by, at };
}

/** Folds one event into the roster's frame: what held before its date stays as it was (ROST-1). */
export function evolvePlan(plan: RosterPlan | null, recorded: Recorded<PlanEvent>): RosterPlan {
  const { event, seq } = recorded;
  const before = plan ?? defaultPlan;
  switch (event.type) {
    case 'cycle-changed':
      return { ...before, cycles: since(before.cycles, event.from, event.cycle), seq };
    case 'office-hours-changed':
      return { ...before, office: since(before.office, event.from, event.office), seq };
    case 'cover-changed':
      return { ...before, cover: since(before.cover, event.from, event.cover), seq };
    case 'holidays-changed':
      return { ...before, holidays: event.region, seq };
    case 'calendar-opened':
      return { ...before, calendars: { ...before.calendars, [event.personId]: seq }, seq };
    case 'calendar-revoked': {
      const open = Object.entries(before.calendars).filter(([id]) => id !== event.personId);
      return { ...before, calendars: Object.fromEntries(open), seq };
    }
  }
}
