/** RFC 3463: what an enhanced status code means to whoever wrote. The first that fits counts. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [/^5\.1\.(1|0|3|6)$/, 'l’adresse du destinataire n’existe pas'],
  [/^5\.1\.2$/, 'le domaine du destinataire n’existe pas'],
  [/^[45]\.2\.2$/, 'la boîte du destinataire est pleine'],
  [/^5\.2\.1$/, 'la boîte du destinataire est fermée'],
  [/^5\.(2|3)\.(3|4)$/, 'le message est trop grand pour le destinataire'],
  [/^5\.7\./, 'le serveur du destinataire refuse nos messages'],
  [/^4\.4\.7$/, 'le serveur du destinataire n’a pas répondu à temps'],
  [/^[45]\.4\./, 'le serveur du destinataire est injoignable'],
];

/** The same, where a server says it in its own words alone. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [
    /(mailbox|quota|bo[îi]te).{0,40}(full|exceeded|pleine|d[ée]pass)/i,
    'la boîte du destinataire est pleine',
  ],
  [
    /(user|mailbox|recipient|address|adresse|destinataire).{0,40}(unknown|not found|no such|invalid|inexist|inconnu)|no such user|no mailbox here/i,
    'l’adresse du destinataire n’existe pas',
  ],
  [
    /spam|blacklist|blocked|refus|reject|denied|policy/i,
    'le serveur du destinataire refuse nos messages',
  ],
];

/** Why a mail of ours came back, in words, with the code where there is one (MAIL-6). */
export function bounceReason(report: string): string {
  const code =
    /^status\s*:\s*([245]\.\d{1,3}\.\d{1,3})/im.exec(report)?.[1] ??
    /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(report)?.[1];
  const byCode = meanings.find(([pattern]) => code !== undefined && pattern.test(code))?.[1];
  const meaning =
    byCode ??
    phrases.find(([pattern]) => pattern.test(report))?.[1] ??
    'le serveur du destinataire l’a renvoyé';
  return `Non remis : ${meaning}${code ? ` (${code})` : ''}.`;
}
