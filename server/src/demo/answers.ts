import { categories, type CategoryKey } from '@vigie/shared/triage/categories';
import { happens, pick, type Random } from '@vigie/shared/chance/random';

/** What a simulated colleague decides to write, and what follows. */
export interface Reply {
  readonly text: string;
  readonly then: 'close' | 'wait';
  readonly orientation: CategoryKey | null;
}

const waitShare = 0.12;
const orientShare = 0.25;

/** A plausible answer to a ticket of this category, in the tone of the service: vouvoiement, no promise. */
export function writeReply(random: Random, category: CategoryKey): Reply {
  if (happens(random, waitShare)) {
    return { text: letter(random, pick(random, questions)), then: 'wait', orientation: null };
  }
  const { orientation } = categories[category];
  const orients = orientation.length > 0 && happens(random, orientShare);
  const services = orients
    ? `\n\nLe service compétent :\n${orientation.map((line) => `- ${line}`).join('\n')}`
    : '';
  return {
    text: letter(random, pick(random, advice[category]) + services),
    then: 'close',
    orientation: orients ? category : null,
  };
}

/** A note that colleagues leave each other. */
export function writeNote(random: Random): string {
  return pick(random, notes);
}

/** True when a subject is that of advertising or swindle, as a human sees at a glance. */
export function looksLikeSpam(subject: string): boolean {
  return /félicitations|référencement|prêt entre particuliers|panneaux solaires/i.test(subject);
}

function letter(random: Random, matter: string): string {
  return `${pick(random, openings)}\n\n${matter}\n\n${pick(random, endings)}`;
}

const openings = [
  'Madame, Monsieur,\n\nVotre message a retenu toute notre attention.',
  'Madame, Monsieur,\n\nNous faisons suite à votre message.',
  'Bonjour,\n\nMerci d’avoir pris le temps de nous écrire.',
  'Madame, Monsieur,\n\nNous avons bien lu votre message et comprenons votre inquiétude.',
] as const;

const endings = [
  'Nous restons à votre disposition pour toute précision.',
  'Si la situation devait changer, n’hésitez pas à répondre à ce message. En cas d’urgence, composez le 17.',
  'Veuillez agréer, Madame, Monsieur, nos salutations distinguées.',
  'Bien à vous.',
] as const;

const questions = [
  'Afin de vous orienter au mieux, pourriez-vous nous préciser la date et le lieu des faits ?',
  'Pourriez-vous nous indiquer votre commune de résidence et si l’auteur vous est connu ?',
  'Avez-vous déjà effectué une démarche à ce sujet ? Si oui, merci de nous en donner la date et le service.',
  'Pourriez-vous nous transmettre une copie du document que vous mentionnez ?',
] as const;

const notes = [
  'Appelé le commissariat local, en attente de leur retour.',
  'Même fait que le dossier de ce matin, je vérifie.',
  'La personne a été jointe par téléphone, elle est en sécurité.',
  'Fiche « plainte en ligne » utilisée, à relire si relance.',
  'Second message attendu avec les captures.',
] as const;

const danger = [
  'Si vous êtes en danger ou témoin d’un danger, composez immédiatement le 17 ou le 112. Si vous ne pouvez pas parler, envoyez un SMS au 114. Les services de secours de votre secteur ont été avisés à partir des éléments de votre message.',
] as const;

