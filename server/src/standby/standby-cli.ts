// The entry of a standby: follows a server until it is told to take over, and then is one (RUN-4).
import { flushCompileCache } from 'node:module';
import { parseArgs } from 'node:util';
import closeWithGrace from 'close-with-grace';
import { systemClock, systemTimers } from '../clock.ts';
import { readConfig, type Config } from '../config.ts';
import { holdDataFolder } from '../data-folder.ts';
import { createLogger } from '../logger.ts';
import { standbyWords, tokenIn } from './standby-words.ts';
import { groundOf } from './standby-folder.ts';
import { startStandby, type RunningStandby } from './standby.ts';

const usage = `pnpm standby --from https://serveur --token-file FICHIER [--replace]
  suit ce serveur, et en tient la copie dans VIGIE_DATA
  --replace  même si le dossier est celui d’un serveur (ce qui s’y trouve est gardé à côté)
Réglages : ceux d’un serveur en production ; VIGIE_STANDBY_FROM, VIGIE_STANDBY_TOKEN, VIGIE_NODE_URL.`;

await main();

async function main(): Promise<void> {
  const asked = wordsAsked();
  if (!asked) return giveUp([usage]);
  const words = standbyWords(process.env, asked);
  if (!words.ok) return giveUp(words.faults);
  // What it will serve with after a takeover is read now: nobody corrects settings at that hour.
  process.env['VIGIE_STANDBY_TOKEN'] = words.token;
  const read = readConfig(process.env);
  if (!read.ok) return giveUp(read.faults);
  if (read.config.mode !== 'production')
    return giveUp(['VIGIE_MODE : une démonstration n’a pas de secours. Attendu : production.']);
  await follow(read.config, words, asked.replace);
}

async function follow(
  config: Config,
  { from, token }: { readonly from: string; readonly token: string },
  replace: boolean,
): Promise<void> {
  const taken = holdDataFolder(config.dataDir);
  if (!taken.ok) return giveUp([taken.fault]);
  const { held } = taken;
  const address = config.standby.address;
  const ground = groundOf(held.path, { from, address, replace, now: systemClock.now() });
  if (ground.kind === 'refused') return giveUp([ground.fault]);
  if (ground.kind === 'server') {
    held.close();
    return serve();
  }
  let standby: RunningStandby | null = null;
  const grace = closeWithGrace({ logger: false }, async () => {
    await standby?.close();
    held.close();
  });
  standby = await startStandby({
    ...{ folder: held.path, mark: ground.mark, token, secret: config.secret },
    ...{ address, port: config.port, host: config.host },
    ...{ clock: systemClock, timers: systemTimers, logger: createLogger(config.logLevel) },
    progress: (text) => console.log(`… ${text}`),
    onPromoted: () => {
      grace.uninstall();
      held.close();
      console.log('Relève prise : ce serveur sert.');
      void serve();
    },
  });
  console.log(`Secours de ${from} : prêt à suivre, état sur ${address}/readyz`);
  flushCompileCache();
}

/** From here on this process is a server like any other. */
async function serve(): Promise<void> {
  await import('../start.ts');
}

function wordsAsked() {
  try {
    const { values } = parseArgs({
      options: {
        from: { type: 'string' },
        'token-file': { type: 'string' },
        replace: { type: 'boolean', default: false },
      },
    });
    return { from: values.from, token: tokenIn(values['token-file']), replace: values.replace };
  } catch {
    return null;
  }
}

function giveUp(faults: readonly string[]): void {
  for (const fault of faults) console.error(fault);
  process.exitCode = 2;
}
