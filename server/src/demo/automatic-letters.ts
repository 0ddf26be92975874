import { newCitizen } from './citizens.ts';
import { Fill } from './fill.ts';
import { blank, type Letter } from './letters.ts';
import type { DeliveredMail } from './letterboxes.ts';
import { pick, type Random } from '@vigie/shared/chance/random';

/** Machine mail as a contact address gets it: absences, newsletters, and mail that could not be delivered. */
export function writeAutomatic(random: Random, received: DeliveredMail | null): Letter {
  if (received === null) return newsletter(random);
  return random.next() < 0.75 ? outOfOffice(random, received) : bounce(random, received);
}

/** Advertising and swindle that no header gives away. */
export function writeSpam(random: Random): Letter {
  const { subject, text } = pick(random, spam);
  const fill = new Fill(random);
  const letter = { ...blank(random, 'spam', newCitizen(random)), attachments: [] };
  return { ...letter, subject: fill.in(subject), text: fill.in(text) };
}

function outOfOffice(random: Random, { to, messageId }: DeliveredMail): Letter {
  const subject = pick(random, [
    'Réponse automatique : absence',
    'Absent du bureau',
    'Message d’absence',
  ]);
  const text =
    'Bonjour,\n\nJe suis absent jusqu’à {jour_futur} et ne consulte pas mes messages.\n\nCeci est une réponse automatique.';
  return {
    ...blank(random, 'automatic', { name: '', address: to }),
    subject,
    text: new Fill(random).in(text),
    headers: { 'Auto-Submitted': 'auto-replied', Precedence: 'bulk' },
    attachments: [],
    inReplyTo: messageId,
    references: messageId,
  };
}

function newsletter(random: Random): Letter {
  const sender = pick(random, senders);
  const { subject, text } = pick(random, newsletters);
  const fill = new Fill(random);
  return {
    ...blank(random, 'automatic', sender),
    subject: fill.in(subject),
    text: fill.in(text),
    headers: {
      'List-Id': `<lettre.${sender.address.slice(sender.address.indexOf('@') + 1)}>`,
      'List-Unsubscribe': `<mailto:desabonnement@${sender.address.slice(sender.address.indexOf('@') + 1)}>`,
      Precedence: 'list',
    },
    attachments: [],
  };
}

/** A report of failed delivery (RFC 3464). */
function bounce(random: Random, { to, messageId }: DeliveredMail): Letter {
  const host = to.slice(to.indexOf('@') + 1);
  return {
    ...blank(random, 'automatic', {
      name: 'Mail Delivery System',
      address: `mailer-daemon@${host}`,
    }),
    subject: 'Undelivered Mail Returned to Sender',
    text: `Votre message à ${to} n’a pas pu être remis : la boîte du destinataire est pleine.`,
    deliveryStatus: [
      `Reporting-MTA: dns; mx.${host}`,
      '',
      `Final-Recipient: rfc822; ${to}`,
      'Action: failed',
      'Status: 5.2.2',
      `Original-Message-ID: ${messageId}`,
    ].join('\r\n'),
    headers: { 'Auto-Submitted': 'auto-replied' },
    attachments: [],
    inReplyTo: messageId,
    references: messageId,
  };
}

const senders = [
  { name: 'Salon de la sécurité', address: 'lettre@salon-securite.example' },
  { name: 'Mairie, lettre d’information', address: 'infos@mairie-info.example' },
  { name: 'Équipements Dumont', address: 'offres@dumont-equipements.example' },
] as const;

const newsletters = [
  {
    subject: 'La lettre de novembre',
    text: 'Au sommaire : le marché de Noël, les travaux de la place, le concert du 12.\n\nSe désabonner : voir en ligne.',
  },
  {
    subject: 'Votre invitation au salon',
    text: 'Trois jours de rencontres à {ville}. Réservez votre badge gratuit avant {jour_futur}.',
  },
  {
    subject: '-30 % sur les gilets',
    text: 'Profitez de nos remises de fin d’année sur tout le catalogue. Livraison offerte dès {petit} d’achat.',
  },
] as const;

const spam = [
  {
    subject: 'FÉLICITATIONS vous avez gagné {montant}',
    text: 'Cher gagnant, votre adresse a été tirée au sort. Répondez avec votre nom et votre RIB pour recevoir {montant}.',
  },
  {
    subject: 'Référencement de votre site',
    text: 'Bonjour, nous pouvons placer votre site en première page en trente jours. Devis gratuit, appelez le {tel}.',
  },
  {
    subject: 'Offre de prêt entre particuliers',
    text: 'Je mets à disposition un prêt de {montant} à 2 % pour toute personne sérieuse. Réponse sous 48 heures.',
  },
  {
    subject: 'Panneaux solaires : votre dossier est éligible',
    text: 'Votre logement à {ville} a droit à une aide exceptionnelle. Plus que trois jours pour en profiter.',
  },
] as const;
