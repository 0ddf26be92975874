import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  fieldNewsSchema,
  sheetPresenceSchema,
  sheetSchema,
  type FieldNews,
  type HandoverPlace,
  type Sheet,
  type SheetPresence,
} from '@vigie/shared/wire/handover';
import { LiveHouse } from './testing/live-house.ts';
import type { TestScreen } from './testing/test-screen.ts';

let house: LiveHouse;
beforeEach(async () => {
  house = await LiveHouse.open();
  await house.room.signIn('rousseau');
});
afterEach(() => house.close());

/** What a screen hears of a sheet, each message held to its schema. */
class Reader {
  readonly screen: TestScreen;
  readonly sheets: Sheet[] = [];
  readonly news: FieldNews[] = [];
  readonly places: SheetPresence[] = [];

  readonly #waiting = new Set<() => void>();

  constructor(screen: TestScreen) {
    this.screen = screen;
    const { socket } = screen;
    socket.on('handover-sheet', (sheet) => this.#hear(this.sheets, sheetSchema.parse(sheet)));
    socket.on('handover-field', (news) => this.#hear(this.news, fieldNewsSchema.parse(news)));
    socket.on('handover-presence', (told) =>
      this.#hear(this.places, sheetPresenceSchema.parse(told)),
    );
  }

  at(place: Partial<HandoverPlace> | null): void {
    const nowhere = { handoverId, item: null, field: null, typing: false };
    this.screen.socket.emit('handover-place', place && { ...nowhere, ...place });
  }

  /** Resolves once the screen has heard what is asked for. */
  async hears(what: (reader: Reader) => boolean): Promise<void> {
    while (!what(this)) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  #hear<T>(all: T[], one: T): void {
    all.push(one);
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

const handoverId = 'handover:JOUR-A:2026-11-24';
const restricted = { finding: { priority: 'P1', category: 'vif', restricted: true } } as const;

async function reader(login: 'morel' | 'rousseau' | 'cleo'): Promise<Reader> {
  return new Reader(await house.screen(login));
}

function write(item: string, text: string) {
  const command = { type: 'write-handover-field', handoverId, item, field: 'situation', text };
  return house.room.does('morel', { ...command, base: 0 });
}

/** A round trip by the same socket: what was said before has been understood. */
async function understood({ screen }: Reader): Promise<void> {
  await screen.command({ type: 'end-pause' });
}

test('[HAND-1] who opens a sheet gets it at once, and again a second after something changed', async () => {
  await house.room.does('rousseau', { type: 'open-handover' });
  const rousseau = await reader('rousseau');
  rousseau.at({});
  await rousseau.hears(({ sheets }) => sheets.length === 1);
  const p1 = await house.room.receive({ finding: { priority: 'P1' } });
  expect(rousseau.sheets).toHaveLength(1);
  await house.room.advance(1_000);
  await rousseau.hears(({ sheets }) => sheets.length === 2);
  expect(rousseau.sheets[1]?.parts[1]?.items[0]?.key).toBe(`ticket:${p1}`);
});

test('[HAND-1] a word that one lead saves reaches the other at once, without a new sheet', async () => {
  const p1 = await house.room.receive({ finding: { priority: 'P1' } });
  await house.room.does('rousseau', { type: 'open-handover' });
  const rousseau = await reader('rousseau');
  rousseau.at({});
  await understood(rousseau);
  expect(await write(`ticket:${p1}`, 'attend le rappel')).toMatchObject({ ok: true, revision: 1 });
  await rousseau.hears(({ news }) => news.length === 1);
  expect(rousseau.news[0]).toMatchObject({ text: 'attend le rappel', by: 'morel', revision: 1 });
});

test('[HAND-1] each sees where the other is; nobody where they are no more', async () => {
  await house.room.does('rousseau', { type: 'open-handover' });
  const [rousseau, morel] = [await reader('rousseau'), await reader('morel')];
  rousseau.at({ item: 'receiver', field: 'synthesis', typing: true });
  morel.at({});
  await understood(rousseau);
  await understood(morel);
  await house.room.advance(250);
  await morel.hears(({ places }) => places.length === 1);
  expect(morel.places[0]?.people).toContainEqual({
    ...{ personId: 'rousseau', item: 'receiver', field: 'synthesis', typing: true },
  });
  rousseau.at(null);
  await understood(rousseau);
  await house.room.advance(250);
  await morel.hears(({ places }) => places.length === 2);
  expect(morel.places[1]?.people.map(({ personId }) => personId)).toEqual(['morel']);
});

test('[SYNC-4] of a restricted matter the uncleared hear neither words nor who writes them', async () => {
  const veiled = await house.room.receive(restricted);
  await house.room.does('rousseau', { type: 'open-handover' });
  const item = `ticket:${veiled}`;
  const [rousseau, cleo, morel] = [
    await reader('rousseau'),
    await reader('cleo'),
    await reader('morel'),
  ];
  for (const one of [rousseau, cleo]) one.at({});
  morel.at({ item, field: 'situation', typing: true });
  for (const one of [rousseau, cleo, morel]) await understood(one);
  await write(item, 'mise à l’abri');
  await cleo.hears(({ news }) => news.length === 1);
  await house.room.receive();
  await house.room.advance(1_000);
  await rousseau.hears(({ sheets, places }) => sheets.length > 1 && places.length > 0);
  expect(rousseau.news).toEqual([]);
  const place = rousseau.places.at(-1)?.people.find(({ personId }) => personId === 'morel');
  expect(place).toMatchObject({ item: null, field: null, typing: false });
  expect(JSON.stringify(rousseau.sheets)).not.toContain('abri');
  await cleo.hears(({ sheets }) => JSON.stringify(sheets).includes('abri'));
});

test('[HAND-4] the view of every screen has the sheet with its alert, and who answers', async () => {
  const ana = await house.screen('ana');
  await house.room.does('rousseau', { type: 'open-handover' });
  await ana.shows(({ feed }) => Object.keys(feed.view.handovers).length === 1);
  expect(ana.state.feed.view.handovers[handoverId]).toMatchObject({
    number: '2026-328-J',
    state: 'draft',
    alert: null,
  });
});
