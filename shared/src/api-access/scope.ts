/** What a token may be given. A token never has more than the person whom it acts for. */
export const scopes = [
  'read-tickets',
  'read-mails',
  'read-room',
  'read-people',
  'read-log',
  'watch-operations',
  'work-on-tickets',
  'supervise',
  'keep-roster',
] as const;
export type Scope = (typeof scopes)[number];

/** The commands that a scope opens. What stands nowhere is never done by a token: secrets, rights, signatures. */
export const actsOf: Partial<Record<Scope, readonly string[]>> = {
  'work-on-tickets': [
    'claim-ticket',
    'claim-next',
    'release-ticket',
    'renew-lock',
    'add-note',
    'save-draft',
    'send-reply',
    'withdraw-reply',
    'close-ticket',
    'reopen-ticket',
    'change-priority',
    'change-category',
    'merge-ticket',
    'split-ticket',
    'link-tickets',
    'unlink-tickets',
  ],
  supervise: [
    'free-ticket',
    'seize-ticket',
    'reassign-ticket',
    'settle-reply',
    'change-restriction',
    'lift-quarantine',
    'post-instruction',
  ],
  'keep-roster': [
    'enter-absence',
    'enter-absences',
    'order-replacement',
    'order-recall',
    'order-extra-shift',
    'note-late-arrival',
    'note-early-leave',
    'cancel-override',
    'post-person',
  ],
};

/** True where one of these scopes opens the act (ACCESS-1); without scopes somebody acts in person. */
export function isInScope(given: readonly Scope[] | undefined, act: string): boolean {
  return given?.some((scope) => actsOf[scope]?.includes(act)) ?? true;
}
