import type { CategoryKey } from '@vigie/shared/triage/categories';
import type { Story } from './story.ts';

/** Violence, at home and elsewhere, and harassment. */
export const violenceStories = {
  vif: {
    cases: [
      {
        by: 'woman',
        subjects: [
          'Mon mari me frappe',
          "Besoin d'aide, violences",
          'Je ne sais pas à qui en parler',
        ],
        tale: [
          "Mon mari me tape depuis {duree} et je n'ose en parler à personne.",
          "{jour} il m'a serré le cou devant les enfants.",
          "J'ai pris des photos des bleus.",
        ],
      },
      {
        by: 'woman',
        subjects: ['Ex-conjoint violent, question plainte', 'Violences de mon ex-conjoint'],
        tale: [
          "Mon ex-conjoint m'a frappée {jour} quand je suis venue chercher les enfants.",
          "J'ai un certificat du médecin avec cinq jours.",
          'Il connaît mon adresse et celle de mes parents.',
        ],
      },
      {
        by: 'woman',
        danger: true,
        subjects: ['Ne pas me répondre par téléphone', 'Il surveille mon téléphone'],
        tale: [
          'Je vous écris de mon travail car il lit mes messages à la maison.',
          'Mon compagnon devient de plus en plus violent et il a cassé la porte de la chambre {jour}.',
          "J'ai peur pour les enfants.",
        ],
      },
      {
        by: 'woman',
        danger: true,
        subjects: ['Il me frappe', 'Maintenant, {rue}'],
        tale: [
          'Il est en train de me frapper, il est sorti deux minutes fumer.',
          '{rue} à {ville}, troisième porte.',
          "Je m'appelle {prenom}.",
        ],
      },
      {
        subjects: ['Ma voisine se fait battre', 'Cris et coups chez un couple'],
        tale: [
          "J'entends souvent mon voisin battre sa femme, et {jour} elle avait le visage marqué.",
          "Elle dit qu'elle est tombée mais personne n'y croit.",
          "C'est au {rue}, à {ville}.",
        ],
      },
    ],
    details: [
      "Il contrôle mon argent et je n'ai pas de compte à moi.",
      'Nous avons deux enfants de {age} et 4 ans.',
      "Il s'excuse toujours le lendemain.",
      "Ma mère peut m'héberger quelques jours.",
      "Je n'ai jamais rien signalé jusqu'ici.",
      "Il boit de plus en plus depuis l'été.",
    ],
    asks: [
      'Comment puis-je partir sans perdre mes droits ?',
      'Est-ce que je peux être reçue par une femme ?',
      'Que va-t-il se passer si je viens vous voir ?',
      'Puis-je déposer plainte plus tard ?',
    ],
  },
  vss: {
    cases: [
      {
        by: 'woman',
        subjects: ['Agression sexuelle', "Je voudrais parler de ce qui m'est arrivé"],
        tale: [
          "J'ai subi une agression sexuelle {jour} dans le bus de nuit.",
          "Un homme a mis sa main sous ma jupe et personne n'a bougé.",
          "J'ai gardé mes vêtements dans un sac.",
        ],
      },
      {
        subjects: ['Viol, délai pour porter plainte', 'Question sur la prescription'],
        tale: [
          "J'ai été victime d'un viol il y a plusieurs années, par quelqu'un de ma famille.",
          "Je n'en ai parlé qu'à ma psychologue jusqu'à présent.",
          "J'avais {age} ans au moment des faits.",
        ],
      },
      {
        by: 'woman',
        subjects: ['Attouchements au travail', 'Mon responsable'],
        tale: [
          "Mon responsable m'a imposé des attouchements dans la réserve du magasin.",
          'Une collègue a vécu la même chose avant moi.',
          'La direction me demande de ne pas faire de vagues.',
        ],
      },
      {
        by: 'woman',
        subjects: ['Photos intimes et chantage', 'Il menace de diffuser mes photos'],
        tale: [
          "Un garçon que j'ai quitté menace de publier mes photos intimes, après m'avoir forcée à un rapport.",
          'Il les a déjà envoyées à une amie.',
          "J'ai tous ses messages.",
        ],
      },
    ],
    details: [
      'Je ne veux pas que mes parents soient prévenus.',
      "J'ai vu un médecin le lendemain.",
      "Je connais son prénom et l'endroit où il travaille.",
      "Je n'ai pas réussi à crier.",
      'Depuis je ne sors plus seule.',
    ],
    asks: [
      'Comment cela se passe-t-il si je viens ?',
      'Est-ce trop tard ?',
      "Puis-je venir accompagnée d'une amie ?",
      'Vers qui puis-je me tourner ?',
    ],
  },
  mineur: {
    cases: [
      {
        subjects: ['Enfant battu dans mon immeuble', 'Inquiétude pour un enfant'],
        tale: [
          "Je pense qu'un enfant est battu chez mes voisins du dessus.",
          'Il a {age} ans, il pleure presque tous les soirs et il a des marques sur les bras.',
          "C'est au {rue} à {ville}.",
        ],
      },
      {
        subjects: ['Petite fille laissée seule', 'Enfants seuls la nuit'],
        tale: [
          'Une petite fille maltraitée est laissée seule toute la nuit au {rue}.',
          "Elle m'a dit qu'elle n'avait pas mangé depuis {jour}.",
          'La mère travaille et le beau-père ne rentre pas.',
        ],
      },
      {
        subjects: ["Mon élève m'a confié quelque chose", "Signalement d'une enseignante"],
        tale: [
          "Je suis enseignante et un enfant de ma classe m'a dit être frappé à la ceinture par son père.",
          "L'infirmière de l'école a constaté des traces de maltraitance.",
          "Le directeur est absent jusqu'à jeudi.",
        ],
      },
    ],
    details: [
      "Je préfère rester anonyme si c'est possible.",
      "Il y a aussi un bébé dans l'appartement.",
      "D'autres habitants ont remarqué la même chose.",
      'La famille est arrivée il y a {duree}.',
    ],
    asks: [
      'À qui dois-je le signaler ?',
      "Est-ce que la famille saura que c'est moi ?",
      'Pouvez-vous passer voir ?',
    ],
  },
  harcel: {
    cases: [
      {
        subjects: ['Harcèlement de ma fille au collège', 'Harcèlement scolaire, capture jointe'],
        tale: [
          'Ma fille de {age} ans subit du harcèlement au collège depuis {duree}.',
          "On l'insulte dans un groupe de messages et on cache ses affaires de sport.",
          'Le collège a seulement parlé aux parents.',
        ],
      },
      {
        subjects: ['Harcèlement par téléphone', 'Appels malveillants'],
        tale: [
          "Je suis victime de harcèlement, un numéro inconnu m'appelle trente fois par nuit.",
          'Le {tel} revient souvent et on raccroche quand je réponds.',
          "J'ai changé de forfait et cela continue.",
        ],
      },
      {
        subjects: ['Menaces de mon ancien patron', 'Il me menace par SMS'],
        tale: [
          "Mon ancien patron me menace par SMS parce que j'ai saisi les prud'hommes.",
          "{jour} il a écrit qu'il savait où j'habitais.",
          "J'ai gardé tous les messages.",
        ],
      },
      {
        subjects: ['Cyberharcèlement', 'Insultes et faux compte à mon nom'],
        tale: [
          "Je subis du cyberharcèlement depuis que j'ai quitté une association.",
          'Un faux compte publie des montages de moi avec des insultes.',
          'La plateforme ne répond pas à mes signalements.',
        ],
      },
      {
        subjects: ["Menaces d'un voisin", 'Mon voisin me menace'],
        tale: [
          "Mon voisin me menace à chaque fois que je le croise dans l'escalier, c'est du harcèlement.",
          'Il dit que je le dénonce au syndic.',
          'Le gardien a été témoin {jour}.',
        ],
      },
    ],
    details: [
      'Elle ne veut plus aller en cours le matin.',
      "J'ai bloqué les comptes mais il en crée d'autres.",
      'Cela commence à jouer sur ma santé.',
      "J'ai une dizaine de captures d'écran.",
      'Je sais qui est derrière, sans pouvoir le prouver.',
    ],
    asks: [
      'Puis-je déposer plainte ?',
      'Quelles preuves faut-il garder ?',
      'Que peut faire la police dans ce cas ?',
    ],
  },
} as const satisfies Partial<Record<CategoryKey, Story>>;
