import { describe, expect, test } from 'vitest';
import { ana, claimedByAna, finding, opened } from '../ticket/testing.ts';
import {
  personCardSchema,
  ticketCardSchema,
  veiledTicketSchema,
  episodeSchema,
} from '../wire/view.ts';
import { audienceOf } from './audience.ts';
import { measuredEpisodes } from '../metrics/measured-episode.ts';
import { seeEpisode, seePerson, seeTicket } from './see.ts';

const words = { subject: 'Objet canari', sender: 'canari@exemple.fr' };
const restricted = { finding: finding({ category: 'vif', priority: 'P1', restricted: true }) };

describe('a ticket', () => {
  test('[SYNC-4] both audiences see the same card of one that is not restricted', () => {
    const { open } = claimedByAna();
    const card = ticketCardSchema.parse(seeTicket('cleared', open, words));
    expect(card).toMatchObject({ ...words, priority: 'P2', lock: { holder: ana.id } });
    expect(seeTicket('uncleared', open, words)).toEqual(card);
  });

  test('[SYNC-4] of a restricted one the uncleared see that it exists and its age, and nothing else', () => {
    const { open } = claimedByAna(1_000, restricted);
    const seen = veiledTicketSchema.strict().parse(seeTicket('uncleared', open, words));
    expect(seen).toEqual({ veiled: true, id: open.id, openedAt: open.openedAt });
    expect(seeTicket('cleared', open, words)).toMatchObject(words);
  });

  test('[SYNC-4] a settled one leaves every screen', () => {
    const log = claimedByAna();
    log.does(
      ana,
      { type: 'close-ticket', token: log.token, reason: 'spam', contactId: null },
      2_000,
    );
    expect(log.open.status).toBe('closed');
    expect(seeTicket('cleared', log.open, words)).toBeNull();
    expect(seeTicket('uncleared', log.open, words)).toBeNull();
  });
});

describe('a clock of the figures', () => {
  test('[SYNC-4] the uncleared learn the times of a restricted one, not whose they are nor who answered', () => {
    const log = opened(restricted);
    const [running] = measuredEpisodes(log.open);
    const episode = { ...running!, endedAt: 5_000, outcome: 'answered' as const, by: 'cleo' };
    const seen = episodeSchema.parse(seeEpisode('uncleared', episode));
    expect(seen).toMatchObject({ ticketId: null, priority: null, by: null });
    expect(seen).toMatchObject({ startedAt: 0, endedAt: 5_000, outcome: 'answered' });
    expect(seeEpisode('cleared', episode)).toMatchObject({ ticketId: 'ticket-1', by: 'cleo' });
  });

  test('[MET-2] of an open ticket everybody learns whose it is', () => {
    const [episode] = measuredEpisodes(opened().open);
    expect(seeEpisode('uncleared', episode!)).toMatchObject({
      ticketId: 'ticket-1',
      priority: 'P2',
    });
  });
});

test('[ACCESS-1] a colleague is seen without login and alias', () => {
  const card = seePerson(
    {
      id: 'ana',
      login: 'ana.login',
      rank: 'Gpx',
      name: 'Ana Petit',
      alias: 'RIO 1234567',
      role: 'agent',
      teamId: 'JOUR-A',
      clearances: ['violence'],
      active: true,
      signedInAt: 1,
      pausedAt: null,
      seq: 3,
    },
    2,
  );
  expect(personCardSchema.strict().parse(card).held).toBe(2);
  expect(JSON.stringify(card)).not.toMatch(/login|RIO/);
});

test('[SYNC-4] the command of the service and the cleared are one audience, all others the other', () => {
  expect(audienceOf({ role: 'commissioner', clearances: [] })).toBe('cleared');
  expect(audienceOf({ role: 'officer', clearances: [] })).toBe('cleared');
  expect(audienceOf({ role: 'agent', clearances: ['violence'] })).toBe('cleared');
  expect(audienceOf({ role: 'lead', clearances: [] })).toBe('uncleared');
  expect(audienceOf({ role: 'agent', clearances: [] })).toBe('uncleared');
  expect(audienceOf({ role: 'clerk', clearances: [] })).toBe('uncleared');
});
