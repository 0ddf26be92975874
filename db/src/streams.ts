import { evolveApiAccess, noApiAccess } from '@vigie/shared/api-access/api-access';
import { evolveHandover } from '@vigie/shared/handover/evolve';
import { evolveErasure, neverErased } from '@vigie/shared/erasure/erasure';
import { evolveMailbox } from '@vigie/shared/mailbox/evolve';
import { evolvePerson } from '@vigie/shared/people/evolve';
import { emptyRoom, evolveRoom } from '@vigie/shared/room/room';
import { evolveSettings, unchangedSettings } from '@vigie/shared/settings/state';
import { evolveOverride, evolvePlan } from '@vigie/shared/roster/evolve';
import type { Recorded } from '@vigie/shared/ticket/events';
import { evolve } from '@vigie/shared/ticket/evolve';
import { loadApiAccess, storeApiAccess } from './api-access-rows.ts';
import type { Database } from './database.ts';
import type { EventOf, StateOf, Stream, Transition } from './event-log.ts';
import { loadHandover, storeHandover } from './handover-rows.ts';
import { loadPerson, loadRoom, storePerson, storeRoom, storeTicket } from './projections.ts';
import {
  loadErasure,
  loadMailbox,
  loadSettings,
  storeErasure,
  storeMailbox,
  storeSettings,
} from './settings-rows.ts';
import { loadOverride, loadPlan, storeOverride, storePlan } from './roster-rows.ts';
import { loadTicket } from './ticket-rows.ts';

/** How the streams of one kind are folded, and where their state stands (LOG-3). */
interface StreamKind<S, E> {
  /** Folds one event in; null where the stream begins. */
  readonly evolve: (state: S | null, recorded: Recorded<E>) => S;
  readonly load: (database: Database, id: string) => S | null;
  readonly store: (database: Database, before: S | null, after: S) => void;
  /** The tables that hold nothing but what `store` writes. */
  readonly tables: readonly string[];
}

/** Every kind of stream: what the log appends is folded and stored by these alone. */
export const streams: { readonly [K in Stream]: StreamKind<StateOf<K>, EventOf<K>> } = {
  ticket: {
    evolve,
    load: loadTicket,
    store: storeTicket,
    tables: ['tickets', 'episodes', 'numbers', 'mail_places'],
  },
  person: {
    evolve: evolvePerson,
    load: loadPerson,
    store: (database, _, after) => storePerson(database, after),
    tables: ['people'],
  },
  room: {
    evolve: (state, recorded) => evolveRoom(state ?? emptyRoom, recorded),
    load: loadRoom,
    store: (database, _, after) => storeRoom(database, after),
    tables: ['room'],
  },
  handover: {
    evolve: evolveHandover,
    load: loadHandover,
    store: (database, _, after) => storeHandover(database, after),
    tables: ['handovers'],
  },
  settings: {
    evolve: (state, recorded) => evolveSettings(state ?? unchangedSettings, recorded),
    load: loadSettings,
    store: (database, _, after) => storeSettings(database, after),
    tables: ['settings'],
  },
  mailbox: {
    evolve: evolveMailbox,
    load: loadMailbox,
    store: (database, _, after) => storeMailbox(database, after),
    tables: ['mailboxes'],
  },
  erasure: {
    evolve: (state, recorded) => evolveErasure(state ?? neverErased, recorded),
    load: loadErasure,
    store: (database, _, after) => storeErasure(database, after),
    tables: ['erasure'],
  },
  override: {
    evolve: evolveOverride,
    load: loadOverride,
    store: (database, _, after) => storeOverride(database, after),
    tables: ['overrides'],
  },
  'roster-plan': {
    evolve: evolvePlan,
    load: loadPlan,
    store: (database, _, after) => storePlan(database, after),
    tables: ['roster_plan'],
  },
  'api-access': {
    evolve: (state, recorded) => evolveApiAccess(state ?? noApiAccess, recorded),
    load: loadApiAccess,
    store: (database, _, after) => storeApiAccess(database, after),
    tables: ['api_access'],
  },
};

/** The kinds, in the order in which their projections are stored. */
export const streamKinds = Object.keys(streams) as readonly Stream[];

/** The tables that hold nothing but folded events. */
export const projectionTables: readonly string[] = streamKinds.flatMap(
  (kind) => streams[kind].tables,
);

/** Changes of one transaction, by kind of stream, as they grow. */
export type ChangesInWork = {
  readonly [K in Stream]: Map<string, Transition<StateOf<K>>>;
};

/** The changes of a transaction that changed nothing. */
export function noChanges(): ChangesInWork {
  return {
    ticket: new Map(),
    person: new Map(),
    room: new Map(),
    handover: new Map(),
    settings: new Map(),
    mailbox: new Map(),
    erasure: new Map(),
    override: new Map(),
    'roster-plan': new Map(),
    'api-access': new Map(),
  };
}
