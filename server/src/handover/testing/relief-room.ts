import type { PersonFields } from '@vigie/shared/people/person';
import { handoverIdOf, nextRelief } from '@vigie/shared/handover/relief';
import { defaultCycle } from '@vigie/shared/roster/cycle';
import type { CommandAnswer } from '@vigie/shared/wire/answer';
import type { Sheet, SheetItem } from '@vigie/shared/wire/handover';
import type { Audience } from '@vigie/shared/access/audience';
import { loadHandover } from '@vigie/db/handover-rows';
import type { Handover } from '@vigie/shared/handover/handover';
import { TestRoom, type Login } from '../../testing/test-room.ts';
import { Passwords } from '../../people/passwords.ts';
import { Sheets } from '../sheets.ts';
import { ShiftSurroundings } from '../surroundings.ts';
import { defaultSettings } from '@vigie/shared/settings/settings';

/** What everybody signs with in these tests. */
export const password = 'a password of the tests';

const cheap = new Passwords({ memory: 64, passes: 1, parallelism: 1 });
const relief = nextRelief(defaultCycle, Date.UTC(2026, 10, 24, 13));

/** The sheet of the relief that follows the afternoon of the tests. */
export const sheetId = handoverIdOf(relief);

const night = {
  marchand: { role: 'lead', rank: 'Brg', clearances: [] },
  colin: { role: 'agent', rank: 'Gpx', clearances: [] },
  faure: { role: 'agent', rank: 'Gpx', clearances: ['violence'] },
} as const satisfies Record<string, Pick<PersonFields, 'role' | 'rank' | 'clearances'>>;
/** The cast, and `roux`, who joins the night where a test says so. */
export type Person = Login | keyof typeof night | 'roux';

/** A day shift with its cast, and the night that takes over; everybody is signed in. */
export class ReliefRoom {
  readonly room: TestRoom;
  readonly sheets: Sheets;

  private constructor(room: TestRoom) {
    this.room = room;
    const { database } = room;
    const health = () => ({ mailbox: 'well', outbox: 'well' }) as const;
    const surroundings = new ShiftSurroundings({ database, health });
    this.sheets = new Sheets({
      database,
      roster: room.roster,
      settings: defaultSettings,
      surroundings,
    });
  }

  static async open(options: ConstructorParameters<typeof TestRoom>[0] = {}): Promise<ReliefRoom> {
    const day = ['morel', 'rousseau', 'ana', 'ben', 'cleo', 'dina'] as const;
    const room = await TestRoom.open(day, options);
    const relieving = new ReliefRoom(room);
    const hash = await cheap.hash(password);
    for (const [login, fields] of Object.entries(night)) await relieving.joins(login, fields);
    for (const { id } of room.staff.all()) await relieving.#credential(id, hash);
    return relieving;
  }

  does(login: Person, command: Record<string, unknown>, key?: string): Promise<CommandAnswer> {
    const envelope = { key: key ?? this.room.newId(), command };
    return this.room.desk.execute(envelope, { personId: login, origin: 'session 127.0.0.1' });
  }

  /** A command on the sheet of this relief. */
  on(login: Person, type: string, more: Record<string, unknown> = {}): Promise<CommandAnswer> {
    return this.does(login, { type, handoverId: sheetId, ...more });
  }

  write(login: Person, item: string, field: string, text: string, base = 0) {
    return this.on(login, 'write-handover-field', { item, field, text, base });
  }

  get handover(): Handover {
    const found = loadHandover(this.room.database, sheetId);
    if (!found) throw new Error('the sheet was not opened');
    return found;
  }

  sheet(audience: Audience = 'cleared'): Sheet {
    const found = this.sheets.at(sheetId, this.room.time.now());
    if (!found) throw new Error('the sheet was not opened');
    return found.see(audience);
  }

  items(part: number, audience: Audience = 'cleared'): readonly SheetItem[] {
    return this.sheet(audience).parts.find(({ n }) => n === part)?.items ?? [];
  }

  /** Opens the sheet and signs it for who leaves. */
  async proposed(): Promise<void> {
    if (!loadHandover(this.room.database, sheetId)) {
      done(await this.does('rousseau', { type: 'open-handover' }));
    }
    done(await this.on('rousseau', 'propose-handover', { signature: { password } }));
  }

  /** Takes every item over, restricted ones by the cleared, and writes the synthesis. */
  async taken(): Promise<void> {
    for (const { key, restricted } of this.handover.proposal?.items ?? []) {
      const by = restricted ? 'faure' : 'marchand';
      done(await this.on(by, 'take-handover-item', { item: key, done: true }));
    }
    const base = this.items(10)[0]?.fields.synthesis?.revision ?? 0;
    done(await this.write('marchand', 'receiver', 'synthesis', 'Nuit calme attendue.', base));
  }

  accept(login: Person = 'marchand', key?: string): Promise<CommandAnswer> {
    const command = { type: 'accept-handover', handoverId: sheetId, signature: { password } };
    return this.does(login, command, key);
  }

  async signOut(login: string): Promise<void> {
    await this.#happen(login, 'signed-out');
  }

  /** Somebody more is of the night, and signs in. */
  async joins(
    login: string,
    fields: Pick<PersonFields, 'role' | 'rank' | 'clearances'>,
  ): Promise<void> {
    const { teamId } = relief.incoming;
    const event = { type: 'person-added', login, name: login, alias: login, teamId, ...fields };
    await this.room.desk.system('test', login, [], () => ({
      ok: true,
      appends: [{ stream: 'person', id: login, events: [{ ...event, type: 'person-added' }] }],
      writes: {},
      answer: () => undefined,
    }));
    await this.#happen(login, 'signed-in');
  }

  /** Somebody has left the service. */
  async ends(login: string): Promise<void> {
    await this.#happen(login, 'person-ended');
  }

  close(): Promise<void> {
    return this.room.close();
  }

  #happen(login: string, type: 'signed-in' | 'signed-out' | 'person-ended'): Promise<undefined> {
    return this.room.desk.system<undefined>('test', this.room.newId(), [], () => ({
      ok: true,
      appends: [{ stream: 'person', id: login, events: [{ type }] }],
      writes: {},
      answer: () => undefined,
    }));
  }

  #credential(personId: string, hash: string): Promise<undefined> {
    return this.room.desk.system<undefined>('test', this.room.newId(), [], () => ({
      ok: true,
      appends: [],
      writes: { credential: { personId, hash, mustChoose: false } },
      answer: () => undefined,
    }));
  }
}

/** The answer of what must succeed. */
export function done(answer: CommandAnswer): Extract<CommandAnswer, { ok: true }> {
  if (!answer.ok) throw new Error(`refused: ${answer.refusal} (${answer.message})`);
  return answer;
}
