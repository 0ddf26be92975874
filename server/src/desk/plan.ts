import type { Append, Key, Loaded, LogEvent } from '@vigie/db/event-log';
import type { Writes } from '@vigie/db/writes';
import type { Actor } from '@vigie/shared/access/actor';
import type { Finding } from '@vigie/shared/roster/finding';
import type { Settings } from '@vigie/shared/settings/settings';
import type { Recorded } from '@vigie/shared/ticket/events';
import type { CommandAnswer, Refusal } from '@vigie/shared/wire/answer';
import type { Command, CommandType } from '@vigie/shared/wire/command';

/** One command of the wire. */
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

/** What a judge knows once the keys are loaded. */
export interface Deliberation {
  readonly loaded: Loaded;
  readonly actor: Actor;
  readonly at: number;
  readonly settings: Settings;
  /** True when the author is on duty, by the roster as of the last commit (ROST-4). */
  readonly isOnDuty: () => boolean;
}

/** What the author is told beside `seq`. */
export interface Told {
  readonly ticketId?: string;
  readonly token?: number;
  readonly replyId?: string;
  readonly personId?: string;
  readonly handoverId?: string;
  readonly itemId?: string;
  readonly revision?: number;
  readonly mailboxId?: string;
  readonly overrideId?: string;
  readonly findings?: Finding[];
  readonly tokenId?: string;
  readonly webhookId?: string;
}

/** What exactly refuses a command: tickets that would be orphaned (HAND-2), rules and absences (ROST-2). */
export type RefusedAbout = Partial<
  Pick<Extract<CommandAnswer, { ok: false }>, 'message' | 'ticketIds' | 'findings' | 'faults'>
>;

/** The verdict on a command, with all that it writes. */
export type Judgement =
  | {
      readonly ok: true;
      readonly appends: readonly Append[];
      readonly writes: Writes;
      readonly tell: (recorded: readonly Recorded<LogEvent>[]) => Told;
    }
  | {
      readonly ok: false;
      readonly refusal: Refusal;
      /** What exactly refuses it, where the fact alone does not say (HAND-2). */
      readonly about?: RefusedAbout;
    };

/** Words of a command that are kept for their author when it is refused (LOCK-3). */
export interface RefusedWords {
  readonly ticketId: string | null;
  readonly text: string;
  /** Where the refused states of one text share a place, of which the newest stands: its id. */
  readonly keptAs?: string;
}

/** A command made ready: what must be loaded, and how it is judged then, purely and at once (LOG-7). */
export interface Plan {
  readonly keys: readonly Key[];
  readonly judge: (deliberation: Deliberation) => Judgement;
  /** The ticket in which the author acts: it counts for the lease of its holder (LOCK-2). */
  readonly ticketId?: string;
  readonly words?: RefusedWords;
  /** A secret that the author is told after the commit, and that stands nowhere. */
  readonly reveal?: (told: { readonly webhookId?: string | undefined }) => {
    readonly secret?: string;
  };
}

/** What turns a command of the wire into a plan: the author, the instant, and a source of ids. */
export interface Asking {
  readonly by: string;
  /** The command's idempotency key. */
  readonly key: string;
  readonly at: number;
  readonly newId: () => string;
}
