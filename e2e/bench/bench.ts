import { writeFileSync } from 'node:fs';
import { availableParallelism, constants, loadavg, setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { benchBurst } from './burst.ts';
import { benchClaim } from './claim.ts';
import { benchColdScreen } from './cold-screen.ts';
import { benchDesk } from './desk.ts';
import { benchForecast } from './forecast.ts';
import { benchFeed } from './feed.ts';
import { lineOf, type Figure } from './figure.ts';
import { benchHandover } from './handover.ts';
import { benchGrowth } from './growth/growth.ts';
import { benchMemory } from './growth/memory.ts';
import { benchStart } from './growth/start.ts';
import { benchMail } from './mail/mail.ts';
import type { Progress } from './rounds.ts';
import { benchPast } from './past.ts';
import { benchRoster } from './roster.ts';
import { benchRosterDrawn } from './roster-drawn.ts';
import { benchSearch } from './search.ts';
import { benchSnapshot } from './snapshot.ts';
import { benchStatistics } from './statistics.ts';
import { benchStandby } from './standby.ts';

const benches: Readonly<
  Record<string, (progress: Progress, history: number) => Promise<Figure[]>>
> = {
  feed: benchFeed,
  claim: benchClaim,
  desk: benchDesk,
  snapshot: benchSnapshot,
  cold: benchColdScreen,
  handover: benchHandover,
  roster: benchRoster,
  statistics: benchStatistics,
  forecast: benchForecast,
  drawn: benchRosterDrawn,
  standby: benchStandby,
  burst: benchBurst,
  growth: benchGrowth,
  search: benchSearch,
  start: benchStart,
  memory: benchMemory,
  mail: (progress) => benchMail(progress, sizeOf('mails')),
  past: benchPast,
};
/** Takes minutes, and a Dovecot: run where it is asked for by name. */
const byNameOnly = ['mail'];

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'string' },
    // Of the benches of growth: how many tickets lie behind. A million takes a quarter of an hour to write.
    history: { type: 'string', default: '100000' },
    // Of the bench of mail: how many wait in the mailbox.
    mails: { type: 'string', default: '100000' },
  },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !(name in benches));
if (unknown.length) {
  console.error(
    `No bench is named ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`,
  );
  process.exit(2);
}

const history = sizeOf('history');
const figures: Figure[] = [];
standOut();
for (const [name, bench] of Object.entries(benches)) {
  if (positionals.length ? !positionals.includes(name) : byNameOnly.includes(name)) continue;
  const measured = await bench((done, of) => showProgress(name, done, of), history);
  for (const figure of measured) console.log(lineOf(figure));
  figures.push(...measured);
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);

function sizeOf(name: 'history' | 'mails'): number {
  const size = Number(values[name]);
  if (Number.isInteger(size) && size >= 0) return size;
  console.error(`--${name} ${values[name]}: expected a whole number, such as 1000000.`);
  process.exit(2);
}

/** Neighbours on a shared machine are not what is measured: where it is allowed, the bench and its children go first. */
function standOut(): void {
  try {
    setPriority(constants.priority.PRIORITY_HIGH);
  } catch {
    console.error('The bench may not raise its priority: neighbours show in its figures.');
  }
  const [load = 0] = loadavg();
  const cores = availableParallelism();
  console.error(`Load ${load.toFixed(1)} on ${String(cores)} cores as the bench begins.`);
}

/** On a terminal one line that moves; in a log one line a round. */
function showProgress(name: string, done: number, of: number): void {
  const text = `${name}: round ${String(done)} of ${String(of)}`;
  if (!process.stderr.isTTY) console.error(text);
  else process.stderr.write(done === of ? '\r\u001b[K' : `\r\u001b[K${text}`);
}
