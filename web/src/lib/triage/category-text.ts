import type { CategoryKey } from '@vigie/shared/triage/categories';
import { m } from '#lib/paraglide/messages.js';

/** What a mail is about, in the reader's language. */
export function categoryText(category: CategoryKey): string {
  return texts[category]();
}

const texts: Readonly<Record<CategoryKey, () => string>> = {
  urgence: m.category_urgence,
  suicide: m.category_suicide,
  vif: m.category_vif,
  vss: m.category_vss,
  mineur: m.category_mineur,
  disparition: m.category_disparition,
  radical: m.category_radical,
  harcel: m.category_harcel,
  escroq: m.category_escroq,
  cb: m.category_cb,
  cyber: m.category_cyber,
  illicite: m.category_illicite,
  phishing: m.category_phishing,
  biens: m.category_biens,
  stups: m.category_stups,
  bruit: m.category_bruit,
  haine: m.category_haine,
  igpn: m.category_igpn,
  animaux: m.category_animaux,
  suivi: m.category_suivi,
  zone_gn: m.category_zone_gn,
  otv: m.category_otv,
  procu: m.category_procu,
  amende: m.category_amende,
  perdu: m.category_perdu,
  titres: m.category_titres,
  etranger: m.category_etranger,
  recrut: m.category_recrut,
  regles: m.category_regles,
  autre: m.category_autre,
};
