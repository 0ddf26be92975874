import type { CategoryKey } from '@vigie/shared/triage/categories';
import type { Story } from './story.ts';

/** Procedures and questions. */
export const questionStories = {
  suivi: {
    cases: [
      {
        subjects: ['Où en est ma plainte ?', 'Suivi de plainte {pv}'],
        tale: [
          'Je voudrais savoir où en est ma plainte n° {pv}.',
          'Elle a été enregistrée il y a {duree} à {ville}.',
          "Personne ne m'a rappelé depuis.",
        ],
      },
      {
        subjects: ['Copie de mon procès-verbal', 'PV {pv}, copie'],
        tale: [
          "J'ai besoin d'une copie de ma plainte, n° PV {pv}, pour mon assurance.",
          "Le récépissé a été mouillé et n'est plus lisible.",
          "L'assureur attend ce document avant lundi.",
        ],
      },
      {
        subjects: ['Compléter ma plainte', 'Ajout à ma plainte {pv}'],
        tale: [
          'Je souhaite ajouter des éléments à ma plainte n° {pv}.',
          "J'ai retrouvé le nom d'un témoin.",
          'Je ne sais pas quel enquêteur suit le dossier.',
        ],
      },
      {
        subjects: ['Retirer ma plainte', 'Ma plainte, désistement'],
        tale: [
          'Je voudrais retirer ma plainte n° {pv} car nous nous sommes arrangés.',
          "L'autre personne a remboursé la réparation.",
          "Je n'ai pas encore eu d'audition.",
        ],
      },
    ],
    details: [
      'Le numéro indiqué sur le récépissé sonne dans le vide.',
      'Mon avocat me pose la question.',
      "J'ai déménagé depuis, mon adresse a changé.",
    ],
    asks: [
      "À qui dois-je m'adresser ?",
      'Quel est le service enquêteur ?',
      'Quel est le délai habituel ?',
    ],
  },
  zone_gn: {
    cases: [
      {
        subjects: ['Question pour mon village', 'Gendarmerie fermée'],
        tale: [
          "J'habite un village où la gendarmerie n'ouvre que le mardi.",
          'On ne sait pas à qui signaler les cambriolages de granges.',
          'Le code postal est le 38460.',
        ],
      },
      {
        subjects: ['Patrouilles dans notre village', 'Vitesse dans le village'],
        tale: [
          'Les voitures traversent notre village à toute vitesse et les gendarmes ne passent plus.',
          'Le maire nous dit de vous écrire.',
          'Nous sommes dans le 26, code postal 26340.',
        ],
      },
      {
        subjects: [
          'Êtes-vous compétents en gendarmerie ?',
          'Rendez-vous à la brigade de gendarmerie',
        ],
        tale: [
          'Je cherche à joindre la brigade de gendarmerie de mon secteur pour un rendez-vous.',
          "Le site m'a renvoyé vers vous.",
          'Mon village est à vingt kilomètres de {ville}.',
        ],
      },
    ],
    details: [
      'Nous sommes trois cents habitants.',
      'Le réseau passe mal chez nous.',
      'La mairie est fermée ce jour.',
    ],
    asks: ['Vers qui dois-je me tourner ?', 'Est-ce vous qui êtes compétents ?'],
  },
  otv: {
    cases: [
      {
        subjects: ['Opération tranquillité vacances', 'OTV, inscription'],
        tale: [
          'Nous partons en vacances du 20 au 30 décembre et voudrions faire surveiller la maison.',
          'Nous habitons {rue} à {ville}.',
          'Une voisine a les clés.',
        ],
      },
      {
        by: 'man',
        subjects: ['Absence deux semaines, OTV', 'Surveillance de domicile'],
        tale: [
          "Je souhaite m'inscrire à l'opération tranquillité vacances.",
          'Je serai absent deux semaines à partir de samedi.',
          'Il y a une alarme reliée à mon téléphone.',
        ],
      },
      {
        by: 'woman',
        subjects: ['Retour anticipé, OTV', 'Modifier mon inscription OTV'],
        tale: [
          "Je suis inscrite à l'OTV mais je rentre de vacances plus tôt que prévu.",
          'Je serai là dès {jour_futur}.',
          'Je ne voudrais pas être prise pour une intruse.',
        ],
      },
    ],
    details: [
      'Le courrier sera relevé par mon frère.',
      "La maison est au fond d'une impasse.",
      "C'est la première fois que nous le demandons.",
    ],
    asks: [
      'Comment faut-il faire ?',
      'Est-ce gratuit ?',
      "Combien de temps avant faut-il s'inscrire ?",
    ],
  },
  recrut: {
    cases: [
      {
        subjects: ['Devenir policier adjoint', 'Policier adjoint, conditions'],
        tale: [
          "J'ai 19 ans et je voudrais devenir policier adjoint.",
          'Je suis en première année de droit à {ville}.',
          'Je fais du sport quatre fois par semaine.',
        ],
      },
      {
        subjects: ['Concours de gardien de la paix', 'Prochain concours'],
        tale: [
          'Je souhaite préparer le concours de gardien de la paix.',
          "J'ai le bac et {duree} d'expérience dans la sécurité.",
          'Je porte des lunettes.',
        ],
      },
      {
        subjects: ['Stage de troisième', "Stage d'observation"],
        tale: [
          'Mon fils {prenom_h} rêve de devenir policier et cherche un stage de troisième.',
          'Ce serait la semaine du 14 décembre.',
          'Il est très sérieux.',
        ],
      },
      {
        by: 'man',
        subjects: ['Réserve opérationnelle', 'Recrutement, réserve'],
        tale: [
          "J'aimerais rejoindre la réserve de la police, où en est le recrutement ?",
          "J'ai 42 ans et je suis infirmier.",
          'Je suis libre deux week-ends par mois.',
        ],
      },
    ],
    details: [
      "J'ai déjà participé à une réunion d'information.",
      'Mes parents me soutiennent.',
      'Je peux changer de région.',
    ],
    asks: [
      'Quelles sont les conditions ?',
      'Quand ont lieu les épreuves ?',
      'Comment se préparer ?',
    ],
  },
  regles: {
    cases: [
      {
        subjects: ['Ai-je le droit de filmer ma rue ?', 'Caméra sur mon balcon'],
        tale: [
          "Ai-je le droit d'installer une caméra qui filme un bout de trottoir ?",
          "C'est pour protéger mon entrée, {rue}.",
          "Mes voisins ne sont pas d'accord entre eux.",
        ],
      },
      {
        subjects: ['Trottinette et casque', 'Réglementation trottinettes'],
        tale: [
          'Je voudrais connaître la réglementation des trottinettes électriques.',
          'Mon fils de {age} ans en voudrait une.',
          'Je lis tout et son contraire.',
        ],
      },
      {
        subjects: ['Vide-grenier, autorisation', 'Fête de quartier'],
        tale: [
          'Nous organisons une fête de quartier {rue} et je voudrais savoir quelle autorisation demander.',
          'Nous attendons quatre-vingts personnes.',
          'Il y aura une petite scène.',
        ],
      },
      {
        subjects: [
          'Attestation à faire légaliser',
          'Ai-je le droit de sortir mon enfant du territoire ?',
        ],
        tale: [
          "J'ai besoin d'une attestation pour que mon fils parte à l'étranger avec sa tante.",
          'Le départ est prévu fin décembre.',
          "Le père est d'accord.",
        ],
      },
      {
        subjects: ["Feux d'artifice", "Ai-je le droit de tirer un feu d'artifice ?"],
        tale: [
          "Ai-je le droit de tirer un feu d'artifice dans mon jardin pour un mariage ?",
          'La maison est à {ville}, assez isolée.',
          "Les pompiers m'ont dit de vous demander.",
        ],
      },
    ],
    details: [
      "J'ai cherché sur internet sans trouver.",
      'La mairie ne savait pas non plus.',
      "C'est pour le mois prochain.",
    ],
    asks: ['Que dit la loi ?', 'Pouvez-vous me renseigner ?'],
  },
  autre: {
    cases: [
      {
        by: 'woman',
        subjects: ['Remerciements', 'Un grand merci'],
        tale: [
          "Je tenais à remercier l'équipe qui m'a aidée {jour} à {ville}.",
          'Ils ont été patients et très humains.',
          'Cela fait du bien.',
        ],
      },
      {
        subjects: ['Nid de guêpes', 'Lampadaire en panne'],
        tale: [
          "Le lampadaire de la {rue} ne s'allume plus depuis {jour}.",
          'Je ne sais pas à qui le dire.',
          'Le trottoir est très sombre le soir.',
        ],
      },
      {
        subjects: ['Exposé de mon fils', 'Interview pour un exposé'],
        tale: [
          'Ma classe de CM2 prépare un exposé sur votre métier.',
          'Les enfants ont écrit douze questions.',
          'Je peux vous les envoyer quand vous voulez.',
        ],
      },
      {
        subjects: ['Suggestion', "Horaires d'ouverture"],
        tale: [
          "Quels sont les horaires de l'accueil de {ville} pendant les fêtes ?",
          'Le site ne les donne pas.',
          'Je viens de loin.',
        ],
      },
    ],
    details: [
      "Bonne continuation à toute l'équipe.",
      "Ce n'est pas pressé.",
      'Vous pouvez transmettre à qui de droit.',
    ],
    asks: ['Merci de votre lecture.', 'Pouvez-vous me répondre quand vous aurez le temps ?'],
  },
} as const satisfies Partial<Record<CategoryKey, Story>>;
