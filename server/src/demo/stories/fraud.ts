import type { CategoryKey } from '@vigie/shared/triage/categories';
import type { Story } from './story.ts';

/** Frauds, break-ins of accounts and what circulates online. */
export const fraudStories = {
  escroq: {
    cases: [
      {
        subjects: ['Arnaque colis, {petit}', 'Arnaque au colis'],
        tale: [
          "J'ai été victime d'une arnaque en payant {petit} pour un colis qui n'existe pas.",
          'Le site ressemblait en tout point à celui du transporteur.',
          "J'ai compris {jour} en voyant un second paiement.",
        ],
      },
      {
        subjects: ['Escroquerie Leboncoin', 'Vendeur disparu après paiement'],
        tale: [
          "J'ai été victime d'une escroquerie sur {site} en achetant une console à {montant}.",
          'Le vendeur a supprimé son annonce dès que le virement est parti.',
          "J'ai son RIB et son numéro, le {tel}.",
        ],
      },
      {
        by: 'man',
        subjects: ['Faux conseiller bancaire, {montant} débités', 'Arnaque au faux conseiller'],
        tale: [
          "J'ai été escroqué par un faux conseiller bancaire qui m'a fait valider {montant} de virements.",
          'Il connaissait mon nom, mon agence et mes dernières opérations.',
          'La banque refuse de rembourser.',
        ],
      },
      {
        subjects: ['Fausse location de vacances', 'Location inexistante'],
        tale: [
          "Nous avons versé {montant} d'acompte pour une maison qui n'existe pas, c'est une escroquerie.",
          "Arrivés sur place, le propriétaire n'avait jamais mis d'annonce.",
          "L'annonce était sur {site}.",
        ],
      },
      {
        subjects: ['Arnaque aux sentiments', 'Ma mère se fait escroquer'],
        tale: [
          'Ma mère se fait escroquer par un homme rencontré sur internet, elle lui a envoyé {montant}.',
          'Il se dit militaire en mission et demande toujours plus.',
          'Elle refuse de nous croire.',
        ],
      },
      {
        subjects: ['Placement frauduleux', 'Escroquerie aux cryptomonnaies'],
        tale: [
          "J'ai placé {montant} sur une plateforme et je ne peux plus rien retirer, je pense à une arnaque.",
          'Mon gestionnaire ne répond plus depuis {jour}.',
          "On me demande maintenant des frais pour débloquer l'argent.",
        ],
      },
    ],
    details: [
      "J'ai gardé les échanges et la preuve du virement.",
      "Le compte qui a reçu l'argent est à l'étranger.",
      "L'annonce est toujours visible sous un autre nom.",
      "D'autres personnes racontent la même chose sur un forum.",
      "J'ai honte de m'être laissé prendre.",
      'La banque me demande un récépissé.',
    ],
    asks: [
      'Comment déposer plainte pour escroquerie ?',
      'Ai-je une chance de revoir mon argent ?',
      'Dois-je me déplacer ou peut-on le faire en ligne ?',
    ],
  },
  cb: {
    cases: [
      {
        subjects: ['Débits inconnus sur mon compte', 'Fraude à la carte bancaire'],
        tale: [
          "J'ai des débits inconnus sur ma carte bleue pour {montant}.",
          "Je suis toujours en possession de ma carte et je n'ai rien validé.",
          'Les achats ont été faits {jour} sur un site de billets.',
        ],
      },
      {
        subjects: ['Carte bleue piratée', "Paiements que je n'ai pas faits"],
        tale: [
          'Ma carte bleue a été utilisée trois fois à mon insu, pour {petit} à chaque fois.',
          "La banque l'a mise en opposition {jour}.",
          'Elle me demande de faire une déclaration chez vous.',
        ],
      },
      {
        subjects: ['Carte copiée au distributeur', 'Retraits frauduleux'],
        tale: [
          'Ma carte bancaire a été copiée dans un distributeur, rue du marché à {ville}.',
          "Deux retraits de {petit} ont été faits à l'étranger.",
          "Je n'ai pas quitté {ville} de la semaine.",
        ],
      },
      {
        subjects: ['Abonnement prélevé sans accord', 'Prélèvements de carte inconnus'],
        tale: [
          'Un site prélève {petit} par mois sur ma carte bancaire sans mon accord.',
          'Je ne retrouve aucun contrat à ce nom.',
          'Cela dure depuis {duree}.',
        ],
      },
    ],
    details: [
      "L'opposition a été faite le jour même.",
      'Ma conseillère parle de Perceval mais je ne trouve pas.',
      "J'ai la liste des opérations.",
      "Je n'ai donné mon code à personne.",
    ],
    asks: [
      'Où dois-je signaler cette fraude ?',
      'Faut-il une plainte pour être remboursé ?',
      'Le signalement en ligne suffit-il ?',
    ],
  },
  cyber: {
    cases: [
      {
        subjects: ['Mon compte a été piraté', 'Boîte mail piratée'],
        tale: [
          "Ma messagerie a été piratée et tous mes contacts reçoivent des demandes d'argent.",
          'Le mot de passe et le numéro de secours ont été changés {jour}.',
          'Je ne peux plus rien récupérer.',
        ],
      },
      {
        subjects: ['Usurpation de mon identité sur Leboncoin', 'On se fait passer pour moi'],
        tale: [
          "Quelqu'un a piraté mon compte et vend des téléphones avec mon nom et mes photos sur {site}.",
          "Deux acheteurs m'ont déjà contacté pour se plaindre.",
          "J'ai signalé l'annonce mais elle est toujours en ligne.",
        ],
      },
      {
        subjects: ['Ordinateur bloqué, demande de rançon', 'Rançongiciel'],
        tale: [
          "L'ordinateur de notre association affiche une demande de rançon de {montant}.",
          'Tous nos fichiers sont illisibles depuis {jour}.',
          'Nous avons débranché le réseau.',
        ],
      },
      {
        subjects: ['Chantage à la webcam', 'On me demande des bitcoins'],
        tale: [
          "J'ai reçu un message disant que mon ordinateur est piraté et qu'on m'a filmé.",
          'On demande {montant} en bitcoins sous deux jours.',
          'Un de mes anciens mots de passe est dans le message.',
        ],
      },
      {
        subjects: ['Compte Instagram hacké', 'Réseau social piraté'],
        tale: [
          'Le compte Instagram de ma boutique a été hacké {jour}.',
          'Le pirate publie de la publicité et écrit à mes clients.',
          "J'ai {duree} de travail sur ce compte.",
        ],
      },
    ],
    details: [
      "J'ai changé tous mes autres mots de passe.",
      "Je n'ai pas payé.",
      "Mon fils s'y connaît un peu mais il ne trouve pas.",
      "L'assistance de la plateforme ne répond pas.",
      "J'ai gardé une copie de l'écran.",
    ],
    asks: [
      'Dois-je venir déposer plainte ?',
      "Qui peut m'aider à récupérer mes accès ?",
      'Que faut-il faire en premier ?',
    ],
  },
  illicite: {
    cases: [
      {
        subjects: ['Vidéo choquante en ligne', 'Signaler une vidéo'],
        tale: [
          "Je voudrais signaler une vidéo choquante où l'on voit quelqu'un se faire humilier.",
          'Elle circule sur {site} depuis {jour} avec des milliers de vues.',
          'Mon fils est tombé dessus.',
        ],
      },
      {
        subjects: ['Appels à la haine sur un réseau', 'Commentaires haineux'],
        tale: [
          'Une page publie des appels à la haine contre un quartier de {ville}.',
          'Les commentaires donnent même une adresse.',
          "J'ai signalé à la plateforme sans effet.",
        ],
      },
      {
        by: 'man',
        subjects: ['Contenu pédopornographique', "Image d'enfant à signaler"],
        tale: [
          'Je suis tombé sur un site de pédopornographie en cherchant un film.',
          "Je n'ai rien téléchargé et j'ai fermé la page aussitôt.",
          "J'ai noté l'adresse du site.",
        ],
      },
    ],
    details: [
      'Je ne mets pas le lien ici mais je peux vous le donner.',
      "L'auteur a plusieurs comptes.",
      "Beaucoup d'adolescents suivent cette page.",
    ],
    asks: ['Où faut-il signaler ce contenu ?', 'Est-ce que je risque quelque chose ?'],
  },
  phishing: {
    cases: [
      {
        subjects: ['Faux SMS colis', 'SMS suspect'],
        tale: [
          "J'ai reçu un faux SMS d'un transporteur me demandant {petit} de frais.",
          "Je n'ai pas cliqué.",
          'Le numéro est le {tel}.',
        ],
      },
      {
        subjects: ["Faux site Crit'Air", "Hameçonnage Crit'Air"],
        tale: [
          "J'ai reçu un courriel d'hameçonnage pour une vignette Crit'Air à {petit}.",
          "Le site imite l'administration avec un drapeau.",
          'Plusieurs collègues ont reçu le même.',
        ],
      },
      {
        subjects: ['Faux mail de la police', 'Convocation suspecte'],
        tale: [
          "J'ai reçu un mail frauduleux qui se présente comme une convocation de la police.",
          "On me demande de répondre sous 48 heures avec ma pièce d'identité.",
          "L'adresse finit par gmail.",
        ],
      },
      {
        subjects: ["Tentative d'hameçonnage Ameli", "Faux mail de l'assurance maladie"],
        tale: [
          "Je reçois sans cesse des faux SMS de l'assurance maladie pour renouveler ma carte.",
          "Cette fois j'ai commencé à remplir la page avant de douter.",
          "Je n'ai pas donné de numéro de compte.",
        ],
      },
    ],
    details: [
      "Je vous joins une capture d'écran.",
      'Ma grand-mère a failli tomber dans le piège.',
      'Le lien finit par un nom bizarre.',
      "J'en reçois deux ou trois par semaine.",
    ],
    asks: [
      'Où peut-on signaler ces messages ?',
      "Que faire si j'ai cliqué ?",
      'Est-ce bien vous qui avez envoyé ce message ?',
    ],
  },
} as const satisfies Partial<Record<CategoryKey, Story>>;
