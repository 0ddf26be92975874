import type { TicketCard, VeiledTicket } from '@vigie/shared/wire/view';
import type { KeyBinding } from '#lib/keys/keyboard.svelte.ts';

/** Something that can be done from anywhere. */
export interface RoomCommand {
  readonly text: string;
  readonly act: () => void;
}

/** A line of the palette that does something; with its key, where it has one. */
export interface PaletteCommand extends RoomCommand {
  readonly key: string | null;
}

/** Lines of tickets before the server has answered. */
const mostTickets = 8;

/** Every act that is open now: those of the keys that are lent, then those of the room; each text once. */
export function commandsOf(
  bindings: readonly Pick<KeyBinding, 'shown' | 'text' | 'act'>[],
  room: readonly RoomCommand[],
): PaletteCommand[] {
  const keyed = bindings.map(({ shown, text, act }) => ({ text, act, key: shown }));
  const all: PaletteCommand[] = [...keyed, ...room.map((command) => ({ ...command, key: null }))];
  return all.filter(({ text }, n) => all.findIndex((other) => other.text === text) === n);
}

/** Those whose text holds every typed word, accents and capitals forgiven; all, where nothing is typed. */
export function matching<T extends { readonly text: string }>(
  typed: string,
  lines: readonly T[],
): T[] {
  const words = wordsOf(typed);
  return lines.filter(({ text }) => holds(text, words));
}

/** True where a text begins with what is typed, accents and capitals forgiven. */
export function begins(text: string, typed: string): boolean {
  const start = fold(typed).trim();
  return start !== '' && fold(text).startsWith(start);
}

/** Tickets on the screens by number, subject or citizen; none where nothing is typed. */
export function ticketsMatching(
  typed: string,
  tickets: Readonly<Record<string, TicketCard | VeiledTicket>>,
): TicketCard[] {
  const words = wordsOf(typed);
  if (!words.length) return [];
  const seen = Object.values(tickets).filter((ticket) => !ticket.veiled);
  return seen
    .filter(({ number, subject, sender }) => holds(`${number} ${subject} ${sender}`, words))
    .slice(0, mostTickets);
}

function holds(text: string, words: readonly string[]): boolean {
  const folded = fold(text);
  return words.every((word) => folded.includes(word));
}

function wordsOf(typed: string): string[] {
  return fold(typed).split(/\s+/u).filter(Boolean);
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
