import { journalKinds } from '@vigie/shared/wire/journal';

/** What the page is asked for; all of it stands in its address, so that a view can be handed on. */
export interface JournalAddress {
  readonly person: string;
  readonly ticket: string;
  readonly kind: '' | (typeof journalKinds)[number];
  /** Local time of Paris, as a field of a form gives it: `2026-11-25T06:00`. */
  readonly from: string;
  readonly to: string;
  /** The line to show, whatever else is asked for. */
  readonly seq: number | null;
}

const zone = 'Europe/Paris';
const names = {
  person: 'personne',
  ticket: 'dossier',
  kind: 'genre',
  from: 'du',
  to: 'au',
} as const;

/** Reads an address; what is no filter in it is left out. */
export function addressOf(params: Pick<URLSearchParams, 'get'>): JournalAddress {
  const read = (name: keyof typeof names) => params.get(names[name])?.trim() ?? '';
  const kind = journalKinds.find((one) => one === read('kind')) ?? '';
  const seq = Number(params.get('seq') ?? '');
  return {
    ...{ person: read('person'), ticket: read('ticket'), kind },
    from: instantOf(read('from')) === null ? '' : read('from'),
    to: instantOf(read('to')) === null ? '' : read('to'),
    seq: Number.isSafeInteger(seq) && seq > 0 ? seq : null,
  };
}

/** The address under which this view stands; empty where nothing is asked for. */
export function queryOf(address: JournalAddress): string {
  const params = new URLSearchParams();
  for (const name of ['person', 'ticket', 'kind', 'from', 'to'] as const) {
    if (address[name]) params.set(names[name], address[name]);
  }
  if (address.seq !== null) params.set('seq', String(address.seq));
  const query = params.toString();
  return query ? `?${query}` : '';
}

/** The same for the server, which counts in ms; the line to show is asked for by paging. */
export function serverQueryOf({ person, ticket, kind, from, to }: JournalAddress): URLSearchParams {
  const params = new URLSearchParams();
  if (person) params.set('person', person);
  if (ticket) params.set('ticket', ticket);
  if (kind) params.set('kind', kind);
  const [first, last] = [instantOf(from), instantOf(to)];
  if (first !== null) params.set('from', String(first));
  if (last !== null) params.set('to', String(last));
  return params;
}

/** True when the view is not the whole log up to now. */
export function isFiltered({ person, ticket, kind, from, to }: JournalAddress): boolean {
  return [person, ticket, kind, from, to].some((part) => part !== '');
}

function instantOf(local: string): number | null {
  if (!local) return null;
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return null;
  }
}
