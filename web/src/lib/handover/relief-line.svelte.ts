import { createContext } from 'svelte';
import type { SheetField } from '@vigie/shared/handover/parts';
import {
  fieldNewsSchema,
  sheetPresenceSchema,
  sheetSchema,
  type FieldNews,
  type Sheet,
  type SheetItem,
  type SheetPresence,
} from '@vigie/shared/wire/handover';
import type { LiveSocket } from '#lib/live/live-socket.ts';

/** Where somebody stands on a sheet; null while they only read. */
export interface Place {
  readonly item: string | null;
  readonly field: SheetField | null;
  readonly typing: boolean;
}

const reading: Place = { item: null, field: null, typing: false };

/**
 * The sheet that this screen has open, live (HAND-1): the server sends it whole, and each word that
 * somebody saves at once. Only the server changes it (SYNC-9).
 */
export class ReliefLine {
  #socket: LiveSocket;
  #handoverId: string | null = null;
  #place: Place = reading;
  #sheet = $state.raw<Sheet | null>(null);
  #people = $state.raw<SheetPresence['people']>([]);

  constructor(socket: LiveSocket) {
    this.#socket = socket;
  }

  /** Null until the server has sent it. */
  get sheet(): Sheet | null {
    return this.#sheet;
  }

  /** Everybody who has this sheet open, and in which field they are. */
  get people(): SheetPresence['people'] {
    return this.#people;
  }

  /** Opens a sheet, and keeps it open over lost connections; the owner must call what it returns. */
  open(handoverId: string): () => void {
    const socket = this.#socket;
    this.#handoverId = handoverId;
    this.#place = reading;
    if (this.#sheet?.id !== handoverId) this.#sheet = null;
    const tell = (): void => this.#tell();
    const take = (sheet: Sheet): void => this.#take(sheet);
    const hear = (news: FieldNews): void => this.#hear(news);
    const meet = (presence: SheetPresence): void => this.#meet(presence);
    socket.on('connect', tell);
    socket.on('handover-sheet', take);
    socket.on('handover-field', hear);
    socket.on('handover-presence', meet);
    tell();
    return () => {
      socket.off('connect', tell);
      socket.off('handover-sheet', take);
      socket.off('handover-field', hear);
      socket.off('handover-presence', meet);
      this.#handoverId = null;
      this.#people = [];
      if (socket.connected) socket.emit('handover-place', null);
    };
  }

  /** Tells the others where one is. */
  move(place: Place | null): void {
    this.#place = place ?? reading;
    this.#tell();
  }

  /** Shows a sheet that was read by HTTP, until the live one comes. */
  show(sheet: Sheet): void {
    if (sheet.id === this.#handoverId && !this.#sheet) this.#sheet = sheet;
  }

  #tell(): void {
    if (this.#handoverId === null || !this.#socket.connected) return;
    this.#socket.emit('handover-place', { handoverId: this.#handoverId, ...this.#place });
  }

  #take(message: Sheet): void {
    const sheet = sheetSchema.parse(message);
    if (sheet.id === this.#handoverId) this.#sheet = sheet;
  }

  #hear(message: FieldNews): void {
    const { handoverId, item, field, ...said } = fieldNewsSchema.parse(message);
    if (!this.#sheet || handoverId !== this.#sheet.id) return;
    const withWords = (line: SheetItem): SheetItem => {
      if (line.key !== item || (line.fields[field]?.revision ?? 0) >= said.revision) return line;
      return { ...line, fields: { ...line.fields, [field]: said } };
    };
    const parts = this.#sheet.parts.map((part) => ({ ...part, items: part.items.map(withWords) }));
    this.#sheet = { ...this.#sheet, parts };
  }

  #meet(message: SheetPresence): void {
    const { handoverId, people } = sheetPresenceSchema.parse(message);
    if (handoverId === this.#handoverId) this.#people = people;
  }
}

export const [useRelief, provideRelief] = createContext<ReliefLine>();
