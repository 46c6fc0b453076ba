import { isAgentFactType, type AgentFact, type CallFact, type DeclaredState } from '@vigie/calls';

import { callKey } from '../event-log/event-identity';
import { serverSource, settingsApplied, sourceOfCall } from '../event-log/server-events';
import { eventTie } from './event-tie';
import { inSlices } from '../platform/in-slices';
import type { LoggedEvent } from '../event-log/logged-event';
import { isToldByFile } from './recorded-facts';
import type { SourceRestart, SourceState } from './source-store';
import { toCallFact } from './to-call-fact';

/** What a stretch of the log tells of one call. */
export type CallNews = {
  readonly key: string;
  readonly source: string;
  readonly callId: string;
  readonly facts: CallFact[];
  /** Number of the last of these events. */
  seq: number;
};

/** What a stretch of the log tells, by what it is about. */
export type GatheredEvents = {
  readonly calls: readonly CallNews[];
  readonly agents: readonly { readonly agentId: string; readonly fact: AgentFact }[];
  readonly restarts: readonly SourceRestart[];
  readonly heard: readonly SourceState[];
  /** The settings were applied to what was folded before: everything on the board may look different. */
  readonly settingsApplied: boolean;
};

/** Sorts events by what they are about; what the fold does not read is in the log alone. */
export async function gatherEvents(events: readonly LoggedEvent[]): Promise<GatheredEvents> {
  const calls: CallsBySource = new Map();
  const heard = new Map<string, SourceState>();
  const agents: GatheredEvents['agents'][number][] = [];
  const restarts: SourceRestart[] = [];
  await inSlices(events, (event) => {
    if (event.source !== serverSource && !isToldByFile(event.type))
      heard.set(event.source, hearing(heard.get(event.source), event));
    if (isAgentFactType(event.type))
      agents.push({ agentId: event.subject, fact: toAgentFact(event, event.type) });
    else if (event.type === 'source.restarted') restarts.push({ source: event.source, at: event.at });
    else addToCall(calls, event);
  });
  const applied = events.some(({ type, source }) => type === settingsApplied && source === serverSource);
  const ofCalls = [...calls.values()].flatMap((ofSource) => [...ofSource.values()]);
  return { calls: ofCalls, agents, restarts, heard: [...heard.values()], settingsApplied: applied };
}

type CallsBySource = Map<string, Map<string, CallNews>>;

function addToCall(calls: CallsBySource, event: LoggedEvent): void {
  const fact = toCallFact(event);
  if (fact === undefined) return;
  const source = sourceOfCall(event);
  let ofSource = calls.get(source);
  if (ofSource === undefined) calls.set(source, (ofSource = new Map<string, CallNews>()));
  let news = ofSource.get(event.subject);
  if (news === undefined) ofSource.set(event.subject, (news = newsOf(source, event.subject)));
  news.facts.push(fact);
  news.seq = event.seq;
}

function newsOf(source: string, callId: string): CallNews {
  return { key: callKey(source, callId), source, callId, facts: [], seq: 0 };
}

function toAgentFact(event: LoggedEvent, type: AgentFact['type']): AgentFact {
  const { queueId, state, reason, paused } = event.data;
  return {
    type,
    at: event.at,
    tie: eventTie(event.id),
    ...(event.sequence !== null && { sequence: event.sequence }),
    ...(typeof queueId === 'string' && { queueId }),
    ...(typeof state === 'string' && { state: state as DeclaredState }),
    ...(typeof reason === 'string' && { reason }),
    ...(typeof paused === 'boolean' && { paused }),
  };
}

/** Sources are heard by our clock: when the event came, not when it says it happened. */
function hearing(
  known: SourceState | undefined,
  { source, type, receivedAt, at, data }: LoggedEvent,
): SourceState {
  if (type !== 'source.heartbeat') {
    const { lastHeartbeatAt = null, offsetMs = null } = known ?? {};
    return { source, lastEventAt: receivedAt, lastHeartbeatAt, offsetMs };
  }
  const told = data['offsetMs'];
  const offsetMs = typeof told === 'number' ? told : at - receivedAt;
  return { source, lastEventAt: known?.lastEventAt ?? null, lastHeartbeatAt: receivedAt, offsetMs };
}
