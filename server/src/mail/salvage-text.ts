import { fileOf } from './read-email.ts';
import type { Email } from 'postal-mime';
import { isUtf8 } from './repair-bytes.ts';

/** So much is salvaged: more is no letter. */
const SALVAGE_LIMIT = 200_000;

/**
 * The words of a mail whose structure hides them (MAIL-4): of a text that bears a file's name, of an
 * appointment, or of parts whose boundary is broken. An empty ticket would be a letter lost.
 */
export function salvageText(bytes: Uint8Array, { attachments }: Email): string {
  const files = attachments.map((attachment) => ({
    type: attachment.mimeType,
    ...fileOf(attachment),
  }));
  const texts = files.filter(
    ({ type, content }) => /^text\/(plain|html)$/.test(type) && content.length < SALVAGE_LIMIT,
  );
  const named = texts
    .map(({ content, type }) => plain(decoded(content), type))
    .find((text) => text.trim() !== '');
  if (named !== undefined) return named;
  const event = files.find(({ type }) => /^(text\/calendar|application\/ics)$/.test(type));
  if (event) return appointmentText(decoded(event.content));
  return attachments.length ? '' : bodyText(bytes);
}

function plain(text: string, type: string): string {
  return type === 'text/html' ? text.replace(/<[^>]*>/g, ' ') : text;
}

const eventLines = [
  ['SUMMARY', 'Objet'],
  ['DTSTART', 'Début'],
  ['DTEND', 'Fin'],
  ['LOCATION', 'Lieu'],
  ['ORGANIZER', 'Organisateur'],
  ['DESCRIPTION', 'Texte'],
] as const;

/** RFC 5545, as far as somebody reads it: what, when, where, who. */
function appointmentText(calendar: string): string {
  const unfolded = calendar.replace(/\r?\n[ \t]/g, '');
  const lines = eventLines.flatMap(([name, label]) => {
    const value = new RegExp(`^${name}(?:;[^:\\r\\n]*)?:(.*)$`, 'im').exec(unfolded)?.[1]?.trim();
    return value ? [`${label} : ${value.replace(/\\n/gi, '\n').replace(/\\([,;\\])/g, '$1')}`] : [];
  });
  return lines.length ? `[Rendez-vous]\n${lines.join('\n')}` : '';
}

/** All that stands below the head, less the boundaries and the heads of parts. */
function bodyText(bytes: Uint8Array): string {
  const text = decoded(bytes.subarray(0, 2 * SALVAGE_LIMIT)).replace(/\r\n?/g, '\n');
  const body = text.slice(Math.max(0, text.search(/\n\n/)));
  return body.replace(/^--\S{1,70}(\n[\w-]+:.*(\n[ \t].*)*)*$/gm, '').slice(0, SALVAGE_LIMIT);
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
}
