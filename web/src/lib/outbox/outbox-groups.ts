import type { OutboxLine, OutboxReply } from '@vigie/shared/wire/outbox';

/** What a reader has to do about a group of answers: decide, wait, know. */
export type OutboxGroupName = 'to-decide' | 'on-the-way' | 'veiled' | 'left';

export interface OutboxGroup {
  readonly name: OutboxGroupName;
  readonly lines: readonly OutboxLine[];
}

const order: readonly OutboxGroupName[] = ['to-decide', 'on-the-way', 'veiled', 'left'];

/** The lines in the order in which they matter: those that wait for a decision first; within a group as told. */
export function outboxGroups(lines: readonly OutboxLine[]): OutboxGroup[] {
  const groups = order.map((name) => ({
    name,
    lines: lines.filter((line) => groupOf(line) === name),
  }));
  return groups.filter(({ lines: some }) => some.length > 0);
}

function groupOf(line: OutboxLine): OutboxGroupName {
  if (line.veiled) return 'veiled';
  if (line.standing === 'uncertain' || line.standing === 'refused') return 'to-decide';
  return hasLeft(line) ? 'left' : 'on-the-way';
}

/** True for an answer that a server took, were it given back since. */
function hasLeft({ standing }: Pick<OutboxReply, 'standing'>): boolean {
  return standing === 'sent' || standing === 'bounced';
}
