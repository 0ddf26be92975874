import type { CategoryKey } from '@vigie/shared/triage/categories';
import type { Story } from './story.ts';

/** Papers, fines, and what was lost or found. */
export const paperStories = {
  procu: {
    cases: [
      {
        subjects: ['Procuration élections : où me présenter ?', 'Procuration, où aller'],
        tale: [
          "J'ai fait ma demande de procuration en ligne et je dois la faire valider.",
          'Je travaille de 8 h à 19 h à {ville}.',
          'Je ne sais pas quel commissariat est ouvert le soir.',
        ],
      },
      {
        subjects: ['Procuration : justificatif demandé', "Procuration, pièce d'identité périmée"],
        tale: [
          "Puis-je établir une procuration avec une carte d'identité périmée ?",
          "La nouvelle n'arrivera pas avant le vote.",
          "J'ai aussi un permis récent.",
        ],
      },
      {
        subjects: ['Procuration pour ma mère', 'Procuration à domicile'],
        tale: [
          'Ma mère, 88 ans, ne peut pas se déplacer et voudrait voter par procuration.',
          'Son médecin peut faire un certificat.',
          'Elle habite {rue} à {ville}.',
        ],
      },
    ],
    details: [
      'La référence commence par la lettre A.',
      'Mon mandataire vote dans une autre commune.',
    ],
    asks: ['Comment procéder ?', 'Quels sont vos horaires ?', "Jusqu'à quand est-ce possible ?"],
  },
  amende: {
    cases: [
      {
        by: 'man',
        subjects: ['Contester une amende', 'Amende reçue par erreur'],
        tale: [
          "J'ai reçu une amende de 135 € pour un stationnement à {ville} où je ne suis jamais allé.",
          'Ma {voiture} est immatriculée {plaque}.',
          "Ce jour-là j'étais à mon travail.",
        ],
      },
      {
        subjects: ['Véhicule à la fourrière', 'Fourrière, où est ma voiture ?'],
        tale: [
          "Ma {voiture} n'est plus à sa place, je pense qu'elle est à la fourrière.",
          'Elle était garée {rue} depuis {jour}.',
          'La plaque est {plaque}.',
        ],
      },
      {
        subjects: ["Radar, je n'étais pas au volant", 'Avis de radar'],
        tale: [
          "J'ai reçu un avis de radar mais ce n'est pas moi qui conduisais.",
          "J'ai vendu la voiture il y a {duree}.",
          "J'ai gardé le certificat de cession.",
        ],
      },
      {
        subjects: ['Véhicule épave dans ma résidence', 'Stationnement gênant, fourrière'],
        tale: [
          'Une {voiture} abandonnée bloque une place de la résidence, peut-on la mettre en fourrière ?',
          'Les pneus sont à plat et la plaque est {plaque}.',
          "Le syndic dit que c'est à la police.",
        ],
      },
    ],
    details: [
      "Je n'ai reçu que la majoration.",
      "L'avis mentionne une autre couleur de voiture.",
      'Je conteste depuis {duree} sans réponse.',
    ],
    asks: [
      'Comment contester ?',
      'À quelle adresse dois-je écrire ?',
      'Que dois-je payer en attendant ?',
    ],
  },
  perdu: {
    cases: [
      {
        subjects: ['Objet trouvé gare St-Jean', 'Portefeuille trouvé'],
        tale: [
          "J'ai trouvé un portefeuille {jour} à la gare de {ville}, avec des papiers au nom d'une dame.",
          "Je ne veux pas le laisser n'importe où.",
          "Il y a aussi un peu d'argent.",
        ],
      },
      {
        subjects: ['Clés perdues', 'Trousseau perdu'],
        tale: [
          "J'ai perdu mes clés {jour} entre la {rue} et le marché.",
          'Il y a un porte-clés rouge en forme de maison.',
          "Quelqu'un vous les a peut-être rapportées.",
        ],
      },
      {
        subjects: ['Sac oublié dans le tram', 'Perte de papiers'],
        tale: [
          "J'ai perdu tous mes papiers, mon sac est resté dans le tram vers {heure}.",
          "Le transporteur n'a rien retrouvé.",
          'Il y avait ma carte vitale et un carnet.',
        ],
      },
      {
        subjects: ['Doudou perdu', 'Objets perdus, parc'],
        tale: [
          'Ma fille de 4 ans a perdu son doudou lapin dans le parc de {ville}.',
          "Je sais que ce n'est pas une urgence mais elle en est malade.",
          'Avez-vous un service des objets trouvés ?',
        ],
      },
    ],
    details: [
      'Il y a une étiquette avec mon prénom.',
      "J'y suis retourné deux fois.",
      'Une récompense est prévue.',
    ],
    asks: [
      "À qui m'adresser ?",
      'Avez-vous un service des objets trouvés ?',
      'Faut-il faire une déclaration ?',
    ],
  },
  titres: {
    cases: [
      {
        subjects: ['Perte de carte grise', 'Carte grise, duplicata'],
        tale: [
          'Je ne retrouve plus la carte grise de ma {voiture}.',
          'Je dois la vendre la semaine prochaine.',
          'La plaque est {plaque}.',
        ],
      },
      {
        subjects: ['Faux site ANTS, relance', 'Renouvellement de permis'],
        tale: [
          "J'ai demandé le renouvellement de mon permis de conduire et rien n'avance.",
          'Le site affiche la même étape depuis {duree}.',
          'Je conduis pour mon travail.',
        ],
      },
      {
        subjects: ['Passeport pour un voyage', 'Passeport en urgence'],
        tale: [
          'Je pars dans trois semaines et mon passeport est périmé.',
          "Les mairies de {ville} n'ont plus de rendez-vous.",
          "On m'a parlé d'un passeport temporaire.",
        ],
      },
      {
        subjects: ['Points de permis', 'Récupérer mes points'],
        tale: [
          'Je voudrais connaître le nombre de points de mon permis.',
          "Je n'ai plus mon code d'accès.",
          "J'ai fait un stage il y a {duree}.",
        ],
      },
    ],
    details: [
      "J'ai déjà payé les timbres.",
      'Mon adresse a changé.',
      "On me renvoie d'un service à l'autre.",
    ],
    asks: ['Quelle est la démarche ?', 'Où dois-je aller ?', 'Cela se fait-il chez vous ?'],
  },
  etranger: {
    cases: [
      {
        subjects: ['Titre de séjour, rendez-vous', 'Renouvellement de titre de séjour'],
        tale: [
          "Mon titre de séjour expire dans un mois et je n'obtiens pas de rendez-vous.",
          'La préfecture ne répond pas aux messages.',
          "Mon employeur s'inquiète.",
        ],
      },
      {
        by: 'woman',
        subjects: ['Récépissé expiré', 'Récépissé de demande'],
        tale: [
          "Mon récépissé est expiré et je n'ai toujours pas ma carte de séjour.",
          "J'ai déposé ma demande il y a {duree}.",
          'Je suis étudiante à {ville}.',
        ],
      },
      {
        subjects: ["Attestation d'accueil", 'Visa pour mes parents'],
        tale: [
          'Mes parents viennent me voir et je dois savoir quels papiers donner pour leur visa.',
          'Ils resteront trois semaines à {ville}.',
          "J'ai moi-même un titre de séjour de dix ans.",
        ],
      },
    ],
    details: ["J'ai les captures de chaque tentative.", "Mon numéro d'étranger est sur la copie."],
    asks: ["Pouvez-vous m'aider ?", 'À qui dois-je écrire ?'],
  },
} as const satisfies Partial<Record<CategoryKey, Story>>;
