import { replyStandings, type ReplyStanding } from '@vigie/shared/mail/reply-standing';

/** What the screen is asked for; all of it stands in its address, so that a view can be handed on. */
export interface OutboxAddress {
  readonly standing: ReplyStanding | '';
  readonly person: string;
  readonly mailbox: string;
}

/** How an address of this screen calls each standing. */
const standingNames: Readonly<Record<ReplyStanding, string>> = {
  waiting: 'attente',
  sending: 'depart',
  retrying: 'nouvel-essai',
  uncertain: 'incertain',
  refused: 'refuse',
  sent: 'parti',
  bounced: 'revenu',
};

/** Reads an address; what is no filter in it is left out. */
export function addressOf(params: Pick<URLSearchParams, 'get'>): OutboxAddress {
  const read = (name: string) => params.get(name)?.trim() ?? '';
  const standing = replyStandings.find((one) => standingNames[one] === read('etat')) ?? '';
  return { standing, person: read('auteur'), mailbox: read('boite') };
}

/** The address under which this view stands; empty where nothing is asked for. */
export function queryOf({ standing, person, mailbox }: OutboxAddress): string {
  const params = new URLSearchParams();
  if (standing) params.set('etat', standingNames[standing]);
  if (person) params.set('auteur', person);
  if (mailbox) params.set('boite', mailbox);
  const query = params.toString();
  return query ? `?${query}` : '';
}

/** Where the server tells of it; `before` asks for what left earlier. */
export function pathOf(
  { standing, person, mailbox }: OutboxAddress,
  before: string | null = null,
): string {
  const asked = Object.entries({ standing, person, mailbox, before: before ?? '' });
  const query = new URLSearchParams(asked.filter(([, value]) => value !== '')).toString();
  return query ? `/api/outbox?${query}` : '/api/outbox';
}

/** True when the view is not the whole outbox. */
export function isFiltered({ standing, person, mailbox }: OutboxAddress): boolean {
  return standing !== '' || person !== '' || mailbox !== '';
}
