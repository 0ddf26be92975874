/** A team's hours on the wall clock, as settings write them: `06:00` to `18:08`, or `06:08+1` the next day. */
export interface TeamHours {
  readonly from: string;
  readonly to: string;
}

export type ShiftKind = 'day' | 'night';

/** A shift is a night when it ends on the following date. */
export function kindOf({ to }: TeamHours): ShiftKind {
  return to.endsWith('+1') ? 'night' : 'day';
}

/** Start and end in wall-clock minutes since 00:00 of the date on which the shift starts. */
export function minutesOf(hours: TeamHours): { start: number; end: number } {
  const nextDay = kindOf(hours) === 'night' ? 1440 : 0;
  return { start: minutes(hours.from), end: nextDay + minutes(hours.to) };
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
