/** Words that stand for each other in the patterns, with the spellings that are too short to be guessed. */
export const wordClasses: Readonly<Record<string, string>> = {
  je: 'je|j|ge|moi',
  il: 'il|i|ils|elle|el|elles',
  vais: 'vais|vai|ve|va|vas|vait|vay',
  veux: 'veux|veu|ve|veut|veus|voudrais|voudrai|souhaite|vais|vai|va|vas',
  va: 'va|vas|vont|veut|veux|veu|veulent|vais|vai|essaie|essaye|essaient|essayent|tente|menace|menasse|menacent',
  suis: 'suis|sui|suit|sius|sommes|some|est|es|etais',
  est: 'est|es|e|et|ait|ai|sont|son|suis',
  ai: 'ai|e|a|et|est|ait|ais|es',
  a: 'a|as|ont',
  un: 'un|une|1|des|le|la|son|sa|ses|d',
  me: 'me|m|mes',
  nous: 'nous|nou|ns',
  de: 'de|d|du',
  moi: 'moi|moa|mwa|mwoi|nous|nou',
  mon: 'mon|ma|mes|notre|nos|son|sa|m',
  pas: 'pas|pa|jamais|plus|tjs|toujours',
  partner:
    'mari|conjoint|conjointe|compagnon|compagne|copain|copine|ex|epoux|epouse|concubin|concubine|femme',
  child:
    'fille|fils|enfant|enfants|ado|adolescent|adolescente|gamin|gamine|bebe|garcon|fillette|petit|petite|niece|neveu|filleul|filleule|mineur|mineure',
  family: 'mere|maman|pere|papa|soeur|frere|fille|fils|enfant|enfants|bebe|femme|famille|parents',
  stranger:
    'homme|femme|mec|gars|type|individu|inconnu|voleur|cambrioleur|voisin|voisine|personne|gens|jeune|jeunes|eleve|collegue|client|monsieur|garcon|quelqu|qqn|quelqun',
  hit: 'frappe|fraper|frappent|frapez|tape|taper|tapent|cogne|cogner|cognent|tabasse|tabasser|tabassent|etrangle|etrangler|bat|battre|batre|poignarde|poignarder|=viole|=violer|agresse|agresser|massacre|massacrer|braque',
  kill: 'tuer|tue|tuee|tues|tuez|tuait|tuent|buter|bute|butes|assassiner|egorger|poignarder|etrangler|massacrer|flinguer|crever|eventrer',
  blade: 'couteau|couteaux|couto|machette|hache|sabre|cutter|poignard|lame|marteau|katana',
  gun: '=arme|=armes|=harme|=harmes|=arm|fusil|pistolet|flingue|revolver|carabine|kalachnikov|=gun|=guns|grenade|explosifs',
  door: 'porte|portes|port|serrure|fenetre',
  pills:
    'medicaments|medicament|medocs|medoc|cachets|cachet|comprimes|comprime|pilules|somniferes|somnifere|anxiolytiques|antidepresseurs|tranquillisants|paracetamol|doliprane|xanax|lexomil',
  home: 'moi|mwa|moa|nous|nou',
  taken: 'pris|pri|prit|avale|avaler|gobe|gober|ingere',
};
