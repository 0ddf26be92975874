import type { FastifyReply } from 'fastify';
import { refuse } from '../http/refusal.ts';
import type { Handed } from './mail-files.ts';

/** Whatever a file says it is: it runs nothing, loads nothing, and is no page of ours (MAIL-11). */
const filePolicy = "sandbox; default-src 'none'";

/** Gives a file as a download and nothing else: no browser opens it here, or guesses what it is. */
export function handOut(
  reply: FastifyReply,
  name: string,
  handed: Handed<Uint8Array>,
): FastifyReply {
  if (!handed.ok) return refuse(reply, handed.refusal);
  return reply
    .header('content-security-policy', filePolicy)
    .header('content-disposition', dispositionOf(name))
    .header('x-content-type-options', 'nosniff')
    .type('application/octet-stream')
    .send(Buffer.from(handed.value));
}

/** Gives a picture that the service made itself. */
export function showPicture(reply: FastifyReply, handed: Handed<Uint8Array>): FastifyReply {
  if (!handed.ok) return refuse(reply, handed.refusal);
  return reply
    .header('content-security-policy', filePolicy)
    .header('content-disposition', 'inline')
    .header('x-content-type-options', 'nosniff')
    .type('image/webp')
    .send(Buffer.from(handed.value));
}

/** RFC 6266: the name in letters that every browser reads, and as it is. Paths and signs of control are none. */
function dispositionOf(name: string): string {
  const bare = name.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, '_').replace(/^\.+/, '_');
  const plain = bare.replace(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(bare.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
