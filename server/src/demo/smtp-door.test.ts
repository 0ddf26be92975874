import { createTransport } from 'nodemailer';
import { afterEach, expect, test, vi } from 'vitest';
import { SmtpDoor } from './smtp-door.ts';

const toService = vi.fn<(raw: Buffer) => void>();
const toCitizens = vi.fn(() => Promise.resolve());
const contact = 'contact@vigie.example';
const door = new SmtpDoor({ contact, toService, toCitizens, clock: { now: () => 0 } });
const port = await door.listen(0, '127.0.0.1');

afterEach(() => {
  vi.resetAllMocks();
});

function send(to: string[]): Promise<unknown> {
  const transport = createTransport({ host: '127.0.0.1', port });
  return transport.sendMail({ from: 'lea@orange.example', to, text: 'Bonjour' });
}

test('[RUN-1] a mailbox that cannot be written answers "later", and takes mail again afterwards', async () => {
  toService.mockImplementationOnce(() => {
    throw new Error('ENOSPC');
  });
  await expect(send([contact])).rejects.toMatchObject({ responseCode: 451 });
  await expect(send([contact])).resolves.toBeDefined();
});

test('[RUN-1] a mail to the service and to citizens reaches the mailbox once, and each citizen', async () => {
  await send([contact, 'contact+x@vigie.example', 'paul@free.example', 'lea@orange.example']);
  expect(toService).toHaveBeenCalledTimes(1);
  expect(toCitizens).toHaveBeenCalledWith(expect.anything(), [
    'paul@free.example',
    'lea@orange.example',
  ]);
});

test('[RUN-1] to some citizens no answer goes well: refused, put off, never answered', async () => {
  await expect(send(['Inconnu@free.example'])).rejects.toMatchObject({ responseCode: 550 });
  await expect(send(['occupe@free.example'])).rejects.toMatchObject({ responseCode: 451 });
  await expect(send(['muet@free.example'])).rejects.not.toHaveProperty('responseCode');
  expect(toCitizens).not.toHaveBeenCalled();
  await expect(send(['constructor@free.example'])).resolves.toBeDefined();
});

test('[RUN-1] a closed door answers nobody', async () => {
  await door.close();
  await expect(send([contact])).rejects.toMatchObject({ code: 'ESOCKET' });
});
