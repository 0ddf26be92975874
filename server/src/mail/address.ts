import { domainToASCII } from 'node:url';

/** RFC 5321, RFC 6531: before the @ 64 octets, of ASCII or the letters, marks and digits of any script. */
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~.\p{L}\p{M}\p{N}-]+$/iu;
const LOCAL_PART_OCTETS = 64;
const DOMAIN = /^(?=.{1,189}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}$/i;

/**
 * The address as it may stand in an envelope and a header, or null when it may not (MAIL-12): one
 * mailbox, nothing that could end a line, open a second address or quote its way out. The domain is
 * ASCII, as name servers know it; the local part may be of any script.
 */
export function validAddress(text: string | null | undefined): string | null {
  const trimmed = (text ?? '').trim();
  const at = trimmed.lastIndexOf('@');
  if (at < 1) return null;
  const localPart = trimmed.slice(0, at).normalize('NFC');
  const domain = domainToASCII(trimmed.slice(at + 1));
  if (!LOCAL_PART.test(localPart) || /^\.|\.$/.test(localPart)) return null;
  if (Buffer.byteLength(localPart) > LOCAL_PART_OCTETS) return null;
  return DOMAIN.test(domain) ? `${localPart}@${domain}` : null;
}

/** True for an address that only a mail server with SMTPUTF8 carries (RFC 6531); a domain alone never needs it. */
export function needsUtf8(address: string): boolean {
  return /\P{ASCII}/u.test(address);
}

/** True when two addresses name the same mailbox, as nearly every server sees it. */
export function isSameAddress(one: string, other: string): boolean {
  return bareAddress(one) === bareAddress(other);
}

/** The address lower-cased and without its plus-tag: the key under which a correspondent is known. */
export function bareAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const localPart = at > 0 ? address.slice(0, at).replace(/(.)\+.*$/, '$1') : address;
  return (localPart + (at > 0 ? address.slice(at) : '')).normalize('NFC').toLowerCase();
}

/** Text as one header value may carry it: one line, no control characters, not longer than said (MAIL-12). */
export function headerText(text: string, maxLength = 400): string {
  const oneLine = text.toWellFormed().replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  const cut = oneLine.replace(/ {2,}/g, ' ').trim().slice(0, maxLength);
  // Signs beyond the first plane are two units: none is left by half.
  return cut.replace(/[\uD800-\uDBFF]$/, '');
}
