import type { Database } from '@vigie/db/database';
import { schemaOf } from '@vigie/db/migrate';
import { termOf } from '@vigie/db/queries/term';
import type { AppParts } from './app-parts.ts';
import type { Closers } from './closers.ts';
import { programVersion } from './operations/program-version.ts';
import { Attempts } from './people/attempts.ts';
import { Fencer } from './standby/fencer.ts';
import { shippingFormat, type Hello } from './standby/protocol.ts';
import { secretSign } from './standby/secret-sign.ts';
import type { ShipRouteParts } from './standby/ship-routes.ts';
import { Shipper } from './standby/shipper.ts';
import { StepDown } from './standby/step-down.ts';

/** What ships the journal to a standby; null where no token is set. */
export type Shipping = Omit<ShipRouteParts, 'log'>;

/** Begins to ship, before anything new is in the database. The shipper is its opener's to close: after the database. */
export function openShipping(
  parts: AppParts,
  database: Database,
  closers: Closers,
): Shipping | null {
  const { config, folder, clock, timers, logger, onFenced = () => undefined } = parts;
  const { token, address } = config.standby;
  if (token === null) return null;
  const shipper = new Shipper({ database, folder: folder.path, clock, timers, logger });
  const term = termOf(database);
  const stepDown = new StepDown({ folder: folder.path, term, clock, onFenced });
  const fencer = new Fencer({ folder: folder.path, token, term, address, timers, logger });
  closers.add('fencer', () => fencer.close());
  const hello = () => helloOf(parts, database, term);
  return { token, shipper, stepDown, attempts: new Attempts(clock), hello };
}

function helloOf({ config, folder }: AppParts, database: Database, term: number): Hello {
  const { mode, secret: set } = config;
  const { logId } = database;
  return {
    ...{ format: shippingFormat, program: programVersion, schema: schemaOf(database.client) },
    ...{ logId, term, mode, secret: set === null ? folder.secret : null },
    secretSign: secretSign(folder.secret, logId),
  };
}
