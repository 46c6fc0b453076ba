import type { AgentSpan, AgentState, Instant } from '@vigie/calls';
import { splitByQuarter } from '@vigie/calls';

import { bucketOf } from './calendar/intervals';
import type { Contribution, Cuboid } from './contribute';
import { type besideParts, emptyTally, logInParts, type MutableTally, type Tally } from './tally';
import { noBins } from './wait-bins';

type LogInPart = (typeof logInParts)[number];
type BesideParts = (typeof besideParts)[number];

type AgentTimeText = {
  /** The formula, in words of what is published. */
  readonly formula: string;
  /** What is excluded, and what holds at the edges. */
  readonly edges: string;
};

const exclusive =
  'Within log-in only. Of two at once the first of: on hold, in conversation, calling out, ringing, wrap-up, what was declared.';

/** Every time of agents that is published, in the order it is published. */
export const agentTimes = {
  loggedInMs: {
    formula: 'freeMs + ringingMs + talkingMs + onHoldMs + wrapUpMs + outboundMs + offPhoneMs + pausedMs',
    edges:
      'From log-in to log-out as declared, carried over midnight; it ends at a restart of the telephone system, after 16 h (a setting) without anything heard, and with the last thing heard of a day after which 12 h pass in silence.',
  },
  freeMs: { formula: 'time declared available and in no call', edges: exclusive },
  ringingMs: { formula: 'time in which a call rings at the agent', edges: exclusive },
  talkingMs: {
    formula: 'time bridged with a caller who called, holds taken out',
    edges: `${exclusive} Mute stays conversation. One whose end was never told counts for 5 min at most.`,
  },
  onHoldMs: { formula: 'time in which the agent’s caller is on hold', edges: exclusive },
  wrapUpMs: { formula: 'time of after-call work', edges: `${exclusive} At most 30 min a call.` },
  outboundMs: {
    formula: 'time bridged with somebody the agent called, holds taken out',
    edges: exclusive,
  },
  offPhoneMs: { formula: 'time declared as other work, in no call', edges: exclusive },
  pausedMs: {
    formula: 'time declared as a pause or a training, in no call',
    edges: exclusive,
  },
  unheardMs: {
    formula: 'the part of freeMs of a day before the first and after the last thing heard in it',
    edges: 'A log-in that nobody ended looks like this. Within freeMs, in no other sum.',
  },
  declaredPausedMs: {
    formula: 'time of pauses and trainings as they were declared',
    edges:
      'Calls taken meanwhile included: what the telephone system itself tells as pause. In no other sum.',
  },
  undeclaredBusyMs: {
    formula: 'time in calls and wrap-up of agents of whom no log-in was declared',
    edges: 'Outside any log-in, in no other sum.',
  },
} as const satisfies {
  readonly [name in 'loggedInMs' | LogInPart | BesideParts]: AgentTimeText;
};

export type AgentTimeName = keyof typeof agentTimes;
export const agentTimeParts = Object.keys(agentTimes) as readonly AgentTimeName[];
export type AgentTime = { readonly [name in AgentTimeName]: number };

/** Every time of a sum, ms. */
export function agentTimeOf(tally: Tally): AgentTime {
  const times: { [name in AgentTimeName]?: number } = {};
  let loggedInMs = 0;
  for (const name of logInParts) loggedInMs += tally[name];
  for (const name of agentTimeParts) times[name] = name === 'loggedInMs' ? loggedInMs : tally[name];
  return times as AgentTime;
}

/** The reason of a training, which is a pause of its own kind. */
export const trainingReason = 'training';

/** The stored sums of pauses by their reason: of the centre, of a team, of an agent. */
export const pauseCuboids = ['pause', 'team_pause', 'agent_pause'] as const satisfies readonly Cuboid[];

