import type { Instant } from './fact';

/** What an agent is doing. `offline` and `unknown` are not present. */
export type AgentState =
  | 'free'
  | 'ringing'
  | 'on_call'
  | 'outbound'
  | 'wrap_up'
  | 'break'
  | 'training'
  | 'off_phone'
  | 'offline'
  | 'unknown';

/** A state as a telephone system declares it. */
export type DeclaredState =
  'available' | 'ringing' | 'on_call' | 'acw' | 'break' | 'training' | 'offline' | 'off_phone' | 'outbound';

/** The types of fact an agent's day is folded from. */
export type AgentFactType =
  'agent.logged_in' | 'agent.logged_out' | 'agent.state_changed' | 'agent.queue_joined' | 'agent.queue_left';

/** One thing an agent declared. */
export type AgentFact = {
  readonly type: AgentFactType;
  readonly at: Instant;
  readonly sequence?: string;
  readonly tie: string;
  readonly queueId?: string;
  readonly state?: DeclaredState;
  readonly reason?: string;
  /** Of `queue_joined`: joined without taking calls yet. */
  readonly paused?: boolean;
  /** The telephone system that told it: its restart ends what it declared. */
  readonly source?: string;
  /** The other name under which it was told, where that is not the agent's own. */
  readonly toldAs?: string;
};

/** A restart of a telephone system: it forgets who was logged in. */
export type AgentRestart = { readonly source: string; readonly at: Instant };

/** What ends a log-in beside what is declared. */
export type LogInRules = {
  /** An agent of whom nothing was heard for so long is not taken to be at work still. */
  readonly silenceMs: number;
  readonly restarts: readonly AgentRestart[];
};

/** Sixteen hours: longer than any shift and the night after it, shorter than a day off. */
export const usualLogIn: LogInRules = { silenceMs: 16 * 3_600_000, restarts: [] };

/** What is declared of an agent at an instant: carried from one day to the next. */
export type AgentOpening = {
  readonly state: AgentState;
  /** Since when it is declared; null when never. */
  readonly since: Instant | null;
  readonly loggedIn: boolean;
  readonly queues: readonly string[];
  /** Those of the queues in which the agent takes no calls. */
  readonly pausedQueues: readonly string[];
  /** Why the agent takes no calls, as it was declared; null when that was not told. */
  readonly reason: string | null;
  /** When anything was heard of the agent last, calls included; null when never. */
  readonly heardAt: Instant | null;
  /** Which telephone system declared it last. */
  readonly source: string | null;
  /** What stood before silence or a restart ended it: a call taken shows that it still held. */
  readonly lapsed: {
    readonly loggedIn: boolean;
    readonly queues: readonly string[];
    readonly pausedQueues: readonly string[];
  } | null;
};

/** An agent of whom nothing was ever declared. */
export const unknownOpening: AgentOpening = {
  state: 'unknown',
  since: null,
  loggedIn: false,
  queues: [],
  pausedQueues: [],
  reason: null,
  heardAt: null,
  source: null,
  lapsed: null,
};

/** A stretch of an agent's time, half-open. `declared` is what the agent said meanwhile; calls override it in `state`. */
export type AgentSpan = {
  readonly from: Instant;
  readonly to: Instant;
  readonly state: AgentState;
  readonly declared: AgentState;
  /** Of the call in hand. */
  readonly clinicId: string | null;
  /** Whether the caller is on hold. */
  readonly onHold: boolean;
  /** Why the agent takes no calls, as far as that was declared. */
  readonly reason: string | null;
};
