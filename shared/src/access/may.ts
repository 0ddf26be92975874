import { isInScope } from '../api-access/scope.ts';
import type { Role } from '../people/person.ts';
import { commands, isCleared, supervises, type Actor } from './actor.ts';
import type { SettingGroup } from '../settings/definitions.ts';

/** Everything that a person can do or look at: the commands of the wire, and the reads. */
export const acts = [
  'claim-ticket',
  'claim-next',
  'release-ticket',
  'free-ticket',
  'renew-lock',
  'seize-ticket',
  'reassign-ticket',
  'add-note',
  'save-draft',
  'attach-file',
  'detach-file',
  'send-reply',
  'withdraw-reply',
  'settle-reply',
  'close-ticket',
  'reopen-ticket',
  'change-priority',
  'change-category',
  'change-restriction',
  'lift-quarantine',
  'merge-ticket',
  'split-ticket',
  'link-tickets',
  'unlink-tickets',
  'post-instruction',
  'begin-pause',
  'end-pause',
  'add-person',
  'change-person',
  'end-person',
  'reset-password',
  'open-handover',
  'write-handover-field',
  'add-handover-item',
  'remove-handover-item',
  'review-handover-item',
  'plan-pass',
  'propose-handover',
  'withdraw-proposal',
  'take-handover-item',
  'accept-handover',
  'add-addendum',
  'hand-on',
  'enter-absence',
  'enter-absences',
  'order-replacement',
  'order-recall',
  'order-extra-shift',
  'note-late-arrival',
  'note-early-leave',
  'ask-swap',
  'answer-swap',
  'settle-swap',
  'cancel-override',
  'post-person',
  'change-roster-plan',
  'open-calendar',
  'revoke-calendar',
  'exempt-from-rules',
  'see-desk',
  'see-supervision',
  'see-past',
  'see-looks',
  'see-ticket',
  'see-raw-mail',
  'see-people',
  'see-outbox',
  'see-operations',
  'create-token',
  'revoke-token',
  'create-webhook',
  'remove-webhook',
  'see-api-access',
  'see-handover',
  'see-handover-figures',
  'see-roster',
  'see-absence-kind',
  'see-roster-cover',
  'see-hours-account',
  'see-log',
  'export-log',
  'verify-log',
  'manage-walls',
  'change-settings',
  'add-mailbox',
  'change-mailbox',
  'pause-mailbox',
  'resume-mailbox',
  'remove-mailbox',
  'test-mailbox',
  'see-settings',
  'see-answer-sheets',
  'see-health',
  'see-statistics',
  'see-person-figures',
] as const;
export type Act = (typeof acts)[number];

/** What an act is done to; each part only where it matters. */
export interface Thing {
  readonly restricted?: boolean;
  /** Team of the lock's holder, and whether the lock is stale: a lead may free those of their own team. */
  readonly holderTeamId?: string | null;
  readonly stale?: boolean;
  /** The person acted upon: their role now, and the one they would get. */
  readonly role?: Role;
  readonly newRole?: Role;
  readonly personId?: string;
  /** Who signs a handover for one of its shifts at this instant, lead or next in rank (HAND-2). */
  readonly signs?: boolean;
  /** Something noted of the running shift, rather than planned. */
  readonly fact?: boolean;
  /** The team of the person whose roster it is. */
  readonly teamId?: string | null;
  readonly settingGroup?: SettingGroup;
}

/**
 * Answers "may X do Y to Z" (ACCESS-1): the one place for it, used by server, sockets and screens.
 * It knows roles, clearances and teams; whether the ticket's state allows the act is `decide`'s part.
 */
