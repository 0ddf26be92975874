import type { Fact, SheetItem, SheetPart } from '@vigie/shared/wire/handover';
import {
  annexPart,
  coverPart,
  restrictedAnnexPart,
  type Annex,
  type Cover,
  type PassedLock,
} from './frozen-sheet.ts';
import {
  changeText,
  factLines,
  fieldLabels,
  partTitles,
  passText,
  type Speaking,
} from './layout-words.ts';
import type { SealFile } from './seal-file.ts';

/** One line of a printed part: its heading, what stands below, and where it goes. */
interface PrintedItem {
  readonly tag: string;
  readonly head: string;
  readonly lines: readonly string[];
  readonly goes: string;
}

interface PrintedPart {
  readonly title: string;
  readonly hash: string;
  readonly note: string;
  readonly items: readonly PrintedItem[];
}

/** A sheet as text ready to be set: the template knows no rule. */
export interface Layout {
  readonly title: string;
  readonly subtitle: string;
  readonly figures: readonly { readonly label: string; readonly value: string }[];
  readonly parts: readonly PrintedPart[];
  readonly signatures: readonly { readonly role: string; readonly lines: readonly string[] }[];
  readonly addenda: readonly { readonly head: string; readonly text: string }[];
  readonly seal: readonly string[];
}

const withheldNote = 'Non imprimée : réservée aux habilités.';
const erasedNote = 'Effacée au terme de la conservation ; l’empreinte demeure.';

/** Lays a sealed file out: everything on the page comes from what is verified (HAND-3). */
export function layoutOf(seal: SealFile): Layout {
  const cover = bodyOf<Cover>(seal, coverPart);
  if (!cover) throw new Error('a signed sheet has its cover');
  const annex = bodyOf<Annex>(seal, annexPart);
  const names = { ...cover.names, ...annex?.names };
  const speaking: Speaking = { name: (id) => names[id] ?? id, time: clockOf(seal.tz) };
  const { acceptance, proposal } = seal;
  return {
    title: `Passation de consignes n° ${cover.number}`,
    subtitle: `${cover.outgoing.teamId} vers ${cover.incoming.teamId}, relève du ${speaking.time(cover.reliefAt)}`,
    figures: figuresOf(cover),
    parts: [...printedParts(seal, speaking), ...printedAnnexes(seal, speaking)],
    signatures: [
      { role: 'Sortant', lines: signatureLines(proposal, speaking) },
      {
        role: 'Entrant',
        lines: acceptance ? signatureLines(acceptance, speaking) : ['Pas encore signé.'],
      },
    ],
    addenda: seal.addenda.map(({ by, at, text, hash }) => ({
      head: `${speaking.time(at)}, ${speaking.name(by)} (${short(hash)})`,
      text: text ?? erasedNote,
    })),
    seal: sealLines(seal),
  };
}

function printedParts(seal: SealFile, speaking: Speaking): PrintedPart[] {
  return seal.parts
    .filter(({ n }) => n >= 1 && n <= 10)
    .sort((one, other) => one.n - other.n)
    .map(({ n, hash, erased }) => {
      const part = bodyOf<SheetPart>(seal, n);
      const title = `${String(n)}. ${partTitles[n] ?? ''}`;
      if (!part) return { title, hash, note: erased ? erasedNote : withheldNote, items: [] };
      const items = part.items.map((item) => printedItem(item, speaking));
      return { title, hash, note: items.length ? '' : 'Néant.', items };
    });
}

function printedAnnexes(seal: SealFile, speaking: Speaking): PrintedPart[] {
  return [annexPart, restrictedAnnexPart].flatMap((n): PrintedPart[] => {
    const { hash, erased } = seal.parts.find((part) => part.n === n) ?? {};
    const annex = bodyOf<Annex>(seal, n);
    if (hash !== undefined && erased) {
      return [{ title: annexTitle(n), hash, note: erasedNote, items: [] }];
    }
    if (hash === undefined || !annex) return [];
    const since = annex.since.map((change) => ({
      tag: '',
      head: `${speaking.time(change.at)} : ${changeText(change)}`,
      lines: [],
      goes: '',
    }));
    const locks = annex.locks.map((lock) => printedLock(lock, speaking));
    const items = [...since, ...locks];
    if (n === restrictedAnnexPart && !items.length) return [];
    return [{ title: annexTitle(n), hash, note: items.length ? '' : 'Néant.', items }];
  });
}

