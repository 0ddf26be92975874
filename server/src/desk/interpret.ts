import type { SettingValues } from '@vigie/shared/settings/definitions';
import type { Command } from '@vigie/shared/wire/command';
import { interpretApiAccess, type ApiAccessKeeping } from './interpret-api-access.ts';
import { interpretFile } from './interpret-file.ts';
import { interpretHandover } from './interpret-handover.ts';
import { interpretSignature } from './interpret-signature.ts';
import { interpretLock } from './interpret-lock.ts';
import { interpretMerge } from './interpret-merge.ts';
import { interpretMailbox, type MailboxKeeping } from './interpret-mailbox.ts';
import { interpretPerson } from './interpret-person.ts';
import { interpretReply, type Stationery } from './interpret-reply.ts';
import { interpretRoom } from './interpret-room.ts';
import { interpretRoster } from './interpret-roster.ts';
import type { HandoverMeans } from '../handover/means.ts';
import { interpretSettings } from './interpret-settings.ts';
import type { Asking, Plan } from './plan.ts';

/** What some commands need beside themselves. */
export interface Means {
  readonly stationery: Stationery;
  readonly handovers: HandoverMeans;
  /** True when restricted tickets are open to the author. */
  readonly cleared: boolean;
  /** Hash of the one-time password made for this command, where it needs one. */
  readonly passwordHash: string;
  readonly keeping: Keeping;
}

/** What a change of the installation itself must know of it. */
export interface Keeping extends MailboxKeeping, ApiAccessKeeping {
  /** The settings that the environment gave. */
  readonly given: SettingValues;
}

/** Turns a command of the wire into keys, a judgement and rows: words become ids (LOG-4, LOG-7). */
export function interpret(command: Command, asking: Asking, means: Means): Plan {
  switch (command.type) {
    case 'claim-ticket':
    case 'claim-next':
    case 'release-ticket':
    case 'free-ticket':
    case 'renew-lock':
    case 'seize-ticket':
    case 'reassign-ticket':
      return interpretLock(command, asking, means.cleared);
    case 'save-draft':
    case 'attach-file':
    case 'detach-file':
    case 'send-reply':
    case 'withdraw-reply':
    case 'settle-reply':
    case 'close-ticket':
      return interpretReply(command, asking, means.stationery);
    case 'add-note':
    case 'reopen-ticket':
    case 'change-priority':
    case 'change-category':
    case 'change-restriction':
    case 'lift-quarantine':
      return interpretFile(command, asking);
    case 'merge-ticket':
    case 'split-ticket':
    case 'link-tickets':
    case 'unlink-tickets':
      return interpretMerge(command, asking, means.stationery);
    case 'post-instruction':
      return interpretRoom(command, asking);
    case 'begin-pause':
    case 'end-pause':
    case 'add-person':
    case 'change-person':
    case 'end-person':
    case 'reset-password':
      return interpretPerson(command, asking, means.passwordHash);
    case 'open-handover':
    case 'write-handover-field':
    case 'add-handover-item':
    case 'remove-handover-item':
    case 'review-handover-item':
    case 'plan-pass':
    case 'withdraw-proposal':
    case 'take-handover-item':
      return interpretHandover(command, asking, means.handovers);
    case 'propose-handover':
    case 'accept-handover':
    case 'add-addendum':
    case 'hand-on':
      return interpretSignature(command, asking, means.handovers);
    case 'enter-absence':
    case 'enter-absences':
    case 'order-replacement':
    case 'order-recall':
    case 'order-extra-shift':
    case 'note-late-arrival':
    case 'note-early-leave':
    case 'ask-swap':
    case 'answer-swap':
    case 'settle-swap':
    case 'cancel-override':
    case 'post-person':
    case 'change-roster-plan':
    case 'open-calendar':
    case 'revoke-calendar':
      return interpretRoster(command, asking);
    case 'change-settings':
      return interpretSettings(command, means.keeping.given);
    case 'create-token':
    case 'revoke-token':
    case 'create-webhook':
    case 'remove-webhook':
      return interpretApiAccess(command, asking, means.keeping);
    case 'add-mailbox':
    case 'change-mailbox':
    case 'pause-mailbox':
    case 'resume-mailbox':
    case 'remove-mailbox':
      return interpretMailbox(command, asking, means.keeping);
  }
}
