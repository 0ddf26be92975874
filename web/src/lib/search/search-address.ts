import { categoryKeys } from '@vigie/shared/triage/categories';
import { priorities } from '@vigie/shared/triage/priority';

export const searchStatuses = ['open', 'answered', 'closed'] as const;
export const searchDirections = ['in', 'out'] as const;

/** What the page of the search is asked for; all of it stands in its address, so that it can be handed on. */
export interface SearchAddress {
  readonly words: string;
  readonly sender: string;
  /** Days of Paris, as a field of a form gives them: `2026-11-25`; both are part of the period. */
  readonly from: string;
  readonly to: string;
  readonly status: '' | (typeof searchStatuses)[number];
  readonly priority: '' | (typeof priorities)[number];
  readonly category: '' | (typeof categoryKeys)[number];
  readonly direction: '' | (typeof searchDirections)[number];
  readonly files: boolean;
  readonly person: string;
  readonly mailbox: string;
}

const zone = 'Europe/Paris';
const names = {
  words: 'q',
  sender: 'expediteur',
  from: 'du',
  to: 'au',
  status: 'etat',
  priority: 'priorite',
  category: 'categorie',
  direction: 'sens',
  person: 'agent',
  mailbox: 'boite',
} as const;
const filesName = 'pieces';

/** Reads an address; what is no filter in it is left out. */
export function searchAddressOf(params: Pick<URLSearchParams, 'get'>): SearchAddress {
  const read = (name: keyof typeof names) => (params.get(names[name]) ?? '').trim().slice(0, 200);
  const oneOf = <T extends string>(known: readonly T[], value: string): '' | T =>
    known.find((one) => one === value) ?? '';
  const day = (value: string) => (startOf(value) === null ? '' : value);
  return {
    ...{ words: read('words'), sender: read('sender') },
    ...{ from: day(read('from')), to: day(read('to')) },
    status: oneOf(searchStatuses, read('status')),
    priority: oneOf(priorities, read('priority')),
    category: oneOf(categoryKeys, read('category')),
    direction: oneOf(searchDirections, read('direction')),
    files: params.get(filesName) === 'oui',
    ...{ person: read('person'), mailbox: read('mailbox') },
  };
}

/** The address under which this search stands; empty where nothing is asked for. */
export function searchQueryOf(address: SearchAddress): string {
  const params = new URLSearchParams();
  for (const [name, key] of Object.entries(names) as [keyof typeof names, string][]) {
    if (address[name]) params.set(key, address[name]);
  }
  if (address.files) params.set(filesName, 'oui');
  const query = params.toString();
  return query ? `?${query}` : '';
}

/** The address of a search for these words alone. */
export function queryOfWords(words: string): string {
  return searchQueryOf({ ...searchAddressOf(new URLSearchParams()), words: words.trim() });
}

/** The same for the server, which counts in ms. */
export function searchServerQuery(address: SearchAddress): URLSearchParams {
  const { words, files, from, to } = address;
  const params = new URLSearchParams({ q: words });
  const same = [
    'sender',
    'status',
    'priority',
    'category',
    'direction',
    'person',
    'mailbox',
  ] as const;
  for (const name of same) if (address[name]) params.set(name, address[name]);
  const [since, until] = [startOf(from), startOf(to, 1)];
  if (since !== null) params.set('since', String(since));
  if (until !== null) params.set('until', String(until));
  if (files) params.set('files', 'true');
  return params;
}

/** True when there is something to look for. */
export function asksForMails(address: SearchAddress): boolean {
  return searchQueryOf(address) !== '';
}

/** When a day of Paris begins, or one so many days later; null where it is no day. */
function startOf(day: string, later = 0): number | null {
  if (!day) return null;
  try {
    return Temporal.PlainDate.from(day).add({ days: later }).toZonedDateTime(zone)
      .epochMilliseconds;
  } catch {
    return null;
  }
}
