import type { CategoryKey } from './categories.ts';
import type { Priority } from './priority.ts';

/** A sign that raises one category above its usual priority (domain: the table's "P0 if", "P1 if"). */
export interface RaisingRule {
  readonly category: CategoryKey;
  readonly to: Priority;
  readonly phrase: string;
  readonly patterns: readonly string[];
}

export const raisingRules: readonly RaisingRule[] = [
  {
    category: 'disparition',
    to: 'P0',
    phrase: 'un mineur',
    patterns: [
      '@child ..9 @a ..1 disparu|disparue|disparut',
      '@child ..6 fugue|fuguer|fuguee|introuvable',
      'fugue|disparition ..8 @child',
      '@de|a|age|agee #mineur ans|an',
      'mineur|mineure|lyceen|lyceenne|collegien|collegienne',
    ],
  },
  {
    category: 'radical',
    to: 'P0',
    phrase: 'un projet d’attentat',
    patterns: [
      'passer|passe|passera ..2 acte|action',
      'projet|projette|plan|prepare|prevoit|veut ..3 attentat|attaque|tuer|frapper|attaquer|mourir|martyr',
      'achete|acheter|procure|stocke|cherche ..3 armes|arme|explosifs|couteau|kalachnikov',
      'mourir|mort en|comme ..1 martyr',
    ],
  },
  {
    category: 'illicite',
    to: 'P1',
    phrase: 'des enfants',
    patterns: [
      'enfant|enfants|bebe|mineur|mineurs|mineure|mineures|fillette|fillettes',
      'pedoporno*',
      'pedophile|pedophiles|pedophilie',
    ],
  },
  {
    category: 'illicite',
    to: 'P1',
    phrase: 'du terrorisme',
    patterns: ['terroris*', 'djihad|jihad|djihadiste|daesh|daech|attentat|attentats'],
  },
];