export function may(actor: Actor, act: Act, thing: Thing = {}): boolean {
  if (thing.restricted && !isCleared(actor)) return false;
  if (!isInScope(actor.scopes, act)) return false;
  switch (act) {
    case 'seize-ticket':
    case 'reassign-ticket':
      return supervises(actor);
    case 'free-ticket':
      return supervises(actor) || freesOwnTeam(actor, thing);
    case 'settle-reply':
    case 'see-outbox':
    case 'see-operations':
      return supervises(actor) || actor.role === 'lead' || actor.role === 'clerk';
    case 'change-restriction':
      return isCleared(actor) && (supervises(actor) || actor.role !== 'clerk');
    case 'open-handover':
      return preparesHandover(actor) || thing.signs === true;
    case 'write-handover-field':
    case 'add-handover-item':
    case 'remove-handover-item':
    case 'review-handover-item':
    case 'plan-pass':
      // Where neither lead may see a restricted matter, a cleared colleague writes it.
      return preparesHandover(actor) || thing.signs === true || thing.restricted === true;
    case 'propose-handover':
    case 'withdraw-proposal':
    case 'accept-handover':
      return actor.role !== 'clerk' && thing.signs === true;
    case 'take-handover-item':
      // A restricted item is taken by any cleared colleague of the shift: `decide` looks which.
      return actor.role !== 'clerk' && (thing.signs === true || thing.restricted === true);
    case 'add-addendum':
      return supervises(actor) || actor.role === 'lead' || thing.signs === true;
    case 'see-handover-figures':
      return supervises(actor);
    case 'post-instruction':
      return supervises(actor) || actor.role === 'lead';
    case 'see-supervision':
    case 'see-statistics':
    case 'see-past':
    case 'see-log':
      return supervises(actor) || actor.role === 'lead';
    case 'export-log':
    case 'verify-log':
      return supervises(actor);
    case 'see-looks':
    case 'manage-walls':
    case 'create-token':
    case 'revoke-token':
    case 'create-webhook':
    case 'remove-webhook':
    case 'see-api-access':
      return actor.role === 'commissioner';
    case 'see-people':
      return supervises(actor) || actor.role === 'lead' || actor.role === 'clerk';
    case 'add-person':
    case 'change-person':
    case 'end-person':
      return administers(actor, act, thing);
    case 'reset-password':
      return resets(actor, thing);
    case 'settle-swap':
    case 'change-roster-plan':
      return commands(actor.role);
    case 'exempt-from-rules':
      return supervises(actor);
    case 'order-replacement':
    case 'order-recall':
    case 'order-extra-shift':
      return supervises(actor) || actor.role === 'clerk';
    case 'enter-absences':
    case 'post-person':
      return keepsRoster(actor);
    case 'enter-absence':
    case 'note-late-arrival':
    case 'note-early-leave':
    case 'cancel-override':
      return keepsRoster(actor) || notesFactOfTeam(actor, thing);
    case 'see-absence-kind':
    case 'see-hours-account':
    case 'revoke-calendar':
      return keepsRoster(actor) || thing.personId === actor.id;
    // Nobody is ranked: one's own figures, and those of one's people to the command that answers for them.
    case 'see-person-figures':
      return commands(actor.role) || thing.personId === actor.id;
    case 'see-roster-cover':
      return keepsRoster(actor) || actor.role === 'lead';
    case 'change-settings':
      return changesSettings(actor, thing);
    case 'add-mailbox':
    case 'change-mailbox':
    case 'pause-mailbox':
    case 'resume-mailbox':
    case 'remove-mailbox':
    case 'test-mailbox':
      return actor.role === 'commissioner';
    case 'see-answer-sheets':
      return keepsAnswerSheets(actor);
    case 'see-settings':
      return actor.role === 'commissioner' || actor.role === 'officer';
    case 'see-health':
      return actor.role !== 'agent';
    default:
      return true;
  }
}

/** Leads and the command write the sheet; a clerk prepares and prints it, and signs nothing (HAND-2). */
function preparesHandover(actor: Actor): boolean {
  return supervises(actor) || actor.role === 'lead' || actor.role === 'clerk';
}

function freesOwnTeam(actor: Actor, { holderTeamId, stale }: Thing): boolean {
  return (
    actor.role === 'lead' &&
    stale === true &&
    actor.teamId !== null &&
    holderTeamId === actor.teamId
  );
}

/** Staff rights are the commissioner's alone; nobody ends or demotes themselves out of the last key. */
function administers(actor: Actor, act: Act, { personId }: Thing): boolean {
  if (actor.role !== 'commissioner') return false;
  return act !== 'end-person' || personId !== actor.id;
}

/** A reset gives somebody else's account away: never upwards, never sideways. */
function resets(actor: Actor, { role, personId }: Thing): boolean {
  if (personId === actor.id) return false;
  if (actor.role === 'commissioner') return true;
  if (actor.role === 'officer') return role !== 'commissioner' && role !== 'officer';
  return actor.standsIn && role === 'agent';
}

/** Rosters are the command's and the clerks' (domain: "The unit"). */
function keepsRoster(actor: Actor): boolean {
  return commands(actor.role) || actor.role === 'clerk';
}

/** A lead notes who of the own team is sick, late or gone in the shift that runs; nothing planned. */
function notesFactOfTeam(actor: Actor, { fact, teamId }: Thing): boolean {
  return actor.role === 'lead' && fact === true && actor.teamId !== null && teamId === actor.teamId;
}

/** How long citizens' words are kept is the commissioner's to answer for; standing in gives powers over locks alone. */
/** The secretariat keeps the answer sheets, under the command (domain: "The unit"). */
function keepsAnswerSheets({ role }: Actor): boolean {
  return role === 'commissioner' || role === 'officer' || role === 'clerk';
}

function changesSettings(actor: Actor, { settingGroup }: Thing): boolean {
  const { role } = actor;
  if (settingGroup === 'sheets') return keepsAnswerSheets(actor);
  return role === 'commissioner' || (role === 'officer' && settingGroup !== 'retention');
}
