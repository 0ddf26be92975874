import { describe, expect, test } from 'vitest';
import { stageDatabase } from '../testing/stage.ts';
import { citizenMail, emptyMail, replyMail } from '../testing/words.ts';
import {
  machineMails,
  mailById,
  mailByRawHash,
  mailsByMessageIds,
  mailsOfTicket,
  participantsOf,
} from './mails.ts';
import { rawMail, storeRawMail } from './raw-mails.ts';

const stage = stageDatabase();

describe('mails', () => {
  test('[MAIL-2] a mail is given back as it was stored', async () => {
    const mail = {
      ...emptyMail('m', 'a', 7),
      messageId: '<1@x>',
      inReplyTo: '<0@x>',
      references: ['<0@x>', '<00@x>'],
      replyTo: 'ailleurs@x',
      to: ['contact@vigie.example', 'autre@x'],
      attachments: [{ name: 'photo.jpg', bytes: 12, type: 'image/jpeg' }],
      signs: [{ rule: 'danger.weapon', phrase: 'il a une arme', found: 'il a un arme' }],
      senderChanged: true,
    };
    await stage.write({ mails: [mail] });
    expect(mailById(stage.database, 'm')).toEqual({ ...mail, no: 1, state: null, cause: null });
    expect(mailById(stage.database, 'none')).toBeNull();
  });

  test('[MAIL-8] a conversation is in order of time, and of ours it says where they stand', async () => {
    const { desk, database } = stage;
    await desk.ticket('a', {}, { writes: citizenMail('a', 'late', 9) });
    await stage.write({ mails: [emptyMail('early', 'a', 3)] });
    await stage.write(replyMail('a', 'r', 'reply', 12));
    const told = mailsOfTicket(database, 'a').map(({ id, state }) => [id, state]);
    expect(told).toEqual([
      ['early', null],
      ['late', null],
      ['mail-of-r', 'queued'],
    ]);
  });

  test('[MAIL-5] mails are found by any of several Message-IDs, the newest first', async () => {
    await stage.write({
      mails: ['<a>', '<b>', null].map((messageId, n) => ({
        ...emptyMail(`m${String(n)}`, 'a', n),
        messageId,
      })),
    });
    const ids = (named: string[]) => mailsByMessageIds(stage.database, named).map(({ id }) => id);
    expect(ids(['<a>', '<none>', '<b>'])).toEqual(['m1', 'm0']);
    expect(ids([])).toEqual([]);
    expect(ids([`x' OR 1=1`])).toEqual([]);
  });

  test('[MAIL-5] participants are who wrote and whom we wrote to, without machines, in lower case', async () => {
    const { desk, database } = stage;
    await desk.ticket('a');
    const citizen = { fromAddress: 'Ines@Exemple.fr', replyTo: 'Ines@Maison.fr' };
    await stage.write({
      mails: [
        { ...emptyMail('m1', 'a', 1), ...citizen },
        { ...emptyMail('m2', 'a', 2), kind: 'machine', fromAddress: 'postmaster@exemple.fr' },
        { ...emptyMail('m3', 'a', 3), direction: 'out', kind: 'reply', to: ['Frere@exemple.fr'] },
        { ...emptyMail('m4', 'b', 4), fromAddress: 'autre@exemple.fr' },
      ],
    });
    const participants = [...participantsOf(database, 'a')].toSorted();
    expect(participants).toEqual(['frere@exemple.fr', 'ines@exemple.fr', 'ines@maison.fr']);
  });

  test('[MAIL-6] machine mail of no ticket is listed page by page, the newest first', async () => {
    const machine = (n: number) =>
      ({ ...emptyMail(`m${String(n)}`, null, n), kind: 'machine', machineKind: 'report' }) as const;
    const attached = { ...machine(9), ticketId: 'a' };
    await stage.write({ mails: [...[1, 2, 3].map(machine), attached] });
    const first = machineMails(stage.database, null, 2);
    expect(first.mails.map(({ id }) => id)).toEqual(['m3', 'm2']);
    const second = machineMails(stage.database, first.next, 2);
    expect(second.mails.map(({ id }) => id)).toEqual(['m1']);
    expect(second.next).toBeNull();
  });
});

describe('raw mails', () => {
  const bytes = new TextEncoder().encode('Subject: =?utf-8?q?V=C3=A9lo?=\r\n\r\n\u00e9\0');
  const sha256 = '32fcbd9a2ec0d9d0ccda4f0a8ef9ac2da8d1ab7c0e5c5a0b9d4d7f8cbb2d8f6f';

  test('[MAIL-1] the bytes are given back as they came, under their SHA-256, stored once', () => {
    const { database } = stage;
    const name = storeRawMail(database, bytes, 1);
    expect(storeRawMail(database, bytes, 2)).toBe(name);
    expect(name).toMatch(/^[0-9a-f]{64}$/);
    expect(new Uint8Array(rawMail(database, name) ?? [])).toEqual(bytes);
    expect(rawMail(database, sha256)).toBeNull();
  });

  test('[MAIL-1] part of a larger buffer is stored as that part', () => {
    const part = bytes.subarray(3, 9);
    const name = storeRawMail(stage.database, part, 1);
    expect(new Uint8Array(rawMail(stage.database, name) ?? [])).toEqual(new Uint8Array(part));
  });

  test('[MAIL-1] the text of a mail cannot be committed before its bytes', async () => {
    const mail = { ...emptyMail('m', 'a', 1), rawSha256: sha256 };
    await expect(stage.write({ mails: [mail] })).rejects.toThrow('FOREIGN KEY');
  });

  test('[MAIL-2] a message is known again by the hash of its bytes', async () => {
    const name = storeRawMail(stage.database, bytes, 1);
    await stage.write({ mails: [{ ...emptyMail('m', 'a', 1), rawSha256: name }] });
    expect(mailByRawHash(stage.database, name)?.id).toBe('m');
    expect(mailByRawHash(stage.database, sha256)).toBeNull();
  });

  test('[ACCESS-4] raw bytes may be erased before the text, which stays', async () => {
    const name = storeRawMail(stage.database, bytes, 1);
    await stage.write({ mails: [{ ...emptyMail('m', 'a', 1), rawSha256: name }] });
    stage.database.client.exec('DELETE FROM raw_mails');
    expect(mailById(stage.database, 'm')).toMatchObject({ id: 'm', rawSha256: null });
  });
});
