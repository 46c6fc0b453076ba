import type { IncomingEvent } from '../incoming-event';
import { localDateOf, secondMs, type Instant } from '../local-date';

/** A call as its events tell it, counted here by hand so that a check does not lean on what it checks. */
export type ToldCall = {
  readonly id: string;
  readonly date: string;
  readonly startedAt: Instant;
  readonly clinicId: string;
  enqueuedAt: Instant | null;
  waitMs: number | null;
  answeredAt: Instant | null;
  end: 'answered' | 'lost' | 'closed' | 'selfServed' | null;
  short: boolean;
  agentId: string | null;
  wrappedAt: Instant | null;
};

function endOf(event: IncomingEvent, call: ToldCall): ToldCall['end'] {
  if (event.type === 'call.blocked') return event.data['reason'] === 'closed' ? 'closed' : 'lost';
  if (event.type === 'call.dequeued') return event.data['reason'] === 'answered' ? 'answered' : 'lost';
  return call.end ?? (event.data['cause'] === 'self_served' ? 'selfServed' : 'lost');
}

function tell(call: ToldCall, event: IncomingEvent, at: Instant): void {
  switch (event.type) {
    case 'call.enqueued':
      call.enqueuedAt = at;
      break;
    case 'call.answered':
      Object.assign(call, { answeredAt: at, agentId: String(event.data['agentId']) });
      break;
    case 'call.dequeued':
      call.waitMs = at - (call.enqueuedAt ?? Number.NaN);
      call.short = event.data['reason'] === 'abandoned' && call.waitMs < 5 * secondMs;
      call.end = endOf(event, call);
      break;
    case 'call.blocked':
    case 'call.disconnected':
      call.end = endOf(event, call);
      break;
    case 'acw.ended':
      call.wrappedAt = at;
      break;
    default:
  }
}

/** Every call of a stream, by id, in order of its start. */
export function tellCalls(events: Iterable<IncomingEvent>): ReadonlyMap<string, ToldCall> {
  const calls = new Map<string, ToldCall>();
  for (const event of events) {
    const at = Date.parse(event.time);
    if (event.type === 'call.initiated') {
      calls.set(event.subject, {
        id: event.subject,
        date: localDateOf(at),
        startedAt: at,
        clinicId: String(event.data['clinicId']),
        enqueuedAt: null,
        waitMs: null,
        answeredAt: null,
        end: null,
        short: false,
        agentId: null,
        wrappedAt: null,
      });
    }
    const call = calls.get(event.subject);
    if (call !== undefined) tell(call, event, at);
  }
  return calls;
}

/** The most who wait at one instant, over all queues. */
export function peakWaiting(calls: Iterable<ToldCall>): number {
  const steps: [Instant, number][] = [];
  for (const { enqueuedAt, waitMs } of calls) {
    if (enqueuedAt !== null && waitMs !== null) steps.push([enqueuedAt, 1], [enqueuedAt + waitMs, -1]);
  }
  let waiting = 0;
  let peak = 0;
  for (const [, step] of steps.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    waiting += step;
    peak = Math.max(peak, waiting);
  }
  return peak;
}

/** Milliseconds between log-in and log-out, without breaks, of everyone. */
export function staffedMs(events: Iterable<IncomingEvent>): number {
  const since = new Map<string, Instant>();
  let total = 0;
  for (const event of events) {
    const at = Date.parse(event.time);
    const begins = event.type === 'agent.state_changed' && event.data['state'] === 'available';
    const ends = event.type === 'agent.logged_out' || (event.type === 'agent.state_changed' && !begins);
    const from = since.get(event.subject);
    if (begins) since.set(event.subject, from ?? at);
    if (ends && from !== undefined) {
      total += at - from;
      since.delete(event.subject);
    }
  }
  return total;
}
