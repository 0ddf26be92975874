import type { CategoryKey } from '@vigie/shared/triage/categories';
import type { Story } from './story.ts';

/** Dangers, distress, and people of whom nobody knows where they are or where they drift. */
export const dangerStories = {
  urgence: {
    cases: [
      {
        by: 'woman',
        danger: true,
        subjects: ['Mon ex est devant chez moi, il menace', 'Au secours', 'Il est devant ma porte'],
        tale: [
          'Au secours, mon ex est devant chez moi et il défonce la porte.',
          'Je suis au {rue} à {ville}, deuxième étage.',
          "Je n'ose pas téléphoner parce qu'il m'entendrait.",
        ],
      },
      {
        by: 'woman',
        danger: true,
        subjects: ["Quelqu'un est entré", 'Aidez-moi vite', 'Intrusion en ce moment'],
        tale: [
          "On entre chez moi, j'entends marcher au rez-de-chaussée.",
          'Je suis cachée dans la salle de bain avec mon téléphone.',
          "C'est au {rue}, à {ville}.",
        ],
      },
      {
        danger: true,
        subjects: ['Il a un couteau', 'Urgent urgent', 'Bagarre avec une arme'],
        tale: [
          'Il a un couteau et il crie sur tout le monde dans le hall.',
          "C'est au {rue} à {ville}, entrée B.",
          "Il y a des enfants qui rentrent de l'école.",
        ],
      },
      {
        by: 'woman',
        danger: true,
        subjects: ['Aidez moi', 'Il va me tuer', 'svp vite'],
        tale: [
          "Il va me tuer s'il voit que j'écris, aidez-moi vite.",
          'Je suis enfermée dans la chambre, {rue}, {ville}.',
          'Les petits dorment à côté.',
        ],
      },
      {
        danger: true,
        subjects: ['Mon père ne répond plus', 'Vite', 'Un homme à terre'],
        tale: [
          'Mon père est tombé et il ne respire plus, je ne sais pas quoi faire.',
          'Nous sommes au {rue} à {ville}.',
          "Je n'arrive pas à joindre quelqu'un au téléphone.",
        ],
      },
    ],
    details: [
      "Je n'ai presque plus de batterie.",
      "Il fait nuit et la lumière de l'escalier ne marche pas.",
      'La dernière fois il est resté deux heures.',
      'Le digicode est le 45B12.',
      'Ma sœur {prenom} est avec moi.',
      'Il porte une veste noire et une casquette.',
    ],
    asks: ["Envoyez quelqu'un.", 'Dites-moi ce que je dois faire.', "Venez s'il vous plaît."],
  },
  suicide: {
    cases: [
      {
        danger: true,
        subjects: ['Je ne veux plus vivre', 'Adieu', 'Fatigué de tout'],
        tale: [
          "Je veux en finir, je n'en peux plus.",
          "Je voulais juste que quelqu'un le sache.",
          "Depuis {duree} je ne dors plus et plus rien n'a de sens.",
        ],
      },
      {
        by: 'man',
        danger: true,
        subjects: ['Désolé', 'Pour ma famille', "C'est trop dur"],
        tale: [
          "J'ai pris des médicaments, beaucoup, il y a une demi-heure.",
          "J'habite seul au {rue} à {ville}.",
          'Dites à ma fille que je suis désolé.',
        ],
      },
      {
        danger: true,
        subjects: ['Mon frère', 'Message inquiétant de mon ami', 'Il va faire une bêtise'],
        tale: [
          "Mon frère {prenom_h} vient de m'écrire : je vais sauter, pardon.",
          'Il est sur le toit de son immeuble, {rue} à {ville}.',
          'Je suis à trois cents kilomètres et je ne peux rien faire.',
        ],
      },
      {
        by: 'man',
        danger: true,
        subjects: ["J'abandonne", 'Plus la force', 'A qui lira'],
        tale: [
          "Ce soir je vais me pendre, j'ai tout préparé.",
          "J'ai perdu mon travail et ma femme est partie.",
          "Je n'attends rien de vous, je ne sais même pas pourquoi j'écris.",
        ],
      },
    ],
    details: [
      'Je suis suivi par un médecin mais je ne lui dis plus rien.',
      "Personne ne s'en rendra compte avant lundi.",
      "J'ai {age} ans.",
      'Mon chien est chez la gardienne.',
      "J'ai écrit une lettre, elle est sur la table.",
    ],
    asks: ['Voilà.', "Est-ce que quelqu'un peut m'appeler ?", 'Pardon de vous déranger.'],
  },
  disparition: {
    cases: [
      {
        danger: true,
        subjects: ["Ma fille n'est pas rentrée", 'Ma fille de {age} ans a disparu'],
        tale: [
          "Ma fille n'est pas rentrée du collège et son téléphone est éteint.",
          '{prenom} a {age} ans, un manteau bleu et un sac gris.',
          "Ses amies ne l'ont pas vue depuis 17 h.",
        ],
      },
      {
        subjects: ['Mon père âgé a disparu', "Disparition d'une personne âgée"],
        tale: [
          'Mon père, 81 ans, a disparu de sa résidence à {ville} depuis {jour}.',
          'Il est désorienté et ne connaît plus son adresse.',
          'Le personnel a cherché dans le quartier sans résultat.',
        ],
      },
      {
        subjects: ['Sans nouvelles de mon frère', 'Disparition inquiétante'],
        tale: [
          'Mon frère {prenom_h} a disparu, nous sommes sans nouvelles depuis {jour}.',
          "Son employeur ne l'a pas vu et sa voiture est restée au {rue}.",
          'Cela ne lui ressemble pas du tout.',
        ],
      },
    ],
    details: [
      "J'ai appelé tous les hôpitaux du coin.",
      "J'ai une photo récente que je peux vous envoyer.",
      "Il n'a pas pris son traitement.",
      "Son compte n'a pas bougé.",
    ],
    asks: [
      'Que dois-je faire ?',
      'Où faut-il déclarer la disparition ?',
      'Combien de temps attendre ?',
    ],
  },
  radical: {
    cases: [
      {
        by: 'woman',
        subjects: ['Mon fils se radicalise', 'Inquiétude, radicalisation'],
        tale: [
          'Je crains que mon fils de 17 ans se soit radicalisé, il ne regarde plus que des vidéos de djihad.',
          'Il a coupé les ponts avec ses amis et refuse de manger avec nous.',
          'Je suis sa mère et je ne sais plus quoi faire.',
        ],
      },
      {
        subjects: ["Propos inquiétants d'un collègue", 'Signalement radicalisation'],
        tale: [
          "Un collègue radicalisé fait l'éloge des attentats à la pause.",
          '{jour} il a dit que des gens allaient payer.',
          "Plusieurs personnes l'ont entendu.",
        ],
      },
      {
        danger: true,
        subjects: ['Menace de mort sur un forum', "Il parle de passer à l'acte"],
        tale: [
          'Un garçon de mon lycée a écrit sur un salon de jeu : je vais tous les buter demain.',
          "Il dit qu'il a une arme de son oncle et il parle de djihad.",
          'Je joins la capture, le lycée est à {ville}.',
        ],
      },
    ],
    details: [
      'Il passe ses nuits sur des messageries.',
      "Je ne veux pas qu'il sache que j'ai écrit.",
      'Cela a commencé il y a {duree}.',
    ],
    asks: ['Qui peut nous aider ?', 'Que dois-je faire de ces messages ?'],
  },
} as const satisfies Partial<Record<CategoryKey, Story>>;
