import type { Refusal } from '@vigie/shared/wire/answer';

/** What each fact that refuses a command means, in French, for logs and for other programs. */
const messages: Readonly<Record<Refusal, string>> = {
  'not-found': 'Ce dossier ou cette donnée n’existe pas.',
  'not-allowed': 'Vos droits ne permettent pas cette action.',
  'held-by-other': 'Le dossier est pris par un autre agent.',
  'already-yours': 'Vous tenez déjà ce dossier.',
  'not-held': 'Personne ne tient ce dossier.',
  'stale-token': 'Vous ne tenez plus ce dossier : le jeton de verrou présenté n’est plus le bon.',
  'limit-reached': 'Vous tenez déjà le nombre maximal de dossiers.',
  'nothing-to-claim': 'Aucun dossier à prendre.',
  'wrong-state': 'L’état du dossier ne permet pas cette action.',
  'reply-pending': 'Une réponse est déjà en route pour ce dossier.',
  'reply-gone': 'La réponse est partie ou n’est plus en attente.',
  'same-ticket': 'Un dossier ne se fusionne ni ne se lie avec lui-même.',
  'ticket-merged': 'Le dossier a été fusionné avant l’envoi de ce texte.',
  'mails-left':
    'Chaque dossier garde au moins un courriel du citoyen : choisissez-en une partie seulement.',
  'reason-required': 'Un motif est attendu.',
  'contact-required': 'Pour un danger immédiat, indiquez qui a été appelé et quand.',
  'sender-changed': 'L’expéditeur a changé : confirmez l’adresse avant de répondre.',
  'no-recipient': 'Le dossier n’a pas d’adresse à laquelle répondre.',
  'text-empty': 'Le texte de la réponse est vide.',
  'files-changed': 'Les pièces jointes au brouillon ne sont plus celles de la demande.',
  'file-too-large': 'La pièce jointe est trop grande.',
  'file-infected': 'L’antivirus a reconnu un virus dans cette pièce : elle n’est pas remise.',
  'file-not-scanned': 'L’antivirus ne répond pas : la pièce n’est pas remise. Réessayez.',
  'file-unreadable': 'Cette pièce ne peut pas être lue.',
  'unknown-person': 'Cette personne n’existe pas ou n’est plus en service.',
  'receiver-not-cleared': 'Le destinataire n’est pas habilité à voir ce dossier.',
  'login-taken': 'Cet identifiant est déjà pris.',
  'last-commissioner': 'Le service ne peut pas perdre son dernier commissaire.',
  'holds-tickets': 'Cette personne tient encore des dossiers.',
  'code-needed': 'Un code de l’application d’authentification, ou un code de secours, est attendu.',
  'wrong-code': 'Code incorrect ou déjà utilisé.',
  'passkey-needed': 'Une clé d’accès est enregistrée : c’est avec elle qu’on se connecte.',
  'wrong-passkey': 'Clé d’accès inconnue ou refusée.',
  'passkey-spent':
    'Cette signature par clé d’accès a déjà servi ou a expiré : une signature nouvelle est attendue.',
  'sheet-changed':
    'Ce qui était à signer a changé pendant la signature : rien n’a été signé, une signature nouvelle est attendue.',
  'wrong-signature': 'Mot de passe incorrect : rien n’a été signé.',
  'not-signatory': 'Une autre personne signe pour cette vacation.',
  'same-signatory': 'Deux personnes différentes signent une relève.',
  orphans:
    'Des dossiers tenus n’auraient plus personne après la relève : désignez qui les reprend.',
  'items-left': 'Des points de la passation ne sont pas encore repris.',
  'synthesis-missing': 'La synthèse de l’entrant est attendue avant sa signature.',
  'line-removed':
    'La ligne a été retirée de la feuille ; une ligne encore présente était attendue.',
  'outside-shift': 'Vous n’êtes pas de service à cette heure : confirmez la prise en charge.',
  'rules-broken': 'Les règles du service s’y opposent : une dérogation motivée est attendue.',
  'overlapping-absence': 'Une absence est déjà saisie sur ces dates.',
  'swap-with-oneself': 'On ne permute pas avec soi-même.',
  'not-on-shift': 'Cette personne n’est pas de service sur cette vacation.',
  'on-leave': 'On ne rappelle pas un agent en congé (CA, ARTT ou CET).',
  'unknown-shift': 'Cette vacation n’existe pas : brigade et date attendues.',
  'unknown-team': 'Cette brigade n’existe pas à cette date.',
  'times-crossed': 'La fin précède le début, ou l’heure est hors de la vacation.',
  'in-the-past': 'Cette date est passée : le service accompli ne se réécrit pas.',
  unchanged: 'Rien à changer : il en est déjà ainsi.',
  'bad-setting': 'Un réglage a une valeur impossible.',
  'unknown-mailbox': 'Cette boîte aux lettres n’existe pas ou a été retirée.',
  'mailbox-busy': 'Des réponses attendent encore de partir de cette boîte aux lettres.',
  'mailbox-not-ours':
    'La démonstration n’emploie que ses propres serveurs de courrier : rien ne quitte cette machine.',
  'address-not-allowed':
    'Cette installation ne peut pas appeler cette adresse : son hôte doit figurer dans VIGIE_WEBHOOK_HOSTS.',
  'address-taken': 'Cette adresse est déjà celle d’une boîte aux lettres.',
  'before-the-log': 'La main courante ne remonte pas jusqu’à cet instant.',
  'past-not-ready': 'L’historique se prépare : réessayez dans un instant.',
  'bad-input': 'La demande est mal formée.',
  'signed-out': 'La session est terminée : connectez-vous.',
  'too-many': 'Trop de demandes à la fois : attendez un instant et recommencez.',
  'storage-full': 'Le disque du serveur est plein : rien n’a été enregistré.',
  failed: 'Une erreur du serveur a empêché cette action. Elle a été notée.',
};

/** The sentence for a refusal. */
export function refusalMessage(refusal: Refusal): string {
  return messages[refusal];
}
