// The entry of the service: settings from the environment, one data folder, one process (RUN-1, RUN-2).
import { flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { NewerDatabase } from '@vigie/db/migrate';
import closeWithGrace from 'close-with-grace';
import { systemClock, systemTimers } from './clock.ts';
import { readConfig, unknownSettings, type Config } from './config.ts';
import { openDataFolder, type DataFolder } from './data-folder.ts';
import { PortInUse } from './demo/mail-servers.ts';
import { createLogger } from './logger.ts';
import { systemRandom } from './random-source.ts';
import { askSuccessor } from './standby/ask-successor.ts';
import { PortTaken, startServer, type RunningServer } from './server.ts';
import { welcome } from './welcome.ts';

const wrongSettings = 2;
/** What is under way when the service is told to stop has so long to end, in ms. */
const drainMs = 15_000;
const webRoot = fileURLToPath(new URL('../../web/build', import.meta.url));

await start();

async function start(): Promise<void> {
  for (const name of unknownSettings(process.env)) {
    console.error(`${name} : réglage inconnu, ignoré.`);
  }
  const read = readConfig(process.env);
  if (!read.ok) giveUp(read.faults);
  const opened = openDataFolder(read.config);
  if (!opened.ok) giveUp([opened.fault]);
  await run(read.config, opened.folder);
}

async function run(config: Config, folder: DataFolder): Promise<void> {
  const logger = createLogger(config.logLevel);
  let server: RunningServer | null = null;
  const succeeded = await askSuccessor(folder, config.standby.token, () => systemClock.now());
  if (succeeded !== null) {
    folder.close();
    giveUp([succeededBy(succeeded)]);
  }
  closeWithGrace({ delay: drainMs, logger: false }, async ({ err, signal }) => {
    if (err) logger.fatal({ err }, 'stopping after an error');
    else logger.info({ signal }, 'stopping');
    await server?.close();
    folder.close();
  });
  const endAfter = async (by: string): Promise<void> => {
    logger.warn({ by }, 'stepping down: another server leads');
    await server?.close();
    folder.close();
    giveUp([succeededBy(by)]);
  };
  try {
    server = await startServer({
      ...{ config, folder, logger, webRoot },
      clock: systemClock,
      timers: systemTimers,
      random: systemRandom,
      progress: (text) => console.log(`… ${text}`),
      onFenced: ({ by }) => void endAfter(by),
    });
  } catch (error) {
    if (!isForTheOperator(error)) throw error;
    folder.close();
    giveUp([error.message]);
  }
  console.log(welcome(config, server));
  // Where a place is set for it: the next start, after a crash too, need not compile all this again.
  flushCompileCache();
}

function succeededBy(address: string): string {
  return `Un autre serveur a pris la relève (${address}) : celui-ci s’arrête. Attendu : pnpm standby, pour le suivre.`;
}

/** What the operator can put right, as a clear line instead of a stack. */
function isForTheOperator(error: unknown): error is Error {
  return [PortTaken, PortInUse, NewerDatabase].some((kind) => error instanceof kind);
}

function giveUp(faults: readonly string[]): never {
  for (const fault of faults) console.error(fault);
  process.exit(wrongSettings);
}
