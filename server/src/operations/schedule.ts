import { Cron } from 'croner';

const timezone = 'Europe/Paris';

/** True where the text is a cron pattern that will ever come due. */
export function isSchedule(pattern: string): boolean {
  try {
    return nextRun(pattern, 0) !== null;
  } catch {
    return false;
  }
}

/** The next instant of a cron pattern after this one, by the clocks of the service; null when none comes. */
export function nextRun(pattern: string, after: number): number | null {
  const cron = new Cron(pattern, { timezone, paused: true });
  return cron.nextRun(new Date(after))?.getTime() ?? null;
}
