/** Times that the service knows by heart, in minutes: its targets, and a minute to begin with. */
const rungs = [1, 5, 15, 60, 240, 1_440] as const;

/**
 * The scale of the chart in minutes: from one minute up to the first known time above all that is
 * shown. Answers of a P0 and of a P3 differ a hundredfold, so its steps are ratios, not differences.
 */
export function ladderFor(minutes: readonly (number | null)[]): { rungs: number[]; top: number } {
  const most = Math.max(rungs[1], ...minutes.filter((each) => each !== null));
  const last = rungs.findIndex((rung) => rung >= most);
  const shown = rungs.slice(0, last === -1 ? rungs.length : last + 1);
  // A little air above the highest rung, where a target may lie.
  return { rungs: [...shown], top: Math.max(most, shown.at(-1) ?? most) * 1.5 };
}