function annexTitle(n: number): string {
  return n === annexPart ? 'Depuis la proposition, et verrous passés' : 'Verrous restreints passés';
}

function printedItem(item: SheetItem, speaking: Speaking): PrintedItem {
  const words = Object.entries(item.fields).map(
    ([field, { text }]) => `${fieldLabels[field as keyof typeof fieldLabels]} : ${text}`,
  );
  const goes = item.pass ? passText(item.pass, speaking) : '';
  if (item.ticket) {
    const { priority, number, subject, holder, dueAt } = item.ticket;
    const lines = [
      holder === null ? 'à prendre' : `tenu par ${speaking.name(holder)}`,
      ...(dueAt === null ? [] : [`échéance ${speaking.time(dueAt)}`]),
    ];
    return {
      tag: priority,
      head: `${number} ${subject}`,
      lines: [lines.join(', '), ...words],
      goes,
    };
  }
  if (item.fact) return { ...printedFact(item.fact, speaking), goes };
  const by = item.added ? `ajouté par ${speaking.name(item.added.by)}` : '';
  const [head = '', ...lines] = words;
  return { tag: '', head, lines: [...lines, by].filter(Boolean), goes };
}

function printedFact(fact: Fact, speaking: Speaking): PrintedItem {
  const [head = '', ...lines] = factLines(fact, speaking);
  return { tag: '', head, lines, goes: '' };
}

function printedLock(
  { number, subject, from, to, until }: PassedLock,
  speaking: Speaking,
): PrintedItem {
  const goes =
    to === null
      ? until === null
        ? 'à la file'
        : `jusqu’à ${speaking.time(until)}`
      : speaking.name(to);
  return {
    tag: '',
    head: `${number} ${subject}`,
    lines: [`tenu par ${speaking.name(from)}`],
    goes,
  };
}

function figuresOf({ figures }: Cover): Layout['figures'] {
  const { received, answered, toTake, medianMinutes, withinTargetPercent } = figures;
  const orNone = (value: number | null, unit: string): string =>
    value === null ? 'trop peu de cas' : `${String(Math.round(value))} ${unit}`;
  return [
    { label: 'Reçus', value: String(received) },
    { label: 'Répondus', value: String(answered) },
    { label: 'Restent à prendre', value: String(toTake) },
    { label: 'Médiane', value: orNone(medianMinutes, 'min') },
    { label: 'Sous l’objectif', value: orNone(withinTargetPercent, '%') },
  ];
}

function signatureLines(
  { by, at, inPlaceOf, hash }: SealFile['proposal'],
  { name }: Speaking,
): string[] {
  const instead = inPlaceOf === null ? [] : [`en remplacement de ${name(inPlaceOf)}`];
  return [name(by), ...instead, new Date(at).toISOString(), `empreinte ${hash}`];
}

function sealLines({ logId, acceptance, proposal }: SealFile): string[] {
  const { event } = acceptance ?? proposal;
  return [`Main courante ${logId}, événement ${String(event.seq)}`, `Tête de chaîne ${event.hash}`];
}

function bodyOf<T>(seal: SealFile, part: number): T | null {
  const body = seal.parts.find(({ n }) => n === part)?.body;
  // Its hash vouches that this program, or an older one of the same form, wrote it.
  return body ? (JSON.parse(body) as T) : null;
}

function clockOf(tz: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('fr-FR', {
    timeZone: tz,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return (at) => format.format(at);
}

function short(hash: string): string {
  return hash.slice(0, 16);
}
