import {
  StorageFull,
  type EventLog,
  type Key,
  type Loaded,
  type Plan as LogPlan,
  type Verdict,
} from '@vigie/db/event-log';
import type { WordsRow } from '@vigie/db/writes';
import { actorOf, isCleared } from '@vigie/shared/access/actor';
import { isInScope, type Scope } from '@vigie/shared/api-access/scope';
import type { Person } from '@vigie/shared/people/person';
import type { Settings } from '@vigie/shared/settings/settings';
import type { CommandAnswer, Refusal } from '@vigie/shared/wire/answer';
import { commandEnvelopeSchema, type CommandEnvelope } from '@vigie/shared/wire/command';
import type { Clock } from '../clock.ts';
import type { HandoverMeans } from '../handover/means.ts';
import { PasswordsBusy } from '../people/passwords.ts';
import type { SignatureCheck } from '../people/signatures.ts';
import { faultText, parseInFrench } from './fault-text.ts';
import { interpret, type Keeping } from './interpret.ts';
import type { Stationery } from './interpret-reply.ts';
import { givesPassword, mayGivePassword } from './may-give-password.ts';
import type { Plan, RefusedAbout } from './plan.ts';
import { refusalMessage } from './refusal-message.ts';

/** The part of pino that the desk uses. Never given words of mails or people (ACCESS-5). */
export interface DeskLogger {
  error(context: object, message: string): void;
}

/** A password that the service makes, and the hash under which it is stored. */
export interface MadePassword {
  readonly password: string;
  readonly hash: string;
}

export interface DeskParts {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly settings: Settings;
  /** The staff as of the last commit. */
  readonly staff: {
    person(id: string): Person | undefined;
    /** True for the lead who stands in for the command at this instant (LOCK-6). */
    standsIn(personId: string, at: number): boolean;
  };
  /** The roster as of the last commit. */
  readonly roster: { isOnDuty(personId: string, at: number): boolean };
  readonly stationery: Stationery;
  readonly handovers: HandoverMeans;
  readonly keeping: Keeping;
  /** Makes the one-time password that belongs to a command's author and key. */
  readonly makePassword: (by: string, key: string) => Promise<MadePassword>;
  readonly logger: DeskLogger;
}

/** Who gives a command, and from where: session and address. */
export interface Who {
  readonly personId: string;
  readonly origin: string;
  /** Where a program acts for the person by a token: all that it may do (ACCESS-1). */
  readonly scopes?: readonly Scope[];
}

/** An accepted act of a person in a ticket; it counts for the lease of its holder (LOCK-2). */
export interface ActInTicket {
  readonly ticketId: string;
  readonly personId: string;
  readonly at: number;
}

/** A transaction that is nobody's command of the wire: the service's own, or a sign-in. */
export interface Deed<A> {
  readonly type: string;
  /** Unique for its author: done twice, it has one effect (LOG-6). */
  readonly key: string;
  readonly by: string;
  readonly origin: string | null;
  readonly keys: readonly Key[];
  readonly decide: (loaded: Loaded) => Verdict<A>;
}

/**
 * The one write path (LOG-2): validates what arrives, loads what the judge must know, lets the pure
 * judge decide, and commits events, projections, words, mails and the audit row in one transaction.
 */
export class Desk {
  readonly #parts: DeskParts;
  readonly #actListeners = new Set<(act: ActInTicket) => void>();

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** Carries out a person's command, or says in French why not. Sent twice, it has one effect (LOG-6). */
  async execute(envelope: unknown, who: Who): Promise<CommandAnswer> {
    const parsed = parseInFrench(commandEnvelopeSchema, envelope);
    if (!parsed.success) return refusal('bad-input', faultText(parsed.error));
    try {
      return await this.#carryOut(parsed.data, who);
    } catch (error) {
      if (error instanceof StorageFull) return refusal('storage-full');
      if (error instanceof PasswordsBusy) return refusal('too-many');
      const type = parsed.data.command.type;
      this.#parts.logger.error({ err: error, type, personId: who.personId }, 'a command failed');
      return refusal('failed');
    }
  }

  /** The service's own act: mail that comes, leases that end, answers that leave. */
  system<A>(
    type: string,
    key: string,
    keys: readonly Key[],
    decide: (loaded: Loaded) => Verdict<A>,
  ): Promise<A> {
    return this.perform({ type, key, by: 'system', origin: null, keys, decide });
  }

  /** The same by thousands: planned as its transaction begins, and giving way to what people do (LOG-7). */
  systemPlanned<A>(type: string, key: string, plan: () => LogPlan<A>): Promise<A> {
    const { log, clock } = this.#parts;
    const request = { type, key, by: 'system', origin: null, at: clock.now(), givesWay: true };
    return log.transactPlanned(request, () => ({ ...plan(), at: clock.now() }));
  }

  /** What is no command of the wire, under the name of whoever does it. */
  perform<A>({ keys, decide, ...request }: Deed<A>): Promise<A> {
    const { log, clock } = this.#parts;
    return log.transact({ ...request, at: clock.now() }, keys, decide);
  }

