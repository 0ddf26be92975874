/** Why a connection to a mailbox ended or never came about. */
export type IntakeFailure =
  /** The server does not take our name and password. */
  | 'sign-in-refused'
  /** Nobody answers there. */
  | 'unreachable'
  /** The server knows no such mailbox, or does not let us in. */
  | 'no-mailbox'
  /** It was there and is not any more. */
  | 'lost'
  /** It is there and says nothing. */
  | 'silent'
  /** Our own storage refused. */
  | 'storage'
  /** Something unforeseen. */
  | 'failed';

/** Where an intake stands with its mailbox. `failures` counts those since mail was last taken in. */
export type IntakeState =
  | { readonly at: 'stopped' }
  | { readonly at: 'connect'; readonly failures: number }
  | { readonly at: 'select'; readonly failures: number }
  /** Takes in what the mailbox holds and the ledger does not; `again` when more arrived meanwhile. */
  | {
      readonly at: 'resync';
      readonly failures: number;
      readonly again: boolean;
      readonly polls: number;
    }
  /** The server pushes what arrives; `polls` since the whole mailbox was last compared. */
  | { readonly at: 'idle'; readonly polls: number }
  /** A question is out whether anything is new: whatever the server forgot to push. */
  | { readonly at: 'poll'; readonly polls: number; readonly arrived: boolean }
  | { readonly at: 'back-off'; readonly failures: number; readonly cause: IntakeFailure };

/** What happens to an intake. */
export type IntakeInput =
  | { readonly type: 'start' }
  | { readonly type: 'connected' }
  | { readonly type: 'selected' }
  | { readonly type: 'resynced' }
  /** The server said that the mailbox changed. */
  | { readonly type: 'arrived' }
  | { readonly type: 'poll-due' }
  | { readonly type: 'polled'; readonly news: 'none' | 'mail' | 'other-validity' }
  /** `roll` from 0 to 1 spreads the reconnections of many, so that they do not come as one. */
  | { readonly type: 'failed'; readonly cause: IntakeFailure; readonly roll: number }
  | { readonly type: 'waited' }
  | { readonly type: 'stop' };

/** What an intake does next; carried out by its owner, one after the other. */
export type IntakeEffect =
  | { readonly do: 'connect' }
  | { readonly do: 'select' }
  /** `whole` compares the mailbox with the ledger; else only what is new is looked at. */
  | { readonly do: 'take-in'; readonly whole: boolean }
  | { readonly do: 'idle' }
  | { readonly do: 'poll' }
  | { readonly do: 'disconnect' }
  | { readonly do: 'wait'; readonly ms: number };

export interface IntakeStep {
  readonly state: IntakeState;
  readonly effects: readonly IntakeEffect[];
}

/** After so many polls the whole mailbox is compared again: at one poll in ten seconds, every ten minutes. */
export const pollsBetweenComparisons = 60;

/**
 * The life of a connection to a mailbox (MAIL-3), pure: what happened goes in, what to do comes out.
 * An input that does not concern the state changes nothing, so what comes late does no harm.
 */
export function stepIntake(state: IntakeState, input: IntakeInput): IntakeStep {
  if (input.type === 'stop') return { state: { at: 'stopped' }, effects: [{ do: 'disconnect' }] };
  if (input.type === 'failed') return fail(state, input.cause, input.roll);
  switch (state.at) {
    case 'stopped':
      return input.type === 'start' ? connect(0) : stay(state);
    case 'connect':
      return input.type === 'connected' ? select(state.failures) : stay(state);
    case 'select':
      return input.type === 'selected' ? compare(state.failures) : stay(state);
    case 'resync':
      if (input.type === 'arrived') return stay({ ...state, again: true });
      if (input.type !== 'resynced') return stay(state);
      return state.again ? takeNew(state.polls) : idle(state.polls);
    case 'idle':
      if (input.type === 'arrived') return takeNew(state.polls);
      return input.type === 'poll-due' ? poll(state.polls + 1) : stay(state);
    case 'poll':
      if (input.type === 'arrived') return stay({ ...state, arrived: true });
      return input.type === 'polled' ? polled(state, input.news) : stay(state);
    case 'back-off':
      return input.type === 'waited' ? connect(state.failures) : stay(state);
  }
}

/**
 * How long to wait before the next connection, in ms: doubling from 1 s to a minute, from 15 s to 5
 * minutes after a refusal (servers lock accounts that guess), and by chance down to half of it.
 */
export function backOffMs(failures: number, cause: IntakeFailure, roll: number): number {
  const refused = cause === 'sign-in-refused' || cause === 'no-mailbox';
  const [first, longest] = refused ? [15_000, 300_000] : [1_000, 60_000];
  const full = Math.min(longest, first * 2 ** Math.min(failures - 1, 20));
  return Math.round(full * (0.5 + roll / 2));
}

function polled(
  state: Extract<IntakeState, { at: 'poll' }>,
  news: Extract<IntakeInput, { type: 'polled' }>['news'],
): IntakeStep {
  if (news === 'other-validity') return select(0);
  if (state.polls >= pollsBetweenComparisons) return compare(0);
  return news === 'mail' || state.arrived ? takeNew(state.polls) : idle(state.polls);
}

function connect(failures: number): IntakeStep {
  return { state: { at: 'connect', failures }, effects: [{ do: 'connect' }] };
}

function select(failures: number): IntakeStep {
  return { state: { at: 'select', failures }, effects: [{ do: 'select' }] };
}

function compare(failures: number): IntakeStep {
  const state: IntakeState = { at: 'resync', failures, again: false, polls: 0 };
  return { state, effects: [{ do: 'take-in', whole: true }] };
}

function takeNew(polls: number): IntakeStep {
  const state: IntakeState = { at: 'resync', failures: 0, again: false, polls };
  return { state, effects: [{ do: 'take-in', whole: false }] };
}

function idle(polls: number): IntakeStep {
  return { state: { at: 'idle', polls }, effects: [{ do: 'idle' }] };
}

function poll(polls: number): IntakeStep {
  return { state: { at: 'poll', polls, arrived: false }, effects: [{ do: 'poll' }] };
}

function fail(state: IntakeState, cause: IntakeFailure, roll: number): IntakeStep {
  if (state.at === 'stopped' || state.at === 'back-off') return stay(state);
  const failures = ('failures' in state ? state.failures : 0) + 1;
  const ms = backOffMs(failures, cause, roll);
  return {
    state: { at: 'back-off', failures, cause },
    effects: [{ do: 'disconnect' }, { do: 'wait', ms }],
  };
}

function stay(state: IntakeState): IntakeStep {
  return { state, effects: [] };
}
