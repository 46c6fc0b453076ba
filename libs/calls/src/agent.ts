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
};

/** What is declared of an agent at an instant: carried from one day to the next. */
export type AgentOpening = {
  readonly state: AgentState;
  /** Since when it is declared; null when never. */
  readonly since: Instant | null;
  readonly loggedIn: boolean;
  readonly queues: readonly string[];
  /** Those of the queues in which the agent takes no calls. */
  readonly pausedQueues: readonly string[];
};

/** An agent of whom nothing was ever declared. */
export const unknownOpening: AgentOpening = {
  state: 'unknown',
  since: null,
  loggedIn: false,
  queues: [],
  pausedQueues: [],
};

/** A stretch of an agent's time, half-open. `declared` is what the agent said meanwhile; calls override it in `state`. */
export type AgentSpan = {
  readonly from: Instant;
  readonly to: Instant;
  readonly state: AgentState;
  readonly declared: AgentState;
  /** Of the call in hand. */
  readonly clinicId: string | null;
};
