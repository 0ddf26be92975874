/** Sentences that fit any matter and any category: what people add when they write at length. */
export const anySentences: readonly string[] = [
  "J'ai d'abord hésité à vous écrire, et puis mon entourage m'a dit que c'était mieux ainsi.",
  "J'ai appelé un premier standard où l'on m'a fait patienter très longtemps avant que la ligne coupe.",
  "Une personne m'a ensuite conseillé de passer par cette adresse, en me disant que vous répondiez assez vite.",
  "Je précise que j'habite {ville} depuis {duree} et que je n'ai jamais eu affaire à vos services.",
  'Je travaille en horaires décalés, ce qui ne facilite pas les démarches en journée.',
  "Je ne suis pas très à l'aise avec l'informatique et j'ai fait de mon mieux.",
  "C'est ma belle-sœur {prenom} qui m'aide à taper ce message.",
  "J'ai relu deux fois la page de votre site sans trouver la réponse à ma question.",
  'Autour de moi chacun me dit quelque chose de différent, et je ne sais plus qui croire.',
  "Je peux vous envoyer d'autres éléments si cela vous est utile, j'ai tout classé par date.",
  "Je reste joignable au {tel}, de préférence en fin d'après-midi.",
  "Je vous prie de m'excuser pour la longueur de ce message, mais je voulais tout dire en une fois.",
  "Pour reprendre depuis le début, tout a commencé il y a {duree}, sans que je m'en rende vraiment compte.",
  "Sur le moment je n'y ai pas accordé d'importance, et avec le recul je me dis que j'aurais dû réagir.",
  "Le lendemain matin, j'en ai parlé à mon responsable, qui m'a laissé la matinée pour m'en occuper.",
  "J'ai pris des notes au fur et à mesure pour ne rien oublier le jour où on me le demanderait.",
  "Mes proches pensent que cela ne sert à rien, moi je crois qu'il faut toujours essayer.",
  "J'ai envoyé un courrier recommandé, il est revenu avec la mention que le destinataire était inconnu.",
  'Nous en avons discuté à la réunion de copropriété, où plusieurs personnes ont raconté la même chose.',
  'Je me suis rendu sur place vers {heure}, mais le bureau venait de fermer.',
  "À l'accueil, la dame a été très aimable et m'a noté votre adresse sur un bout de feuille.",
  "Je ne cherche pas à créer d'histoires, je voudrais seulement savoir ce qu'il convient de faire.",
  "Si je me trompe d'interlocuteur, merci de bien vouloir m'indiquer le bon.",
  'Cela peut paraître peu de chose vu de votre côté, mais pour nous cela prend beaucoup de place.',
  "J'en dors mal et je voudrais tourner la page rapidement.",
  'Mes horaires me permettent de me déplacer le mercredi après-midi et le samedi matin.',
  "Un ami qui connaît un peu le droit m'a dit qu'il existait un texte là-dessus, sans pouvoir me le citer.",
  "J'ai gardé une copie de tout ce que j'ai envoyé jusqu'ici, y compris les accusés de réception.",
  "Je sais bien que vous recevez énormément de demandes et que la mienne n'est pas la plus grave.",
  'Le plus difficile est de ne pas savoir combien de temps tout cela va durer.',
  "Nous avons déjà connu une situation semblable il y a quelques années, qui s'était bien terminée.",
  'Je vous écris depuis mon téléphone, pardonnez les fautes éventuelles.',
  'Si besoin, ma fille {prenom} peut vous répondre à ma place, elle est au courant de tout.',
  "Je n'attends pas de miracle, juste une réponse claire que je pourrai montrer autour de moi.",
  "Pour votre information, j'ai aussi écrit au médiateur de la ville, qui m'a renvoyé vers vous.",
  "Il me semble que la situation s'est un peu calmée ces derniers jours, mais je préfère prévenir.",
  "J'ajoute que plusieurs habitants de l'immeuble sont prêts à écrire dans le même sens.",
  "Je comprends que vous ne puissiez pas tout dire par écrit, et je m'en remets à vous.",
];

export const salutations: readonly string[] = [
  'Bonjour,',
  'Bonjour,',
  'Bonjour Madame, Monsieur,',
  'Madame, Monsieur,',
  'Bonsoir,',
  'Bonjour à vous,',
];

export const closings: readonly string[] = [
  "Merci d'avance.",
  "Merci d'avance pour votre réponse.",
  'Cordialement,',
  'Bien cordialement,',
  "Dans l'attente de votre réponse, je vous prie d'agréer mes salutations.",
  'Merci.',
  'Bonne journée,',
  'Je vous remercie par avance de votre aide.',
];

/** How those begin who answer an answer of the service. */
export const followUps: readonly string[] = [
  'Merci beaucoup pour votre réponse rapide.',
  "Merci, mais je n'ai pas bien compris la dernière partie.",
  "J'ai suivi votre conseil et la démarche est bloquée à la deuxième page.",
  "Je vous réponds avec les précisions demandées : c'était {jour}, vers {heure}, {rue}.",
  'Vous trouverez ci-joint le document que vous demandiez.',
  "Depuis votre réponse, il y a du nouveau : cela s'est reproduit {jour}.",
  'Je me permets de vous relancer, le service indiqué ne répond pas.',
  "C'est noté, j'irai sur place {jour_futur}.",
  'Une dernière question : est-ce que je peux me faire accompagner ?',
  'Merci, tout est réglé de mon côté, vous pouvez fermer le dossier.',
];

/** Follow-ups that turn a quiet matter into a danger (MAIL-14). */
export const dangerousFollowUps: readonly string[] = [
  'Il est revenu et il défonce la porte, aidez-moi vite.',
  "J'ai peur pour ma vie, il a une arme et il m'attend en bas.",
  "Votre réponse n'y change rien, je veux en finir.",
];
