import { parseArgs } from 'node:util';
import { tryTown, type CalibrationPlan, type Trial } from './calibrate.ts';
import {
  calibrationOf,
  calibrations,
  reliabilityOf,
  strongestNaive,
  tableText,
} from './calibration-table.ts';

// `pnpm forecast:calibrate`: the forecast against towns that it does not know (MET-4). Those with
// which it was built are others: `--tuning` takes them.
const { values } = parseArgs({
  options: {
    tuning: { type: 'boolean', default: false },
    towns: { type: 'string', default: '8' },
    days: { type: 'string', default: '20' },
  },
});
const count = Number(values.towns);
const firstTown = values.tuning ? 1 : 1001;
const plan: CalibrationPlan = {
  ...{ leadDays: 42, trialDays: Number(values.days), runs: 300 },
  keptAheadHours: [10, 6, 3, 1.5, 0.5],
  // Earlier forecasts know too little of their town.
  firstKeptDay: 10,
};

const trials: Trial[] = [];
for (let town = firstTown; town < firstTown + count; town += 1) {
  for (const trial of tryTown(town, plan)) trials.push(trial);
  console.error(`town ${String(town)}: ${String(trials.length)} reliefs`);
}
console.log(tableText(calibrations(trials)));
console.log('\nchance of an answer in time, by tenths');
for (const { from, tickets, said, cameTrue } of reliabilityOf(trials)) {
  console.log(
    `${from.toFixed(1)}: n ${String(tickets).padStart(6)}, said ${said.toFixed(3)}, came true ${cameTrue.toFixed(3)}`,
  );
}
const all = calibrationOf('all', trials);
const gain = 1 - all.error / strongestNaive(all);
const holds = all.held >= 0.75 && all.held <= 0.85 && gain >= 0.2;
console.log(
  `\n${holds ? 'holds' : 'MISSED'}: ${String(trials.length)} reliefs, ${(all.held * 100).toFixed(1)} % held (aim 75 to 85), error ${(gain * 100).toFixed(1)} % below the strongest seasonal-naive forecast (aim 20)`,
);
process.exitCode = holds ? 0 : 1;
