import type { AgentFact, AgentFactType, AgentOpening, AgentState, DeclaredState } from './agent';
import { unknownOpening } from './agent';
import type { Instant } from './fact';
import { compareSequence } from './fact-order';

const stateOf: { readonly [state in DeclaredState]: AgentState } = {
  available: 'free',
  ringing: 'ringing',
  on_call: 'on_call',
  acw: 'wrap_up',
  break: 'break',
  training: 'training',
  offline: 'offline',
  off_phone: 'off_phone',
  outbound: 'outbound',
};

const takesNoCalls: ReadonlySet<AgentState> = new Set<AgentState>([
  'break',
  'training',
  'off_phone',
  'wrap_up',
]);
/** States that an agent gives a reason for. */
const isPause = (state: AgentState): boolean =>
  state === 'break' || state === 'training' || state === 'off_phone';
const isAbsent = (state: AgentState): boolean => state === 'offline' || state === 'unknown';
const withId = (ids: readonly string[], id: string): readonly string[] =>
  ids.includes(id) ? ids : [...ids, id].sort();
const withoutId = (ids: readonly string[], id: string): readonly string[] =>
  ids.filter((each) => each !== id);

type AgentFactKind = {
  /** Which of two facts of the same instant comes first: the smaller. */
  readonly rank: number;
  /** What stands for the type in stored facts. Never changes and is never used again: databases are full of it. */
  readonly code: number;
  readonly apply: (before: AgentOpening, fact: AgentFact) => AgentOpening;
};

/** All there is to know of each type of fact an agent's day is folded from. */
export const agentFactKinds: { readonly [type in AgentFactType]: AgentFactKind } = {
  'agent.logged_in': { rank: 0, code: 0, apply: loggedIn },
  'agent.queue_joined': { rank: 1, code: 1, apply: joined },
  'agent.state_changed': { rank: 2, code: 2, apply: stated },
  'agent.queue_left': { rank: 3, code: 3, apply: left },
  'agent.logged_out': { rank: 4, code: 4, apply: loggedOut },
};

/** Every type of fact of an agent, by rank. */
export const agentFactTypes = Object.keys(agentFactKinds) as readonly AgentFactType[];

/** Whether an event type is a fact of an agent. */
export const isAgentFactType = (type: string): type is AgentFactType => Object.hasOwn(agentFactKinds, type);

/** Applies one declared fact to what was declared before. `since` moves only when the state does. */
export function declare(before: AgentOpening, fact: AgentFact): AgentOpening {
  const after = agentFactKinds[fact.type].apply(before, fact);
  const reason = reasonOf(before, after, fact);
  const standing = { ...after, reason, source: fact.source ?? before.source, lapsed: null };
  return after.state === before.state ? standing : { ...standing, since: fact.at };
}

/** What was given with the state that stands; null of one who takes calls. */
function reasonOf(before: AgentOpening, after: AgentOpening, fact: AgentFact): string | null {
  if (!isPause(after.state)) return null;
  const isTold = fact.type === 'agent.state_changed' && stateOf[fact.state ?? 'available'] === after.state;
  if (isTold) return fact.reason ?? null;
  return before.state === after.state ? before.reason : null;
}

/** Ends what stands: nothing was heard for too long, or the telephone system forgot who was logged in. */
export function lapse(before: AgentOpening, at: Instant): AgentOpening {
  if (isAbsent(before.state)) return before;
  const { loggedIn, queues, pausedQueues } = before;
  return {
    ...unknownOpening,
    state: 'offline',
    since: at,
    heardAt: before.heardAt,
    source: before.source,
    lapsed: { loggedIn, queues, pausedQueues },
  };
}

/** A call was taken: one whose log-in had lapsed was logged in all the time. */
export function takeCall(before: AgentOpening, at: Instant): AgentOpening {
  if (before.lapsed === null) return before;
  return { ...before, ...before.lapsed, state: 'free', since: at, lapsed: null };
}

function loggedIn(before: AgentOpening): AgentOpening {
  return { ...before, loggedIn: true, state: isAbsent(before.state) ? 'free' : before.state };
}

function loggedOut(before: AgentOpening): AgentOpening {
  return { ...before, loggedIn: false, state: 'offline', queues: [], pausedQueues: [] };
}

function joined(before: AgentOpening, fact: AgentFact): AgentOpening {
  if (fact.queueId === undefined) return before;
  const paused = fact.paused === true;
  const pausedQueues = paused
    ? withId(before.pausedQueues, fact.queueId)
    : withoutId(before.pausedQueues, fact.queueId);
  const arriving: AgentState = paused ? 'break' : 'free';
  return {
    ...before,
    queues: withId(before.queues, fact.queueId),
    pausedQueues,
    state: isAbsent(before.state) ? arriving : before.state,
  };
}

/** One who was never logged in is gone with the last queue left. */
function left(before: AgentOpening, fact: AgentFact): AgentOpening {
  if (fact.queueId === undefined) return before;
  const queues = withoutId(before.queues, fact.queueId);
  const gone = queues.length === 0 && !before.loggedIn;
  return {
    ...before,
    queues,
    pausedQueues: withoutId(before.pausedQueues, fact.queueId),
    state: gone ? 'offline' : before.state,
  };
}

/** A pause in one queue is a pause of the agent once it holds in every queue joined. */
function stated(before: AgentOpening, fact: AgentFact): AgentOpening {
  const state = stateOf[fact.state ?? 'available'];
  const paused = takesNoCalls.has(state);
  if (fact.queueId === undefined || !before.queues.includes(fact.queueId)) {
    return { ...before, state, pausedQueues: paused ? before.queues : [] };
  }
  const pausedQueues = paused
    ? withId(before.pausedQueues, fact.queueId)
    : withoutId(before.pausedQueues, fact.queueId);
  const takesSome = pausedQueues.length < before.queues.length;
  return {
    ...before,
    pausedQueues,
    state: paused && takesSome && !isAbsent(before.state) ? before.state : state,
  };
}

/** An agent's facts in their one order; one told twice is kept once. */
export function sortAgentFacts(facts: readonly AgentFact[]): readonly AgentFact[] {
  // Where the source gave every fact of an instant its place, that place is the order.
  const unplaced = new Set(facts.filter(({ sequence }) => sequence === undefined).map(({ at }) => at));
  const compare = (a: AgentFact, b: AgentFact): number => {
    if (a.at !== b.at) return a.at - b.at;
    const byPlace = compareSequence(a.sequence, b.sequence);
    const byRank = agentFactKinds[a.type].rank - agentFactKinds[b.type].rank;
    const order = unplaced.has(a.at) ? byRank || byPlace : byPlace || byRank;
    return order || (a.tie < b.tie ? -1 : Number(a.tie > b.tie));
  };
  return facts.toSorted(compare).filter((fact, index, sorted) => {
    const before = sorted[index - 1];
    return (
      before === undefined || before.tie !== fact.tie || before.at !== fact.at || before.type !== fact.type
    );
  });
}