/** What is said about each category; facts that change stand in the orientations, not here. */
const advice: Readonly<Record<CategoryKey, readonly string[]>> = {
  urgence: danger,
  suicide: [
    'Ce que vous traversez est grave et vous n’êtes pas seul. Des professionnels vous écoutent jour et nuit au 3114 ; en cas de danger immédiat, composez le 15 ou le 112.',
  ],
  vif: [
    'Les faits que vous décrivez sont punis par la loi. Vous pouvez être reçue, accompagnée et conseillée, même sans déposer plainte aujourd’hui. Conservez vos certificats et vos photographies hors du domicile.',
    'Votre sécurité et celle de vos enfants passent avant tout. Un correspondant spécialisé de votre département peut vous recevoir à l’heure et au lieu qui vous conviennent.',
  ],
  vss: [
    'Vous avez bien fait de nous écrire. Vous pouvez être entendue par une personne formée, accompagnée de qui vous voulez. Si les faits sont récents, évitez de laver vos vêtements.',
  ],
  mineur: [
    'Toute inquiétude pour un enfant peut être signalée au 119, gratuit et confidentiel, jour et nuit. Votre signalement a été transmis au service compétent.',
  ],
  disparition: [
    'Toute disparition qui vous inquiète peut être déclarée sans délai dans le commissariat le plus proche, muni d’une photographie récente et de la description des vêtements.',
  ],
  radical: [
    'Un numéro gratuit permet aux proches d’être écoutés et conseillés par des professionnels, en toute confidentialité. Conservez les messages que vous mentionnez.',
  ],
  harcel: [
    'Le harcèlement est un délit. Conservez les messages, les captures d’écran et les dates, ne répondez pas à l’auteur, et présentez-vous au commissariat de votre choix pour déposer plainte.',
    'Nous vous conseillons de signaler les comptes à la plateforme et d’informer l’établissement par écrit. Une plainte peut être déposée dans tout commissariat.',
  ],
  escroq: [
    'La plainte pour escroquerie sur internet peut être déposée en ligne, sans vous déplacer. Préparez les échanges, l’annonce et la preuve du paiement, et prévenez votre banque sans attendre.',
    'Votre banque doit être avisée au plus vite afin de tenter un rappel des fonds. La plainte en ligne vous délivrera un récépissé que vous pourrez lui remettre.',
  ],
  cb: [
    'Après avoir fait opposition, vous pouvez signaler ces paiements en ligne. Le récépissé obtenu peut être présenté à votre banque pour votre demande de remboursement.',
  ],
  cyber: [
    'Changez depuis un autre appareil les mots de passe de votre messagerie et de vos comptes, activez la double vérification, et conservez les messages reçus. Ne payez aucune rançon.',
    'Une assistance en ligne vous guide pas à pas selon votre situation et vous met en relation avec un policier si nécessaire.',
  ],
  illicite: [
    'Ce contenu peut être signalé en ligne de façon anonyme. N’en conservez pas de copie et ne le partagez pas, même pour le dénoncer.',
  ],
  phishing: [
    'Il s’agit d’une tentative d’hameçonnage. Ne cliquez pas, ne répondez pas, et supprimez le message après l’avoir signalé. Si vous avez communiqué des coordonnées bancaires, prévenez votre banque.',
  ],
  biens: [
    'Si l’auteur vous est inconnu, vous pouvez déposer plainte en ligne et choisir un rendez-vous pour la signer. Munissez-vous des factures et, le cas échéant, des numéros de série.',
    'Votre assurance demande en général un dépôt de plainte sous quelques jours. La démarche en ligne vous fera gagner du temps.',
  ],
  stups: [
    'Votre signalement est précieux. Indiquez les horaires, les lieux et les immatriculations sur la plateforme prévue à cet effet, de manière anonyme si vous le souhaitez, et ne prenez aucun risque.',
  ],
  bruit: [
    'Lorsque le tapage est en cours, composez le 17. Un courrier au syndic ou au bailleur, puis une conciliation, permettent souvent de régler durablement la situation.',
  ],
  haine: [
    'Les propos que vous rapportez peuvent constituer un délit aggravé. Vous pouvez déposer plainte dans tout commissariat ; le témoignage de la personne présente sera utile.',
  ],
  igpn: [
    'Vous pouvez saisir l’inspection générale de la police nationale par sa plateforme en ligne. Votre demande sera examinée par un service indépendant du commissariat concerné.',
  ],
  animaux: [
    'La mairie de la commune est compétente pour les animaux errants ou dangereux. En cas de danger immédiat, composez le 17.',
  ],
  suivi: [
    'Les informations sur une procédure sont données par le service enquêteur indiqué sur votre récépissé. Vous pouvez lui écrire en rappelant votre numéro de procès-verbal.',
  ],
  zone_gn: [
    'Votre commune relève de la gendarmerie nationale, dont la brigade numérique répond jour et nuit à vos questions.',
  ],
  otv: [
    'L’inscription à l’opération tranquillité vacances est gratuite et se fait en ligne ou au commissariat, si possible deux semaines avant votre départ.',
  ],
  procu: [
    'Après votre demande en ligne, présentez-vous dans n’importe quel commissariat avec votre pièce d’identité et la référence de la demande. La validation prend quelques minutes.',
  ],
  amende: [
    'La contestation se fait en ligne, sans paiement préalable dans la plupart des cas. Joignez les justificatifs en votre possession et conservez l’accusé d’enregistrement.',
  ],
  perdu: [
    'Les objets trouvés sont remis au service municipal de la commune. Pour des papiers d’identité, une déclaration de perte suffit lors de la demande de renouvellement.',
  ],
  titres: [
    'Cette démarche se fait uniquement en ligne sur le site officiel, qui indique aussi l’avancement de votre dossier. Méfiez-vous des sites payants qui l’imitent.',
  ],
  etranger: [
    'Les titres de séjour relèvent de la préfecture de votre domicile. Votre demande peut être suivie en ligne, et une attestation de prolongation peut y être téléchargée.',
  ],
  recrut: [
    'Nous vous remercions de votre intérêt. Les conditions, les dates des concours et les coordonnées de la délégation de votre région figurent sur le site de recrutement.',
  ],
  regles: [
    'La fiche officielle à jour sur ce sujet est consultable en ligne. Votre mairie peut la compléter, car certaines règles dépendent d’un arrêté municipal.',
  ],
  autre: [
    'Votre demande ne relève pas directement de notre service, mais nous vous remercions de votre confiance.',
    'Nous transmettons votre message aux collègues concernés.',
  ],
};
