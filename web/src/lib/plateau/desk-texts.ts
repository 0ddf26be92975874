import { ageText } from '#lib/format/age.ts';
import { hourText } from '#lib/format/paris-time.ts';
import { m } from '#lib/paraglide/messages.js';
import type { DeskState, DeskStateKind } from './desk-state.ts';

/** A state as the card says it: « rédige », « pause 12 min ». */
export function stateText(state: DeskState, now: number): string {
  switch (state.kind) {
    case 'paused':
      return m.desk_paused({ age: ageText(now - state.sinceMs) });
    case 'inactive':
      return m.desk_inactive({ age: ageText(now - state.sinceMs) });
    case 'absent':
      return m.desk_absent();
    case 'away':
      return m.roster_state_away_unknown();
    case 'late':
      return m.roster_state_late({ time: hourText(state.atMs) });
    case 'left':
      return m.roster_state_left({ time: hourText(state.atMs) });
    case 'disconnected':
      return m.desk_disconnected();
    case 'writing':
      return m.desk_writing();
    case 'reading':
      return m.desk_reading();
    case 'handling':
      return m.desk_handling();
    case 'free':
      return m.desk_free();
  }
}

/** The head of the plateau: « 8 en traitement · 1 libre · 1 en pause · 1 absent », without what is nought. */
export function countsText(counts: Record<DeskStateKind, number>): string {
  const atWork = counts.writing + counts.reading + counts.handling;
  const lines: [number, (inputs: { count: number }) => string][] = [
    [atWork, m.plateau_at_work],
    [counts.free, m.plateau_free],
    [counts.paused, m.plateau_paused],
    [counts.inactive, m.plateau_inactive],
    [counts.disconnected, m.plateau_disconnected],
    [counts.absent + counts.away + counts.late + counts.left, m.plateau_absent],
  ];
  return lines
    .filter(([count]) => count > 0)
    .map(([count, text]) => text({ count }))
    .join(' · ');
}
