import { plain } from './spelling.ts';

/**
 * Words that look or sound like a sign misspelt and are none: they are taken as they stand. Found by
 * holding the dictionary against the danger rules; "je vais me rendre" is no "je vais me pendre".
 */
export const realWords: ReadonlySet<string> = new Set(
  `
  rendre prendre vendre tendre fendre perdre pondre peindre cendre gendre défendre dépendre
  sauver sauve sauvé courir mûrir nourrir pourrir mourra mouroir
  recours discours parcours concours séjours secouru secourue secourus secourir secoué secouer secoua
  soigne soignes soigner signe signes signer saine saines daigne baigne peigne
  fâché fâchée fâcher fâches lâche lâché lâchée lâcher gâché gâchée gâcher taché tachée tache hache haché
  vache sachet sachets cachot cracher crache mâche mâcher cocher
  étrange étranges étranger étrangers étrangère étrangères adresse adresser adressé adressée adresses
  vole voler volé volée volés volent voile voiles voilé violet violette volet volets
  manteau manteaux coûteux coût coûts coûte coûter sable sobre sacre achète acheter cachette manchette
  devenir prévenir retenir devenu devenue prévenu prévenue retenu retenue devient deviens retient retiens
  prévient préviens revend vend centre ventre rendu
  explorer exposer expose exposé étage étages orage orages ménage ménages massages
  manger ranger danser changer langer odieux radieux dieux tombe tombes
  dénonce dénoncer infirme informé informée attestation armée armées âme amie larme larmes
  rêver lever livre livres vitre vitres vibrer
  entent entant caisse caisses classe classes cause causer chasse chasser
  poste postes perte pertes carte cartes page pages sans cens sens
  piège pièges cours court cour
  beaucoup tête têtes demain aime aimer quelle quelles quels pont ponts chercher était étais étaient sais sait
  conseil conseils conseiller partout métro retraite retraites selon mois parle parlé parler parlent collège collèges
  trois amis amies entreprise entreprises publie publier gare gares terrain terrains résidence résidences dimanche
  dimanches témoin témoins maître contacter contacté connecter part pars partie parties parti serai sera venir alors
  sorte sortes ville villes vient même mêmes boîte boîtes mosquée code codes facture factures sent font cela ceux celle
  savoir savait demander demandé filme filmé filmer soi soit presse pressé avait avoir avant acheteur vendeur traîne
  dernière dernières dernier manque manquer vin vins sonne sonner sonnette décédé décédée plaque plaques droits saisis
  saisie baisser bloquer bloqué donne donner donné votre vos visage visages décaler bon bonne bonnes bons matin matins
  tante tantes tour tours table tables temps tard lors leur leurs lundi mardi mercredi jeudi vendredi samedi semaine
  minute minutes seconde second soirée soir soirs nuitée mairie mari mariage marier marche marché marcher courrier
  courriers accusé accuse accusation image imagine message messager personnel personnelle immeuble immeubles meuble
  meubles bureau bureaux bâtiment ascenseur escalier couloir trottoir parking place placer plage poubelle quartier
  dehors dedans dessus dessous devoir devrait devrais pouvoir pourrait pourrais vouloir faudrait faudra serait serais
  aurait aurais autre autres ancien ancienne assez aussi aucun aucune après auprès autour avocat banc barre
  bientôt café camion chaque chaise chemin cheveux choix chose choses ciel clair clef coin comment compris comprendre
  conduite conduire contrat couleur cuir cuisine cycle date débat début débute débuter décision définir délai départ
  dernièrement dossier douche doux drone écran effet effort église élève employé emploi encore endroit enfin ensemble
  ensuite entier envers équipe erreur espace espère est-ce étude euro euros événement exemple expert facile façon fête
  feuille feuilles fixe fleur fond forme formulaire formation frais gauche général gestion grave gros groupe haut herbe
  hiver homme hôpital hôtel idée jardin jaune joindre journal journée lampe langue large lettre lettres lieu ligne
  lumière lunettes machine magasin maire malade manière masque matière mauvais médecin meilleur membre merci mètre
  montre montrer motif moyen musée musique nature noir nombre nouveau numéro objet odeur ordre oreille page paquet
  parcelle pareil pays pièce pied pierre pluie plan plat poids poser poste prêt preuve prière problème produit projet
  public quai rapport rapports recette réponse repas reste retard réunion robe route saison salle samu sable santé
  service seul seule siège signature silence simple site société soin solution sortie source sport station suite
  sujet sûr système tableau taille télé tempête tenir texte ticket timbre titre toit toujours train travail travaux
  trottinette usage usine vague valeur vent verre vers vert vieux village visite voie voilà voix volant voyage vrai
  `
    .trim()
    .split(/\s+/)
    .map(plain),
);