  /** Tells of each accepted act in a ticket, after its commit. */
  followActs(listener: (act: ActInTicket) => void): () => void {
    this.#actListeners.add(listener);
    return () => this.#actListeners.delete(listener);
  }

  async #carryOut({ key, command }: CommandEnvelope, who: Who): Promise<CommandAnswer> {
    const { log, clock, newId, staff, stationery, handovers, keeping, makePassword } = this.#parts;
    const { personId: by, origin } = who;
    const person = staff.person(by);
    if (!person) return refusal('signed-out');
    // The first wall for a token: what no scope of it opens is not even looked at.
    if (!isInScope(who.scopes, command.type)) return refusal('not-allowed', beyondScope);
    const asker = actorOf(person, staff.standsIn(by, clock.now()));
    const worthOne = mayGivePassword(command, asker, (id) => staff.person(id));
    const made = worthOne ? await makePassword(by, key) : null;
    const lacksPassword = givesPassword(command) && !made;
    const signature =
      'signature' in command ? await handovers.checkSignature(person, command, origin) : null;
    const at = clock.now();
    const cleared = isCleared(person);
    const plan = interpret(
      command,
      { by, key, at, newId },
      { stationery, handovers, keeping, cleared, passwordHash: made?.hash ?? '' },
    );
    const request = { key, by, at, type: command.type, origin };
    const keys: Key[] = [{ kind: 'person', id: by }, ...plan.keys];
    const answer = await log.transact(request, keys, (loaded) => {
      const verdict = this.#judge(plan, who, at, loaded);
      // Whoever was given the right in this very instant asks again: no account is left without a password.
      if (verdict.ok && lacksPassword) return refused('not-allowed');
      const unsigned = signature && faultOf(signature);
      return verdict.ok && unsigned ? refused(unsigned) : verdict;
    });
    if (!answer.ok) return answer;
    if (plan.ticketId !== undefined) this.#tellAct({ ticketId: plan.ticketId, personId: by, at });
    // The password itself is stored nowhere: it is told here, to whoever shows the key.
    if (made && answer.personId) return { ...answer, password: made.password };
    return plan.reveal ? { ...answer, ...plan.reveal(answer) } : answer;
  }

  #judge(plan: Plan, who: Who, at: number, loaded: Loaded): Verdict<CommandAnswer> {
    const { personId: by, scopes } = who;
    const { settings, staff } = this.#parts;
    const person = loaded.person(by);
    if (!person?.active) return refused('signed-out');
    const actor = { ...actorOf(person, staff.standsIn(by, at)), ...(scopes && { scopes }) };
    const isOnDuty = () => this.#parts.roster.isOnDuty(by, at);
    const judgement = plan.judge({ loaded, actor, at, settings, isOnDuty });
    if (!judgement.ok) {
      const verdict = this.#refuseKeeping(judgement.refusal, plan, by, at);
      return judgement.about ? named(verdict, judgement.about) : verdict;
    }
    const { appends, writes, tell } = judgement;
    return {
      ok: true,
      appends,
      writes,
      answer: (recorded) => ({
        ok: true,
        seq: recorded.at(-1)?.seq ?? loaded.nextSeq - 1,
        ...tell(recorded),
      }),
    };
  }

  /** What was typed and refused is kept for its author (LOCK-3). */
  #refuseKeeping(fact: Refusal, { words }: Plan, by: string, at: number): Verdict<CommandAnswer> {
    if (!words || words.text.trim() === '' || fact === 'not-found') return refused(fact);
    const { ticketId, text, keptAs } = words;
    const id = keptAs ?? this.#parts.newId();
    const row: WordsRow = { id, kind: 'kept', ticketId, by, at, text, refusal: fact };
    return {
      ok: false,
      refusal: fact,
      writes: { words: [row] },
      answer: { ...refusal(fact), keptId: id },
    };
  }

  #tellAct(act: ActInTicket): void {
    for (const listener of this.#actListeners) listener(act);
  }
}

const beyondScope = 'Ce jeton n’y donne pas droit : sa portée ne comprend pas cette commande.';

/** What makes a signature void in the transaction that it signs; null where it holds. */
function faultOf(signature: SignatureCheck): Refusal | null {
  return signature.ok ? signature.faultNow() : signature.refusal;
}

/** A refusal that says what exactly refuses. */
function named(verdict: Verdict<CommandAnswer>, about: RefusedAbout): Verdict<CommandAnswer> {
  if (verdict.ok || verdict.answer.ok) return verdict;
  return { ...verdict, answer: { ...verdict.answer, ...about } };
}

function refused(fact: Refusal): Verdict<CommandAnswer> {
  return { ok: false, refusal: fact, answer: refusal(fact) };
}

function refusal(
  fact: Refusal,
  message = refusalMessage(fact),
): Extract<CommandAnswer, { ok: false }> {
  return { ok: false, refusal: fact, message };
}
