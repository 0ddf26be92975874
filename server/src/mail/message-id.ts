import { createHmac, timingSafeEqual } from 'node:crypto';

/** What one of our own Message-IDs says about the mail that bears it. */
export interface SignedIds {
  readonly ticketId: string;
  readonly replyId: string;
}

interface Signing {
  readonly secret: string;
  readonly domain: string;
}

/** 128 bits of HMAC-SHA-256: nobody guesses one, and the whole id still fits one header line. */
const MESSAGE_ID_MAC_BYTES = 16;
/** 80 bits in a plus-address, whose local part may hold 64 characters at most (RFC 5321). */
const ADDRESS_MAC_BYTES = 10;
const LOCAL_PART_LIMIT = 64;

/** The Message-ID of a mail of ours: names its ticket and reply, and cannot be forged without the secret (MAIL-5). */
export function signedMessageId(parts: SignedIds & Signing): string {
  const { ticketId, replyId, secret, domain } = parts;
  return `<${ticketId}.${replyId}.${messageIdMac(parts, secret).toString('base64url')}@${domain}>`;
}

/**
 * Reads a header that may hold one of our Message-IDs (In-Reply-To, References); the nearest genuine
 * one wins, since References ends with the mail that was answered. Null when none is genuine (MAIL-5).
 */
export function readSignedMessageId(text: string, secret: string): SignedIds | null {
  const candidates = [...text.matchAll(/<([\w-]{1,64})\.([\w-]{1,64})\.([\w-]{22})@[^<>\s]+>/g)];
  for (const [, ticketId = '', replyId = '', mac = ''] of candidates.reverse()) {
    const expected = messageIdMac({ ticketId, replyId }, secret);
    if (isSame(Buffer.from(mac, 'base64url'), expected)) return { ticketId, replyId };
  }
  return null;
}

/**
 * The mailbox's address with a signed mark of the ticket, for Reply-To (MAIL-5). The mark survives
 * being lower-cased, as some servers do. An address too long to carry one comes back as it is.
 */
export function signedReplyTo(address: string, ticketId: string, secret: string): string {
  const at = address.lastIndexOf('@');
  const mark = base32(Buffer.from(ticketId)) + base32(addressMac(ticketId, secret));
  const localPart = `${address.slice(0, at)}+${mark}`;
  return at > 0 && localPart.length <= LOCAL_PART_LIMIT ? localPart + address.slice(at) : address;
}

/** The ticket that a plus-address names, or null when it bears no mark or a forged one (MAIL-5). */
export function readSignedAddress(address: string, secret: string): string | null {
  const mark = /\+([a-z2-7]{17,})@[^@]+$/i.exec(address)?.[1]?.toLowerCase();
  if (!mark) return null;
  const macLength = base32(Buffer.alloc(ADDRESS_MAC_BYTES)).length;
  const ticketId = fromBase32(mark.slice(0, -macLength)).toString();
  const isGenuine = isSame(fromBase32(mark.slice(-macLength)), addressMac(ticketId, secret));
  return isGenuine ? ticketId : null;
}

function messageIdMac({ ticketId, replyId }: SignedIds, secret: string): Buffer {
  return mac(`message-id\n${ticketId}\n${replyId}`, secret, MESSAGE_ID_MAC_BYTES);
}

function addressMac(ticketId: string, secret: string): Buffer {
  return mac(`reply-to\n${ticketId}`, secret, ADDRESS_MAC_BYTES);
}

function mac(text: string, secret: string, bytes: number): Buffer {
  return createHmac('sha256', secret).update(text).digest().subarray(0, bytes);
}

/** Takes the same time wherever two marks differ: the answer's delay tells a forger nothing. */
function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => ALPHABET.charAt(parseInt(group.padEnd(5, '0'), 2))).join('');
}

function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => parseInt(byte, 2)));
}
