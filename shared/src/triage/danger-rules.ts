import type { CategoryKey } from './categories.ts';

/** A sign of danger: a phrase of the table, how people write it, and what it says the mail is about. */
export interface DangerRule {
  /** As the table has it, and as officers are shown it (domain: "Triage and orientation"). */
  readonly phrase: string;
  readonly category: CategoryKey;
  readonly patterns: readonly string[];
  /** Everyday turns that begin like the phrase. Kept few: a missed danger is far worse than a false alarm. */
  readonly except?: readonly string[];
}

/** The phrases that make a ticket P0 (MAIL-14). */
export const dangerRules: readonly DangerRule[] = [
  {
    phrase: 'je vais mourir',
    category: 'urgence',
    patterns: [
      '@je ..1 vais|vai|ve|va|vas|vait ..2 mourir|mouri|crever',
      'on ..1 va|vas ..1 mourir|mouri|crever',
      'nous allons ..1 mourir|crever',
      'en train @de mourir',
      'laisse|laissez|laisser @me|@nous mourir',
    ],
    except: ['@je ..1 @vais ..2 mourir|crever @de rire|ennui|honte|chaud|vieillesse|jalousie'],
  },
  {
    phrase: 'au secours',
    category: 'urgence',
    patterns: ['au|o|aux|a|ho|oh secours', 'secours vite|aidez', 'secours secours'],
    except: ['au|o|aux|a secours populaire|catholique|islamique|routier|alpin'],
  },
  {
    phrase: 'aidez-moi vite',
    category: 'urgence',
    patterns: [
      'aidez|aider|aide|aides|edez|ede @moi ..4 vite|vit|vitte',
      'vite|vit ..1 aidez|aider|aide @moi',
      'venez|vener|vene|viens ..2 vite',
      'vite ..1 venez|vener',
      'envoyez|envoyer|envoi ..3 vite',
      'venez ..1 m|@nous aider|secourir|sauver',
      'sauvez @moi',
    ],
  },
  {
    phrase: 'il est en train de me frapper',
    category: 'urgence',
    patterns: [
      'en train @de|2 @me|@nous|le|la|les|l|te ..1 @hit|@kill',
      'en train @de|2 frapper|tabasser|etrangler|battre|tuer|violer|agresser ..1 @family|@stranger|quelqu',
      '@il|on|y @me|@nous @hit',
      '@je @me fais|fait|fai ..1 frapper|agresser|violer|tabasser|braquer|etrangler',
    ],
    except: ['@il|on @me|@nous tape sur|dans les|l nerfs|oeil|systeme'],
  },
  {
    phrase: 'il va me tuer',
    category: 'urgence',
    patterns: [
      '@va ?de|d ..1 @me|la|le|l|les ..1 @kill',
      'menace|menacer|menasse|menacent|dit ..1 @de @me|la|le|l ..1 tuer|buter|egorger|poignarder',
      '@va ?de|d tuer|buter|poignarder|egorger|etrangler @mon ..1 @family',
    ],
  },
  {
    phrase: 'il va nous tuer',
    category: 'urgence',
    patterns: [
      '@va ?de|d ..1 @nous ..1 @kill',
      '@va ?de|d ..1 tous|tout|tou|ts ..2 @kill',
      'menace|menacer|menasse|menacent ..1 @de @nous|tous ..1 tuer|buter|egorger',
    ],
  },
  {
    phrase: 'il a un couteau',
    category: 'urgence',
    patterns: [
      '@il|on @a @un ..1 @blade',
      '@stranger|@partner|@family ..1 @a @un ..1 @blade',
      '@a sorti|sort|pris|pri|saisi ..1 @un ..1 @blade',
      '@il|@stranger|@partner sort|tient|prend ..1 @un ..1 @blade',
      '@stranger|@partner ..2 avec @un ..1 @blade',
      'menace|menasse|menacer|menacent ..3 avec @un ..1 @blade',
    ],
  },
  {
    phrase: 'il a une arme',
    category: 'urgence',
    patterns: [
      '@il|on @a @un ..1 @gun',
      'homme|mec|gars|type|individu|inconnu|voisin|@partner ..1 @a @un ..1 @gun',
      '@a sorti|sort|pris|pri|saisi ..1 @un ..1 @gun',
      '@il|@stranger|@partner sort|tient|prend|pointe|braque ..1 @un ..1 @gun',
      '@stranger|@partner ..2 avec @un ..1 @gun',
      'menace|menasse|menacer|menacent ..3 avec @un ..1 @gun',
      '@il|@partner|voisin est|es|e|et =arme|=armes|=armer|=armee|=armees',
      'homme|individu|mec|gars|type|voisin ..1 =arme|=armee|=armer|=armes',
      'coup|coups @de feu|feux',
      'tire|tirent ..1 dessus',
      'tire|tirent sur @me|moi|@nous|gens|passants|policiers|quelqu',
      'prise|pris|prises @de|en otage|otages',
    ],
    except: ['@il|on|voisin|@partner ..1 @a @un ..1 @gun @de collection|categorie|service'],
  },
  {
    phrase: 'je suis enfermée',
    category: 'urgence',
    patterns: [
      '@je|on|nous ?@me|se ?nous @suis ..1 enfermee|enfermer|enfermes|sequestree|sequestrer|ligotee',
      '@a|@me ?@a enfermee|enfermer|sequestree|sequestrer ..1 dans|ds|chez|a|et|je',
      '@il|@partner @me|@nous @a ..1 enfermee|enfermer|sequestree|sequestrer',
      '@il|@partner @me|@nous sequestre|enferme',
    ],
    except: ['@je|on|nous ?me ?nous @suis ..1 enfermee dehors'],
  },
  {
    phrase: 'je suis cachée',
    category: 'urgence',
    patterns: ['@je|on|nous ?@me|se ?nous @suis ..1 cachee|cacher|caches|kache|planquee'],
  },
  {
    phrase: 'il défonce la porte',
    category: 'urgence',
    patterns: [
      '@il|on|@stranger|@partner ?@me|@nous defonce|defoncer|defoncent|casse|cassent|enfonce|enfoncent|force|forcent|fracasse @un|ma|notre|mes ..1 @door',
      'en train @de defoncer|defonce|casser|enfoncer|forcer @un|ma|notre|mes ..1 @door',
      'il|elle|@partner @a defonce|defoncer|enfonce @un|ma|notre|mes ..1 @door',
      'essaie|essaye|essaient|essai|tente|veut ?de|d ..1 defoncer|casser|enfoncer|forcer @un|ma|notre|mes ..1 @door',
      'tambourine|tambourinent ..2 @door',
    ],
    except: [
      'il|elle|@partner @a defonce|defoncer|enfonce @un|ma|notre|mes ..1 @door @de ..2 cave|garage|immeuble|voiture|hall|local|cabane',
    ],
  },
  {
    phrase: 'j’ai peur pour ma vie',
    category: 'urgence',
    patterns: [
      'peur|peure|peurs pour|pr|por @mon vie|vi|vies',
      'crains|craint|crain pour|pr|por @mon vie|vi|vies',
      'vie ..1 est|et ..1 en danger',
      '@je|nous|on ..1 @suis|sommes|est en danger',
      'en danger @de mort',
    ],
    except: ['peur|crains pour @mon vie privee|professionnelle|numerique'],
  },
  {
    phrase: 'je saigne',
    category: 'urgence',
    patterns: [
      '@je|@il|on|sa|ca ?@me saigne|saignes|saigner|seigne',
      '@je|@il perd|perds|per|pert ..2 sang',
      'couvert|couverte @de sang',
    ],
  },
  {
    phrase: 'ne respire plus',
    category: 'urgence',
    patterns: [
      'respire|respir|respires ..1 plus|plu|pu|pas|pa',
      'arrive|arrives|peut|peux ..1 plus|pas ?a respirer',
    ],
    except: ['respire|respires plus|pas la|le|l forme|sante|joie|honnetete|intelligence'],
  },
  {
    phrase: 'j’ai pris des médicaments',
    category: 'suicide',
    patterns: [
      '@je ..2 @taken ..5 medicaments|medicament|medocs|medoc|antidepresseurs|tranquillisants|paracetamol|doliprane',
    ],
  },
  {
    phrase: 'j’ai pris des cachets',
    category: 'suicide',
    patterns: [
      '@je ..2 @taken ..5 @pills',
      '@il ..2 avale|avaler|gobe ..4 @pills',
      '@taken toute|tout|tous|trop|plein|boite ..4 @pills',
    ],
  },
  {
    phrase: 'je vais sauter',
    category: 'suicide',
    patterns: [
      '@je @veux ?bientot|maintenant|vraiment|me sauter|saute',
      'point @de sauter',
      '@il @va|veut sauter @de|par|dans|depuis',
    ],
    except: [
      '@je @veux sauter le|la|l|une|un|sur|des|les|cette|mon|ma ..1 pas|repas|dejeuner|diner|ligne|lignes|etape|etapes|occasion|classe|tour|page|cours|dessus',
    ],
  },
  {
    phrase: 'je vais me pendre',
    category: 'suicide',
    patterns: [
      '@je ..1 @veux ..1 @me pendre|suicider|tuer|flinguer|noyer|supprimer|buter',
      '@je ..1 @veux ..2 @me|@mon veines|balle',
      '@il|@partner|@child ..1 va|vas|veut|veux ..1 se|s pendre|suicider|flinguer|noyer|jeter',
      '@je ..1 @veux ..1 @me jeter|balancer ..1 sous|dans|@de|par|du|sur',
      '@il|@partner|@child ..1 veut|veux ..1 se|s tuer',
    ],
  },
  {
    phrase: 'je veux en finir',
    category: 'suicide',
    patterns: [
      '@je ..1 @veux ..2 en|an finir|finire|fini|finit',
      '@il|@partner|@child ..1 veut|va ..1 en|an finir|finire|fini',
      'envie|decide|decidee|besoin @de en|an finir|finire',
      'mettre|mettrai|mets fin a|au|aux ..1 jours|jour|vie',
    ],
    except: [
      '@je ..1 @veux ..2 en finir avec ..1 ce|cet|cette|ces|le|la|l|les|mon|ma|mes|un|une ..1 dossier|demarche|demarches|procedure|procedures|litige|amende|amendes|contravention|abonnement|paperasse|contrat|bruit|nuisances|travaux|achat',
      'envie|besoin @de en finir avec ..1 ce|cet|cette|ces|le|la|l|les|mon|ma|mes|un|une ..1 dossier|demarche|demarches|procedure|procedures|litige|amende|amendes|contravention|abonnement|paperasse|contrat|bruit|nuisances|travaux|achat',
    ],
  },
  {
    phrase: 'je ne veux plus vivre',
    category: 'suicide',
    patterns: [
      'suicid*',
      'veux|veu|veut|envie plus|plu|pu|pas ..1 vivre|exister',
      'plus|plu|pu ..1 envie|gout|raison|force ..1 @de|a vivre',
      'plus|plu|pu ..1 gout ..1 a|@de la vie',
      'envie|veux|veu|voudrais|prefere @de|vraiment|juste mourir|crever',
      'veux|veu|voudrais|prefere mourir|crever',
      'mieux ..1 ?que ..1 sois|soit|etre|serais mort|morte',
    ],
    except: [
      'veux|veut|envie plus|pas ..1 vivre ici|dans|pres|chez|sous|en|la',
      'plus ..1 envie|gout|raison @de vivre ici|dans|pres|chez|sous|en|la',
    ],
  },
  {
    phrase: 'on entre chez moi',
    category: 'urgence',
    patterns: [
      '@il|on|@stranger|un ?@nous ?essaie|essaye|essaient|essai|tente|tentent|veut|veulent ?@de entre|entrer|entrent|antre|rentre|rentrer|rentrent|penetre|penetrer|introduit chez moi|moa|mwa|mwoi',
      '@il|on|@stranger|un essaie|essaye|essaient|essai|tente|tentent|veut|veulent ?@de entre|entrer|rentrer|penetrer chez|dans|par ..1 moi|nous|maison|appartement|chambre|fenetre|porte|balcon',
      'y a ..1 quelqu|qqn|quelqun|homme|hommes|individu|individus|gens|type|mec|mecs|voleur|voleurs|inconnu|cambrioleur|cambrioleurs ?un ..3 chez moi|nous|mwa|moa',
      'y a ..1 quelqu|qqn|quelqun|homme|hommes|individu|individus|gens|type|mec|mecs|voleur|voleurs|inconnu|cambrioleur|cambrioleurs ?un ..2 dans ma|mon|notre|la maison|appartement|chambre|jardin|salon|cuisine',
    ],
  },
  {
    phrase: 'je vais tous les buter',
    category: 'urgence',
    patterns: [
      '@je ..1 @veux ..1 les|le|la|l|te|vous|t|lui ..2 @kill',
      '@je ..1 @veux ..1 tous|tout|tou|ts|toutes|tousse ..2 @kill|exploser|brule|bruler',
      '@je ..1 @veux @kill ..2 tous|tout|quelqu|@family|@stranger|mon|ma|mes|des',
      '@je|@il ..1 @veux ..2 carnage|massacre|tuerie|fusillade',
      '@je|@il ..1 @veux tirer dans|sur ..1 tas|tous|tout|gens|eleves|foule',
    ],
  },
  {
    phrase: 'ma fille n’est pas rentrée',
    category: 'disparition',
    patterns: [
      'fille|filles|fillette|niece|filleule|adolescente|petite|gamine|mineure ..5 ?ne|n ?@est ..1 @pas ..2 rentree|rentrer|rentre|rentrez|revenue|revenu|revient',
    ],
  },
  {
    phrase: 'mon fils n’est pas rentré',
    category: 'disparition',
    patterns: [
      'fils|fil|fis|fiston|garcon|neveu|filleul|ado|adolescent|gamin|mineur ..5 ?ne|n ?@est ..1 @pas ..2 rentree|rentrer|rentre|rentrez|revenue|revenu|revient',
    ],
  },
  {
    phrase: 'mon enfant n’est pas rentré',
    category: 'disparition',
    patterns: [
      'enfant|enfants|bebe|petit|petits|gosse|gosses|eleve ..5 ?ne|n ?@est ..1 @pas ..2 rentree|rentrer|rentre|rentrez|revenue|revenu|revient',
    ],
  },
  {
    phrase: 'il lit mes messages',
    category: 'vif',
    patterns: [
      '@il|i|@partner lit|lis|li|lie|lient|relit ?tous|tout|toujours|toute @mon|me|mais message|messages|mails|mail|mel|sms|texto|textos|telephone|conversations|messagerie|courriels',
      '@il|@partner fouille|surveille|regarde|espionne|controle|verifie ?tous|tout|toujours ?dans @mon|me|mais messages|message|telephone|portable|conversations|messagerie|sms|mails',
    ],
  },
  {
    phrase: 'mon ex est devant chez moi',
    category: 'vif',
    patterns: [
      'ex|mari|conjoint|compagnon|copain|concubin ..1 est|et|e|es|attend ..1 devant|derriere|sous|bas ..2 @home|porte|maison|immeuble|fenetres',
    ],
  },
  {
    phrase: 'il prépare un attentat',
    category: 'radical',
    patterns: [
      'prepare|preparer|preparent|prevoit|prevu|prevoient|projette|projet|planifie|veut|va|vont|organise|commettre|faire ..3 attentat|attentats|tuerie|massacre|fusillade',
      'se|s faire ?tous|tout exploser|sauter',
      'va|vas|veut|veux|veulent|vais|vai|vont ..1 faire ..3 exploser',
      'bombe|bombes ..3 exploser|explosera|explose|posee|poser|cachee',
      'pose|posee|poser|depose|fabrique|fabriquer ..1 un|une|des bombe|bombes',
    ],
    except: [
      'va|vas|veut|veux|veulent|vais|vont ..1 faire ..3 exploser ..2 petard|petards|mortier|mortiers|compteur|facture|prix|budget|forfait',
    ],
  },
];

/** Phrases that make a P1 when they stand alone; two of them together make a P0 (MAIL-14). */
export const weakRules: readonly Omit<DangerRule, 'category'>[] = [
  { phrase: 'adieu', patterns: ['adieu|adieux'] },
  {
    phrase: 'bombe',
    patterns: ['bombe|bombes'],
    except: [
      'bombe|bombes @de|a peinture|peintures|lacrymogene|lacrimogene|laque|chantilly|eau|defense|insecticide|tag',
      'bombe|bombes lacrymogene|lacrymo|lacrimogene|anti|insecticide',
    ],
  },
  {
    phrase: 'il revient',
    patterns: ['il|i|@partner revient|revien|reviens', 'il|i|@partner va|vas revenir'],
  },
];
