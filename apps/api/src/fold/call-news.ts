import type { CallFact } from '@vigie/calls';

import { callKey, type LoggedEvent } from '../event-log/logged-event';
import { sourceOfCall } from '../event-log/server-events';
import { inSlices } from '../platform/breather';
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

type CallsBySource = Map<string, Map<string, CallNews>>;

/** Sorts events by the call they are about. */
export async function gatherCalls(tenantId: string, events: readonly LoggedEvent[]): Promise<CallNews[]> {
  const calls: CallsBySource = new Map();
  await inSlices(tenantId, events, (event) => addToCall(calls, event));
  return [...calls.values()].flatMap((ofSource) => [...ofSource.values()]);
}

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
