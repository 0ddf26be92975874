import type { LinkKind } from '@vigie/shared/ticket/link';
import { m } from '#lib/paraglide/messages.js';

/** Why two tickets are linked, as screens say it. */
export function linkKindText(kind: LinkKind): string {
  return texts[kind]();
}

const texts: Record<LinkKind, () => string> = {
  suggested: m.link_suggested,
  'same-matter': m.link_same_matter,
  'same-person': m.link_same_person,
  sequel: m.link_sequel,
  split: m.link_split,
};
