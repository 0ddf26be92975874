import PostalMime, { type Email } from 'postal-mime';
import { afterAll, describe, expect, test } from 'vitest';
import { writeAutomatic } from './automatic-letters.ts';
import type { DeliveredMail } from './letterboxes.ts';
import { writeFollowUp, writeQuestion, type Letter } from './letters.ts';
import { Post } from './post.ts';
import { seededRandom, type Random } from '@vigie/shared/chance/random';
import { SmtpDoor } from './smtp-door.ts';

const arrived: Buffer[] = [];
const contact = 'contact@vigie.example';
const clock = { now: () => Date.parse('2026-11-24T02:29:31Z') };
const door = new SmtpDoor({
  contact,
  clock,
  toService: (raw) => void arrived.push(raw),
  toCitizens: () => Promise.reject(new Error('a letter went astray')),
});
const post = new Post({
  smtpUrl: `smtp://127.0.0.1:${String(await door.listen(0, '127.0.0.1'))}`,
  contact,
  clock,
});
afterAll(async () => {
  post.close();
  await door.close();
});

const answer: DeliveredMail = {
  to: 'lea@orange.example',
  messageId: '<t.r.mac@vigie.example>',
  references: '',
  replyTo: 'contact+mark@vigie.example',
  subject: 'Votre question',
  text: 'Bonjour',
  isAutomatic: true,
  at: 0,
};

async function sent(letter: Letter): Promise<Email> {
  await post.send(letter);
  return PostalMime.parse(arrived.at(-1) ?? '');
}

const header = ({ headers }: Email, name: string): string | undefined =>
  headers.find(({ key }) => key === name)?.value;

function letterThat(write: (random: Random) => Letter, holds: (letter: Letter) => boolean): Letter {
  const random = seededRandom(1);
  for (let tries = 0; tries < 1_000; tries += 1) {
    const letter = write(random);
    if (holds(letter)) return letter;
  }
  throw new Error('no such letter is ever written');
}

describe('[RUN-1] the town’s post', () => {
  test('a question arrives as it was written, accents and attachment included', async () => {
    const letter = letterThat(
      (random) => writeQuestion(random, 'escroq'),
      ({ attachments, from }) => attachments[0]?.contentType === 'image/png' && from.name !== '',
    );
    const mail = await sent(letter);
    expect(mail).toMatchObject({
      from: { name: letter.from.name, address: letter.from.address },
      to: [{ address: contact }],
      messageId: letter.messageId,
      subject: letter.subject,
      text: `${letter.text}\n`,
      date: '2026-11-24T02:29:31.000Z',
    });
    expect(Buffer.from(mail.attachments[0]!.content as ArrayBuffer)).toEqual(
      letter.attachments[0]!.content,
    );
  });

  test('an answer to an answer is threaded, and goes to the address that it asked for', async () => {
    const mail = await sent(
      writeFollowUp(seededRandom(1), answer, { name: 'Léa', address: answer.to }),
    );
    expect(mail.to).toMatchObject([{ address: 'contact+mark@vigie.example' }]);
    expect(mail.inReplyTo).toBe(answer.messageId);
    expect(mail.references).toBe(answer.messageId);
  });

  test('an absence is marked as automatic, and is sent by nobody', async () => {
    const absence = letterThat(
      (random) => writeAutomatic(random, answer),
      ({ deliveryStatus }) => deliveryStatus === null,
    );
    const mail = await sent(absence);
    expect(header(mail, 'auto-submitted')).toBe('auto-replied');
    expect(header(mail, 'return-path')).toBe('<>');
  });

  test('a newsletter says that it is one', async () => {
    expect(header(await sent(writeAutomatic(seededRandom(1), null)), 'list-id')).toBeDefined();
  });

  test('a bounce is a report that machines can read', async () => {
    const bounce = letterThat(
      (random) => writeAutomatic(random, answer),
      ({ deliveryStatus }) => deliveryStatus !== null,
    );
    const mail = await sent(bounce);
    expect(header(mail, 'content-type')).toContain('multipart/report; report-type=delivery-status');
    expect(header(mail, 'return-path')).toBe('<>');
    expect(mail.text).toContain('la boîte du destinataire est pleine');
    const status = mail.attachments.find(({ mimeType }) => mimeType === 'message/delivery-status');
    expect(Buffer.from(status!.content as ArrayBuffer).toString()).toContain(
      `Original-Message-ID: ${answer.messageId}`,
    );
  });
});
