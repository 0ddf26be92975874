import { mailsOfTicket } from '@vigie/db/queries/mails';
import { largestFileBytes } from '@vigie/shared/mail/attachment';
import { ticketFileSchema, type TicketFile } from '@vigie/shared/wire/ticket-file';
import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestService } from '../testing/test-service.ts';
import { eicar, StandInClamd } from './testing/stand-in-clamd.ts';

let service: TestService;
let clamd: StandInClamd;
beforeEach(async () => {
  clamd = await StandInClamd.open();
  service = await TestService.open({ clamd: clamd.address });
  for (const login of ['ana', 'ben', 'cleo', 'morel']) await service.signIn(login);
});
afterEach(async () => {
  await service.close();
  await clamd.close();
});

async function claim(login: string, ticketId: string): Promise<number> {
  const response = await service.command(login, { type: 'claim-ticket', ticketId });
  return response.json<{ token: number }>().token;
}

function bring(
  login: string,
  ticketId: string,
  {
    token,
    name = 'plan.txt',
    content = 'Le plan.',
  }: { token: number; name?: string; content?: string | Buffer },
): Promise<LightMyRequestResponse> {
  return service.ask(login, {
    method: 'POST',
    url: `/api/tickets/${ticketId}/files`,
    query: { token: String(token), name },
    headers: { 'content-type': 'application/octet-stream' },
    payload: Buffer.from(content),
  });
}

async function fileOf(login: string, ticketId: string): Promise<TicketFile> {
  return ticketFileSchema.parse((await service.get(login, `/api/tickets/${ticketId}`)).json());
}

const idsOf = async (ticketId: string) =>
  (await fileOf('ana', ticketId)).draftFiles.map(({ id }) => id);

test('[MAIL-11] a file goes with the draft, leaves with the answer, and is shown in the conversation', async () => {
  const ticketId = await service.receive();
  const token = await claim('ana', ticketId);
  expect((await bring('ana', ticketId, { token })).statusCode).toBe(200);
  const files = await idsOf(ticketId);
  expect((await fileOf('ben', ticketId)).draftFiles).toMatchObject([
    { name: 'plan.txt', type: 'text/plain', scan: 'clean' },
  ]);
  const send = { type: 'send-reply', ticketId, token, text: 'Voici.', then: 'wait' };
  const unseen = await service.command('ana', send);
  expect(unseen.json()).toMatchObject({ refusal: 'files-changed' });
  const sent = (await service.command('ana', { ...send, files })).json<{ replyId: string }>();
  const mail = mailsOfTicket(service.app.database, ticketId).at(-1);
  expect(mail?.attachments).toMatchObject([{ name: 'plan.txt', bytes: 8 }]);
  const download = await service.get('ben', `/api/mails/${mail?.id ?? ''}/files/0`);
  expect(download.rawPayload.toString()).toBe('Le plan.');
  // Taken back, the draft has its file again.
  await service.command('ana', { type: 'withdraw-reply', ticketId, replyId: sent.replyId });
  expect(await idsOf(ticketId)).toEqual(files);
});

test('[LOCK-3] under an old token a file is refused, and kept for who brought it', async () => {
  const ticketId = await service.receive();
  const token = await claim('ana', ticketId);
  await service.command('morel', { type: 'seize-ticket', ticketId, reason: 'relève' });
  const refused = await bring('ana', ticketId, { token });
  expect(refused.json()).toMatchObject({ refusal: 'stale-token' });
  const kept = (await fileOf('ana', ticketId)).keptFiles;
  expect(kept).toMatchObject([{ name: 'plan.txt' }]);
  expect((await fileOf('morel', ticketId)).keptFiles).toEqual([]);
  const again = await service.get('ana', `/api/files/${kept[0]?.id ?? ''}`);
  expect(again.rawPayload.toString()).toBe('Le plan.');
});

test('[LOCK-6] files stay with the ticket when another takes it over, who may take them away', async () => {
  const ticketId = await service.receive();
  await bring('ana', ticketId, { token: await claim('ana', ticketId) });
  const seized = await service.command('morel', {
    type: 'seize-ticket',
    ticketId,
    reason: 'relève',
  });
  const { token } = seized.json<{ token: number }>();
  const [fileId = ''] = await idsOf(ticketId);
  await service.command('morel', { type: 'detach-file', ticketId, token, fileId });
  expect(await idsOf(ticketId)).toEqual([]);
  const twice = await service.command('morel', { type: 'detach-file', ticketId, token, fileId });
  expect(twice.json()).toMatchObject({ refusal: 'not-found' });
});

test('[MAIL-11] what is too large, infected or not for this viewer does not go with a draft', async () => {
  const ticketId = await service.receive();
  const token = await claim('ana', ticketId);
  const large = await bring('ana', ticketId, {
    token,
    content: Buffer.alloc(largestFileBytes + 1),
  });
  expect(large.statusCode).toBe(413);
  expect(large.json()).toMatchObject({
    refusal: 'file-too-large',
    message: expect.stringContaining('10 Mo au plus') as string,
  });
  const half = Buffer.alloc(8_000_000, 'a');
  expect((await bring('ana', ticketId, { token, content: half })).statusCode).toBe(200);
  const together = await bring('ana', ticketId, { token, content: half });
  expect(together.json()).toMatchObject({ refusal: 'file-too-large' });
  const virus = await bring('ana', ticketId, { token, content: eicar });
  expect(virus.json()).toMatchObject({ refusal: 'file-infected' });
  expect(await idsOf(ticketId)).toHaveLength(1);

  const hidden = await service.receive({ finding: { restricted: true } });
  const secret = await bring('cleo', hidden, { token: await claim('cleo', hidden) });
  const { file } = secret.json<{ file: { id: string } }>();
  expect((await service.get('cleo', `/api/files/${file.id}`)).statusCode).toBe(200);
  expect((await service.get('ana', `/api/files/${file.id}`)).statusCode).toBe(404);
  expect((await bring('ana', hidden, { token: 1 })).statusCode).toBe(403);
});
