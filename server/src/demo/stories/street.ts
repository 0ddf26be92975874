import type { CategoryKey } from '@vigie/shared/triage/categories';
import type { Story } from './story.ts';

/** Thefts, nuisances and the daily life of streets, and complaints about the police. */
export const streetStories = {
  biens: {
    cases: [
      {
        subjects: ['Vol de vélo', 'Vol de vélo, suites'],
        tale: [
          "On m'a volé mon vélo électrique {jour} devant la gare de {ville}.",
          "L'antivol était coupé par terre.",
          "Il valait {montant} et je l'avais fait graver.",
        ],
      },
      {
        subjects: ['Cambriolage', 'Cambriolage pendant notre absence'],
        tale: [
          'Nous avons été cambriolés {jour}, au {rue}.',
          'Ils sont passés par la fenêtre de la cuisine et ont pris des bijoux et un ordinateur.',
          "Nous n'avons rien touché.",
        ],
      },
      {
        subjects: ['Voiture vandalisée', 'Rétroviseurs cassés'],
        tale: [
          'Ma {voiture} a été dégradée cette nuit, vitre brisée et rétroviseur arraché.',
          'Trois autres véhicules de la {rue} sont dans le même état.',
          'Mon assurance demande un dépôt de plainte.',
        ],
      },
      {
        subjects: ['Vol de téléphone dans le métro', 'Téléphone volé'],
        tale: [
          "On m'a volé mon téléphone dans le métro vers {heure}.",
          'Je le vois encore sur la carte, à {ville}.',
          "J'ai le numéro de série.",
        ],
      },
      {
        subjects: ['Comment déposer une pré-plainte ?', 'Pré-plainte en ligne, cave'],
        tale: [
          'Notre cave a été fracturée et des outils ont été volés pour {montant}.',
          "C'est la troisième fois en {duree} dans la résidence.",
          'Je voudrais porter plainte sans perdre une journée.',
        ],
      },
      {
        subjects: ['Tags sur la façade', 'Dégradations dans le hall'],
        tale: [
          'Le hall de notre immeuble a été dégradé {jour}, boîtes aux lettres arrachées et tags.',
          'Je suis membre du conseil syndical, {rue} à {ville}.',
          'Une caméra du magasin voisin a peut-être filmé.',
        ],
      },
    ],
    details: [
      "J'ai les factures.",
      'Un passant a vu deux jeunes partir en courant.',
      "L'assurance me laisse cinq jours.",
      "Je suis passé à l'accueil mais il y avait trois heures d'attente.",
      "Je ne connais pas l'auteur.",
      'La porte ne ferme plus depuis.',
    ],
    asks: [
      'Puis-je porter plainte en ligne ?',
      'Quel délai ai-je pour le faire ?',
      'Faut-il prendre rendez-vous ?',
      'Quels documents dois-je apporter ?',
    ],
  },
  stups: {
    cases: [
      {
        subjects: ['Signalement drogue hall', 'Point de deal en bas de chez moi'],
        tale: [
          'Il y a un point de deal dans le hall du {rue}, tous les jours à partir de {heure}.',
          "Les habitants n'osent plus sortir les poubelles le soir.",
          "Ils cachent la drogue dans les gaines d'eau.",
        ],
      },
      {
        subjects: ['Rodéos urbains', 'Rodéos de motos tous les soirs'],
        tale: [
          'Des rodéos de motos ont lieu chaque soir {rue} à {ville}.',
          "Ils roulent sur les trottoirs, sans casque, devant l'école.",
          'Un enfant a failli être renversé {jour}.',
        ],
      },
      {
        subjects: ['Trafic de stupéfiants sur le parking', 'Deal devant le collège'],
        tale: [
          "Un trafic de stupéfiants s'est installé devant le collège de mon fils à {ville}.",
          'Une {voiture} grise vient tous les jours vers {heure}.',
          "J'ai relevé la plaque {plaque}.",
        ],
      },
      {
        subjects: ["Odeur de cannabis dans l'immeuble", 'Appartement suspect'],
        tale: [
          "Je pense qu'on cultive du cannabis dans l'appartement en dessous du mien.",
          "Les volets sont toujours fermés et l'odeur monte jusqu'au quatrième.",
          'Il y a du passage toute la nuit.',
        ],
      },
    ],
    details: [
      'Je souhaite rester anonyme.',
      'Les guetteurs changent toutes les deux heures.',
      'La mairie a été prévenue plusieurs fois.',
      'Cela dure depuis {duree}.',
      'Les plus jeunes ont 13 ou 14 ans.',
    ],
    asks: [
      'Que pouvez-vous faire ?',
      'Mon nom va-t-il apparaître ?',
      'À qui transmettre les horaires et les plaques ?',
    ],
  },
  bruit: {
    cases: [
      {
        subjects: ['Tapage nocturne récurrent', 'Tapage, voisin du dessus'],
        tale: [
          'Je subis du tapage nocturne de mon voisin du dessus, trois nuits par semaine.',
          "Musique et cris jusqu'à {heure}, au {rue}.",
          'Le dialogue ne donne rien.',
        ],
      },
      {
        subjects: ["Bruit d'un bar", 'Terrasse bruyante'],
        tale: [
          'Le bruit du bar sous mes fenêtres est insupportable le week-end.',
          "La terrasse reste ouverte bien après l'heure permise.",
          "J'ai un enfant de {age} ans qui ne dort plus.",
        ],
      },
      {
        subjects: ['Chien qui aboie toute la journée', 'Aboiements, tapage diurne'],
        tale: [
          "Le chien de mes voisins aboie du matin au soir, c'est un vrai tapage.",
          'Ils partent travailler à 7 h et rentrent à 19 h.',
          'Je travaille de chez moi.',
        ],
      },
      {
        subjects: ['Travaux la nuit', 'Chantier bruyant à 5 h'],
        tale: [
          'Un chantier de la {rue} commence à 5 h du matin et le bruit réveille tout le quartier.',
          "Le chef de chantier dit qu'il a une autorisation.",
          'Cela dure depuis {duree}.',
        ],
      },
    ],
    details: [
      "J'ai tenu un journal des nuits.",
      "D'autres locataires sont prêts à témoigner.",
      'Le bailleur a envoyé deux courriers.',
      "J'ai des enregistrements.",
    ],
    asks: [
      'Quelles démarches puis-je faire ?',
      'Qui dois-je appeler quand cela recommence ?',
      'Peut-on les verbaliser ?',
    ],
  },
  haine: {
    cases: [
      {
        subjects: ['Propos racistes', 'Insultes racistes dans le bus'],
        tale: [
          "J'ai subi des insultes racistes {jour} dans le bus à {ville}.",
          "Le conducteur a tout entendu et n'a rien dit.",
          "Une passagère m'a laissé son numéro.",
        ],
      },
      {
        by: 'man',
        subjects: ['Agression homophobe', 'Insultes homophobes'],
        tale: [
          'Mon ami et moi avons reçu des insultes homophobes et des crachats {jour}.',
          "C'était {rue}, vers {heure}.",
          'Nous pouvons décrire les trois hommes.',
        ],
      },
      {
        by: 'woman',
        subjects: ['Refus de location, discrimination', "Discriminée à l'entrée"],
        tale: [
          "Je pense avoir été discriminée, on m'a refusé un logement à cause de mon nom.",
          "Une amie a appelé ensuite et l'appartement était libre.",
          "J'ai les messages de l'agence.",
        ],
      },
    ],
    details: [
      "Ce n'est pas la première fois.",
      "J'en suis encore très secoué.",
      "J'ai noté l'heure et la ligne.",
    ],
    asks: ['Puis-je déposer plainte ?', 'Existe-t-il un service pour cela ?'],
  },
  igpn: {
    cases: [
      {
        subjects: ['Refus de plainte au commissariat', 'On a refusé ma plainte'],
        tale: [
          "J'ai subi un refus de plainte {jour} au commissariat de {ville}.",
          "On m'a dit de revenir avec plus de preuves.",
          "Je croyais que c'était un droit.",
        ],
      },
      {
        subjects: ['Contrôle abusif', 'Réclamation sur un contrôle'],
        tale: [
          "Je souhaite saisir l'IGPN après un contrôle que je trouve abusif, {rue}.",
          "L'agent m'a tutoyé et a jeté mon sac par terre.",
          "J'ai relevé son numéro RIO.",
        ],
      },
      {
        subjects: ["Comportement d'un policier", "Saisir l'IGPN"],
        tale: [
          "Je veux signaler le comportement d'un policier à l'IGPN.",
          'Mon fils de 16 ans a été plaqué au sol {jour} sans raison.',
          'Un passant a filmé la scène.',
        ],
      },
    ],
    details: [
      'Je ne suis pas contre la police, au contraire.',
      "L'accueil était plein ce jour-là.",
      'Je voudrais simplement une explication.',
    ],
    asks: ['Comment faire une réclamation ?', 'Quel recours ai-je ?'],
  },
  animaux: {
    cases: [
      {
        subjects: ['Chien dangereux en liberté', 'Chien dangereux'],
        tale: [
          'Un chien dangereux est laissé en liberté {rue} à {ville}.',
          'Il a mordu un autre animal {jour}.',
          'Son maître refuse la muselière.',
        ],
      },
      {
        subjects: ["Maltraitance d'un animal", 'Chat et chien abandonnés'],
        tale: [
          'Je voudrais signaler une maltraitance animale, un chien reste attaché sur un balcon.',
          "Il n'a ni eau ni abri depuis {jour}.",
          'On voit ses côtes depuis la rue.',
        ],
      },
      {
        subjects: ['Sanglier dans la résidence', 'Animal errant'],
        tale: [
          'Plusieurs animaux errants tournent dans le parc de la résidence, dont un gros chien sans collier.',
          "Les enfants n'y vont plus.",
          'La fourrière animale ne répond pas.',
        ],
      },
    ],
    details: ["J'ai une photo.", "D'autres habitants sont inquiets.", 'Le refuge est complet.'],
    asks: ['Qui est compétent ?', 'Que risque le propriétaire ?'],
  },
} as const satisfies Partial<Record<CategoryKey, Story>>;
