import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countMails } from '../count-mails.ts';
import { stageDatabase } from '../testing/stage.ts';
import type { LedgerRow } from '../writes.ts';
import {
  highestUid,
  ledgerByHash,
  ledgerCounts,
  ledgerEntry,
  ledgerUids,
  recordInLedger,
} from './ledger.ts';

const stage = stageDatabase();

const entry = (uid: number, change: Partial<LedgerRow> = {}): LedgerRow => ({
  mailboxId: 'contact',
  uidValidity: '4294967295',
  uid,
  sha256: `hash-${String(uid)}`,
  outcome: 'ticket',
  mailId: `m${String(uid)}`,
  at: uid,
  ...change,
});

test('[MAIL-2] a message has one entry under mailbox, UIDVALIDITY and UID', async () => {
  const { database } = stage;
  await stage.write({ ledger: [entry(7)] });
  expect(ledgerEntry(database, entry(7))).toEqual(entry(7));
  expect(ledgerEntry(database, entry(7, { uidValidity: '1' }))).toBeNull();
  expect(() => recordInLedger(database, entry(7, { outcome: 'duplicate' }))).toThrow(
    'message 7 of the mailbox has its outcome',
  );
  await expect(stage.write({ ledger: [entry(7)] })).rejects.toThrow(
    'message 7 of the mailbox has its outcome',
  );
});

test('[MAIL-2] what was counted as vanished and turns up has its outcome then, and that is final', () => {
  const { database } = stage;
  recordInLedger(database, entry(7, { outcome: 'vanished', sha256: null, mailId: null }));
  recordInLedger(database, entry(7));
  expect(ledgerEntry(database, entry(7))).toEqual(entry(7));
  const gone = entry(7, { outcome: 'vanished' });
  expect(() => recordInLedger(database, gone)).toThrow('has its outcome');
});

test('[MAIL-2] the highest UID and all UIDs are those of one UIDVALIDITY', () => {
  const { database } = stage;
  for (const uid of [9, 4]) recordInLedger(database, entry(uid));
  recordInLedger(database, entry(50, { uidValidity: '1' }));
  expect(highestUid(database, 'contact', '4294967295')).toBe(9);
  expect(highestUid(database, 'contact', '2')).toBe(0);
  expect(ledgerUids(database, 'contact', '4294967295').map(({ uid }) => uid)).toEqual([4, 9]);
});

test('[MAIL-2] after a change of UIDVALIDITY a message is known by its hash', () => {
  const { database } = stage;
  recordInLedger(database, entry(4));
  recordInLedger(database, entry(5, { mailboxId: 'other', sha256: 'hash-4' }));
  expect(ledgerByHash(database, 'contact', 'hash-4')).toEqual([entry(4)]);
});

test('[MAIL-2] after any entries, those that turn up again and those that are taken out, the counts are those of the ledger', () => {
  const outcomes = ['ticket', 'follow_up', 'duplicate', 'machine', 'vanished'] as const;
  const step = fc.record({
    uid: fc.integer({ min: 1, max: 12 }),
    mailboxId: fc.constantFrom('contact', 'other'),
    outcome: fc.constantFrom(...outcomes, null),
  });
  const { client } = stage.database;
  const counted = () => client.prepare('SELECT * FROM ledger_counts ORDER BY 1, 2').all();
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      for (const { outcome, ...of } of steps) {
        const has = ledgerEntry(stage.database, { ...entry(of.uid), ...of });
        if (outcome === null) {
          const end = client.prepare('DELETE FROM ledger WHERE mailbox_id = ? AND uid = ?');
          end.run(of.mailboxId, of.uid);
        } else if (!has || (has.outcome === 'vanished' && outcome !== 'vanished')) {
          recordInLedger(stage.database, entry(of.uid, { ...of, outcome }));
        }
      }
      const kept = counted();
      countMails(client);
      expect(kept).toEqual(counted());
    }),
    { numRuns: 40 },
  );
  expect(counted().length).toBeGreaterThan(3);
});

test('[MAIL-2] outcomes are counted, none left out, in one mailbox and in all', () => {
  const { database } = stage;
  recordInLedger(database, entry(1));
  recordInLedger(database, entry(2, { outcome: 'follow_up' }));
  recordInLedger(database, entry(3, { outcome: 'vanished', sha256: null, mailId: null }));
  recordInLedger(database, entry(1, { mailboxId: 'other' }));
  const none = { duplicate: 0, machine: 0, quarantined: 0 };
  expect(ledgerCounts(database)).toEqual({ ...none, ticket: 2, follow_up: 1, vanished: 1 });
  expect(ledgerCounts(database, 'other')).toMatchObject({ ticket: 1, follow_up: 0 });
});
