import { statusMeaning, type FailureMeaning } from '@vigie/shared/mail/failure-meaning';

/** What a server's code means, in the words of whoever wrote. */
const meanings: Readonly<Record<FailureMeaning, string>> = {
  'no-such-address': 'l’adresse du destinataire n’existe pas',
  'no-such-domain': 'le domaine du destinataire n’existe pas',
  'mailbox-full': 'la boîte du destinataire est pleine',
  'mailbox-closed': 'la boîte du destinataire est fermée',
  'too-large': 'le message est trop grand pour le destinataire',
  'address-not-carried': 'un serveur ne transporte pas les adresses accentuées',
  'not-accepted': 'le serveur du destinataire refuse nos messages',
  'not-in-time': 'le serveur du destinataire n’a pas répondu à temps',
  unreachable: 'le serveur du destinataire est injoignable',
  'asks-to-wait': 'le serveur du destinataire demandait d’attendre',
  'sign-in-refused': 'le serveur du destinataire refuse nos messages',
};

/** The same, where a server says it in its own words alone. */
const phrases: readonly (readonly [RegExp, FailureMeaning])[] = [
  [/(mailbox|quota|bo[îi]te).{0,40}(full|exceeded|pleine|d[ée]pass)/i, 'mailbox-full'],
  [
    /(user|mailbox|recipient|address|adresse|destinataire).{0,40}(unknown|not found|no such|invalid|inexist|inconnu)|no such user|no mailbox here/i,
    'no-such-address',
  ],
  [/spam|blacklist|blocked|refus|reject|denied|policy/i, 'not-accepted'],
];

/** Why a mail of ours came back, in words, with the code where there is one (MAIL-6). */
export function bounceReason(report: string): string {
  const code =
    /^status\s*:\s*([245]\.\d{1,3}\.\d{1,3})/im.exec(report)?.[1] ??
    /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(report)?.[1];
  const told =
    (code === undefined ? null : statusMeaning(code)) ??
    phrases.find(([pattern]) => pattern.test(report))?.[1];
  const meaning = told ? meanings[told] : 'le serveur du destinataire l’a renvoyé';
  return `Non remis : ${meaning}${code ? ` (${code})` : ''}.`;
}
