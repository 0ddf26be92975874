import type { CategorySign } from './category-sign.ts';

type GraveCategory =
  | 'suicide'
  | 'vif'
  | 'vss'
  | 'mineur'
  | 'disparition'
  | 'radical'
  | 'harcel'
  | 'illicite'
  | 'haine';

/** Signs of what is done to people. */
export const graveSigns: Readonly<Record<GraveCategory, readonly CategorySign[]>> = {
  suicide: [
    [3, 'idées noires', 'idees noires', 'envie @de disparaitre', 'plus la force @de vivre'],
    [2, 'médocs', 'medocs'],
  ],
  vif: [
    [
      4,
      'mon mari me tape',
      '@partner ..3 @me|l|la|le|@nous ..1 @hit|gifle|gifler|poussee|insulte|menace|menasse|humilie|rabaisse|battu|battue',
      '@partner|pere ..2 @hit|gifle|gifler ?@mon|@un|les ..1 @family|copine',
      '@stranger ..2 @hit ..1 @mon|@un femme|compagne|epouse|conjointe',
      'se fait|faire ..1 @hit',
      '@partner|pere|papa ..2 est ..2 violent|violente',
      '@partner ..3 @a|m|ma ..2 @hit|gifle|gifler|gifles|battue|poussee|insulte|menace|coup|coups',
      'gifle|gifles|coup|coups ..4 @partner',
      '@partner ..6 gifle|gifles|claque|claques|coup|coups',
      '@partner ..4 @kill',
      '@partner ..3 @me|m ..1 insulte|bouscule|bousculee|humilie|rabaisse|surveille|isole|controle',
      'violence|violences|coups|menaces ..4 @partner',
      'victime|subis|subit ..2 violence|violences ..6 @partner',
    ],
    [
      4,
      'violences conjugales',
      'violence|violences conjugale|conjugales|intrafamiliale|intrafamiliales|familiales|domestiques',
    ],
    [3, 'ex conjoint', 'ex conjoint|conjointe|mari|compagnon|copain|femme|epoux|concubin|petit'],
    [
      3,
      'ordonnance de protection',
      'ordonnance @de protection',
      'telephone grave danger',
      'bracelet anti rapprochement',
      'femme|femmes battue|battues',
    ],
    [2, 'peur de mon ex', 'peur @de ..1 @partner|lui'],
    [2, 'quitter mon mari', 'quitter|fuir ..3 @partner'],
  ],
  vss: [
    [
      4,
      'viol',
      '=viol|=viols|=violeur|=viole|=violee|=violer|=violes|=violait',
      'abuse|abuser|abusee|abusait @de|sexuellement',
      'force|forcee|forcer|contrainte ..3 rapport|rapports|coucher',
    ],
    [
      4,
      'agression sexuelle',
      'agression|agressions|agressee|agresse|violence|violences|abus|harcelement ..1 sexuel|sexuelle|sexuelles|sexuellement',
    ],
    [4, 'attouchements', 'attouchement|attouchements'],
    [3, 'exhibition', 'exhibe|exhibition|exhibitionniste', 'masturbe|masturbait|masturber'],
    [
      3,
      'il m’a touchée',
      'touche|toucher|tripote|tripoter|caresse ..2 fesses|seins|cuisse|sexe|intime',
      'proposition|propositions sexuelle|sexuelles',
      'main|mains aux|au|sur fesses|fesse|seins|cuisse|cuisses',
    ],
    [2, 'sexuel', 'sexuel|sexuelle|sexuelles|sexuels'],
  ],
  mineur: [
    [
      4,
      'enfant battu',
      '@child ..4 battu|battue|battus|batu|maltraite|maltraitee|maltraites|maltraiter',
      'maltraitance|maltraitances ..2 @child',
      'maltraite|maltraitent|@hit ?@mon|@un|les|leur|leurs|sur @child',
      'pere|mere|parents|parent|voisins|voisin ..2 @hit|maltraite|maltraitent ..2 @child',
      '@child ..9 @hit ..4 par ..1 pere|mere|parents|beau',
      'traces|trace|signes|cas @de ..1 maltraitance|maltraitances',
      '@child ..12 maltraitance|maltraitances',
    ],
    [
      4,
      'enfant en danger',
      '@child ..2 en danger',
      'enfance en danger|maltraitee',
      'eleve ..6 bleus|coups|hematomes',
      '@child ..6 bleus|hematomes|coups',
    ],
    [
      3,
      'enfant laissé seul',
      '@child ..6 seul|seule|seuls ..2 nuit|maison|journee',
      '@child ..5 neglige|negligee|affame',
    ],
    [
      3,
      'son père la frappe',
      'pere|mere|parents ..2 la|le|les|l ..1 @hit ..2 avec|ceinture',
      'ceinture ..6 ans',
    ],
    [2, 'l’enfant pleure', '@child ..3 pleure|pleurs|crie|hurle|hurler'],
  ],
  disparition: [
    [
      4,
      'disparu',
      '@child|@family|@partner|ami|amie|oncle|tante|grand|voisin|voisine|personne|resident|residente|cousin|cousine|monsieur|madame ..9 @a ..1 disparu|disparue|disparut',
      'porte|portee|porter disparu|disparue',
      'disparition inquietante',
      'disparition @de ..1 @mon ..1 @family|@partner|@child|ami|amie',
    ],
    [4, 'fugue', 'fugue|fugues|fuguer|fuguee', 'enfui|enfuie ..3 maison|foyer|hopital'],
    [
      4,
      'pas rentré',
      '@family|@partner|@child|ami|amie|oncle|tante|voisin|grand ..6 ?ne|n ?@est ..1 @pas ..2 rentre|rentree|rentrer|revenu|revenue',
    ],
    [
      3,
      'plus de nouvelles',
      'plus|aucune|pas|sans ?@de nouvelle|nouvelles @de|d ..2 @family|@partner|@child|ami|amie|lui|elle',
    ],
    [2, 'introuvable', 'introuvable|introuvables'],
  ],
  radical: [
    [4, 'radicalisé', 'radicalis*', 'radicalisation'],
    [3, 'djihad', 'djiad|djihad|jihad|djihadiste|djihadistes|jihadiste|jiad'],
    [3, 'daesh', 'daesh|daech|dech|etat islamique', 'salafiste|salafistes|salafisme|proselytisme'],
    [
      2,
      'attentat',
      'attentat|attentats',
      'terroriste|terroristes',
      'parti|partir|revenu ..1 en syrie',
    ],
  ],
  harcel: [
    [3, 'harcèlement', 'harcel*', 'harsel*', 'arcelement|harselement|harclement', 'cyberharcel*'],
    [
      3,
      'il me menace',
      'menace|menacer|menasse|menacent|menacee ?@de ..2 publier|diffuser|mort|me|moi',
      '@me|m|@nous ..1 menace|menacer|menasse|menacent|menacee',
      'menace|menaces @de mort',
      'tu vas ..1 le payer',
    ],
    [2, 'menaces', 'menace|menaces|intimidation|intimidations'],
    [
      2,
      'appels malveillants',
      'appels malveillants',
      'appel|appels ..2 par jour',
      'numero masque',
      'insulte|insultes|insulter|insultent',
    ],
    [
      3,
      'chantage',
      'chantage',
      'photo|photos|video|videos ..1 intime|intimes|nue|nues|nu',
      'revenge porn',
    ],
    [2, 'faux compte à mon nom', 'faux compte|profil|facebook|instagram ..3 nom|photo'],
  ],
  illicite: [
    [4, 'pédopornographie', 'pedoporno*', 'pedophile|pedophiles|pedophilie|pedopornographie'],
    [
      3,
      'contenu illicite',
      'contenu|contenus|site|sites|compte|propos ..2 illicite|illicites|illegal|illegaux|haineux|haineuse|choquant',
    ],
    [
      3,
      'vidéo choquante',
      'video|videos|images|image ..2 choquante|choquantes|violente|torture|enfant|enfants|decapitation',
    ],
    [4, 'apologie du terrorisme', 'apologie ..2 terrorisme|terroriste|crime|nazisme'],
    [4, 'PHAROS', 'pharos|faros'],
    [3, 'appel à la haine', 'appel|appels|incitation|incite ..2 haine|violence|meurtre'],
  ],
  haine: [
    [
      4,
      'raciste',
      'insulte|insultes|insulter|propos|injure|injures|acte|actes|agression|traite|traiter ..5 raciste|racistes|homophobe|homophobes|antisemite|antisemites|transphobe|islamophobe',
    ],
    [
      3,
      'discrimination',
      'raciste|racistes|racisme|homophobe|homophobes|homophobie|antisemite|antisemitisme|transphobe',
      'discrimin*',
    ],
    [
      3,
      'couleur de peau',
      'couleur @de peau',
      'sale arabe|noir|juif|blanc|pd|gouine|negre',
      'croix gamee',
      'cause @de ..1 @mon|ma origine|origines|religion|nom|handicap|voile|orientation|accent',
    ],
  ],
};