const partOf: { readonly [state in AgentState]?: LogInPart } = {
  free: 'freeMs',
  ringing: 'ringingMs',
  on_call: 'talkingMs',
  outbound: 'outboundMs',
  wrap_up: 'wrapUpMs',
  off_phone: 'offPhoneMs',
  break: 'pausedMs',
  training: 'pausedMs',
};
const busyStates: ReadonlySet<AgentState> = new Set<AgentState>([
  'ringing',
  'on_call',
  'outbound',
  'wrap_up',
]);
const isPause = (state: AgentState): boolean => state === 'break' || state === 'training';

/** The first and the last instant at which something was heard of an agent that day. */
export type Heard = { readonly first: Instant; readonly last: Instant };

/**
 * What an agent's spans add, each millisecond in the quarter it was spent in, for the centre, the agent and each of the
 * agent's teams: the times of {@link agentTimes}, pauses by their reason, and `busyMs` (in a call or wrapping up) of
 * `staffedMs` (busy or free). One of whom nothing was declared has only `undeclaredBusyMs`.
 */
export function contributeAgentDay(
  agentId: string,
  teamIds: readonly string[],
  spans: readonly AgentSpan[],
  heard: Heard | null = null,
): readonly Contribution[] {
  const teams = [...new Set(teamIds)];
  const rows: Contribution[] = [];
  const add = (keys: readonly (readonly [Cuboid, string])[], key2: string, sums: Sums): void => {
    for (const [bucketStart, tally] of sums)
      for (const [cuboid, key1] of keys) rows.push({ cuboid, key1, key2, bucketStart, tally, bins: noBins });
  };
  const { times, pauses } = sumsOf(spans, heard);
  add([['total', ''], ['agent', agentId], ...teams.map((id) => ['team', id] as const)], '', times);
  for (const [reason, sums] of pauses)
    add(
      [['pause', ''], ['agent_pause', agentId], ...teams.map((id) => ['team_pause', id] as const)],
      reason,
      sums,
    );
  return rows;
}

type Sums = Map<number, MutableTally>;

function sumsOf(spans: readonly AgentSpan[], heard: Heard | null) {
  const times: Sums = new Map();
  const pauses = new Map<string, Sums>();
  for (const span of splitByQuarter(spans)) {
    if (!isTold(span)) continue;
    addSpan(tallyAt(times, span.from), span, heard);
    if (!isPause(span.state)) continue;
    const reason = span.state === 'training' ? trainingReason : (span.reason ?? '');
    const sums = pauses.get(reason) ?? new Map<number, MutableTally>();
    pauses.set(reason, sums);
    tallyAt(sums, span.from).pausedMs += span.to - span.from;
  }
  return { times, pauses };
}

function tallyAt(sums: Sums, at: Instant): MutableTally {
  const bucketStart = bucketOf(at);
  const known = sums.get(bucketStart);
  if (known !== undefined) return known;
  const made = emptyTally();
  sums.set(bucketStart, made);
  return made;
}

const isLoggedIn = ({ declared }: AgentSpan): boolean => declared !== 'unknown' && declared !== 'offline';
const isTold = (span: AgentSpan): boolean =>
  isLoggedIn(span) ? partOf[span.state] !== undefined : busyStates.has(span.state);

/** Adds a span within one quarter. */
function addSpan(tally: MutableTally, span: AgentSpan, heard: Heard | null): void {
  const { from, to, state, declared, onHold } = span;
  const ms = to - from;
  if (!isLoggedIn(span)) {
    tally.undeclaredBusyMs += ms;
    return;
  }
  const part = onHold ? 'onHoldMs' : partOf[state];
  if (part !== undefined) tally[part] += ms;
  if (isPause(declared)) tally.declaredPausedMs += ms;
  if (busyStates.has(state)) tally.busyMs += ms;
  if (busyStates.has(state) || state === 'free') tally.staffedMs += ms;
  if (state === 'free' && heard !== null) tally.unheardMs += ms - heardWithin(heard, from, to);
}

const heardWithin = ({ first, last }: Heard, from: Instant, to: Instant): number =>
  Math.max(0, Math.min(to, last) - Math.max(from, first));
