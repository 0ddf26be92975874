/** Why two tickets are linked. `suggested` is the service's own word, from a mail that proves nothing (MAIL-5). */
export const linkKinds = ['suggested', 'same-matter', 'same-person', 'sequel', 'split'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** The kinds that a person may give. */
export const givenLinkKinds = [
  'same-matter',
  'same-person',
  'sequel',
] as const satisfies LinkKind[];

/** A ticket that belongs to this one, without being it. Each of the two knows of the other. */
export interface TicketLink {
  readonly id: string;
  readonly kind: LinkKind;
}
