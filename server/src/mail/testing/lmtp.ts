import { setTimeout as pause } from 'node:timers/promises';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

const patienceMs = 20_000;
const greetingMs = 3_000;

/** Hands mails to a mailbox of a server on loopback as the outside world does, by LMTP. */
export async function deliverByLmtp(
  port: number,
  user: string,
  raws: readonly (string | Buffer)[],
  envelopeFrom: string | false = 'town@exemple.example',
): Promise<void> {
  const connection = await lmtpConnection(port);
  for (const raw of raws) {
    await new Promise<void>((resolve, reject) => {
      const envelope = { from: envelopeFrom, to: [`${user}@vigie.example`] };
      connection.send(envelope, raw, (error) => (error ? reject(error) : resolve()));
    });
  }
  connection.quit();
}

/**
 * A connection that was greeted. Tried again for a while: a server that has only just opened its port
 * may still turn the first ones away, and the library tells its connect callback of success alone.
 */
async function lmtpConnection(port: number): Promise<SMTPConnection> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const connection = new SMTPConnection({
      host: '127.0.0.1',
      port,
      lmtp: true,
      ignoreTLS: true,
      greetingTimeout: greetingMs,
      socketTimeout: patienceMs,
    });
    try {
      await new Promise<void>((resolve, reject) => {
        connection.on('error', reject);
        connection.connect((error) => (error ? reject(error) : resolve()));
      });
      return connection;
    } catch (error) {
      connection.close();
      if (Date.now() > end) throw error;
      await pause(50);
    }
  }
}
