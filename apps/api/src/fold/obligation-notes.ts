import {
  tryOutcomeNames,
  type CallerFact,
  type CallOfCaller,
  type Instant,
  type TryOutcome,
} from '@vigie/calls';

import { callKey, eventHash, pairText, uuidText, type LoggedEvent } from '../event-log/logged-event';
import { serverSource, sourceOfCall } from '../event-log/server-events';

/** The server's own events of obligations; the subject is the obligation, `callKey` in the data the call it began with. */
export const obligationEvents = {
  claimed: 'obligation.claimed',
  released: 'obligation.released',
  attempted: 'obligation.attempted',
  closed: 'obligation.closed',
  reopened: 'obligation.reopened',
} as const;

/** What is kept of an event about an obligation. */
export type ObligationNote =
  | { readonly kind: 'asked'; readonly dueAt: Instant | null }
  | { readonly kind: 'tried'; readonly outcome: TryOutcome }
  | { readonly kind: 'claimed'; readonly by: string; readonly byId: string }
  | { readonly kind: 'released' | 'reopened' | 'passed' };

/** A note, and the call it is of. */
export type NotedCall = {
  readonly noteKey: string;
  readonly callKey: string;
  /** Of one callback: events with the same one are about the same obligation. */
  readonly callbackKey: string | null;
  readonly at: Instant;
  readonly note: ObligationNote;
};

/** Whether an event is about an obligation, be it of a telephone system or our own. */
export function isObligationEvent(type: string): boolean {
  return type.startsWith('callback.') || type.startsWith('obligation.');
}

/** What an event says about an obligation; undefined where it says nothing. */
export function notedCallOf(event: LoggedEvent): NotedCall | undefined {
  const isOurs = event.type.startsWith('obligation.');
  // Nobody but the server says who has a caller and what came of it.
  if (isOurs && event.source !== serverSource) return undefined;
  const note = isOurs ? ownNote(event) : toldNote(event);
  const source = sourceOfCall(event);
  const key = isOurs ? event.data['callKey'] : callKey(source, event.subject);
  if (note === undefined || typeof key !== 'string') return undefined;
  const { callbackId } = event.data;
  const noteKey = uuidText(eventHash(pairText(event.source, event.id)).toString('hex'));
  const callbackKey = typeof callbackId === 'string' ? callKey(source, `callback ${callbackId}`) : null;
  return { noteKey, callKey: key, callbackKey, at: event.at, note };
}

/** A note as a fact of its caller; `call` is the one it is of. */
export function factOfNote({ noteKey, at, note }: NotedCall, call: CallOfCaller): CallerFact {
  return note.kind === 'asked' ? { key: noteKey, at, ...note, call } : { key: noteKey, at, ...note };
}

/** The results that telephone systems tell of a callback. */
const toldResults: ReadonlyMap<unknown, TryOutcome> = new Map<unknown, TryOutcome>([
  ['reached', 'reached'],
  ['message_left', 'messageLeft'],
  ['other_person', 'otherPerson'],
  ['wrong_number', 'wrongNumber'],
  ['refused', 'refused'],
]);

function toldNote({ type, data }: LoggedEvent): ObligationNote | undefined {
  switch (type) {
    case 'callback.requested': {
      const dueAt = typeof data['dueAt'] === 'string' ? Date.parse(data['dueAt']) : Number.NaN;
      return { kind: 'asked', dueAt: Number.isNaN(dueAt) ? null : dueAt };
    }
    case 'callback.attempted':
      return { kind: 'tried', outcome: toldResults.get(data['result']) ?? 'noAnswer' };
    case 'callback.reached':
      return { kind: 'tried', outcome: 'reached' };
    case 'callback.cancelled':
      return { kind: 'tried', outcome: 'settled' };
    default:
      return undefined;
  }
}

function ownNote({ type, data }: LoggedEvent): ObligationNote | undefined {
  const { by, byId, outcome } = data;
  switch (type) {
    case obligationEvents.claimed:
      return typeof by === 'string' && typeof byId === 'string' ? { kind: 'claimed', by, byId } : undefined;
    case obligationEvents.released:
      return { kind: 'released' };
    case obligationEvents.reopened:
      return { kind: 'reopened' };
    case obligationEvents.attempted:
    case obligationEvents.closed:
      return outcome === 'neverReached' ? { kind: 'passed' } : triedAs(outcome);
    default:
      return undefined;
  }
}

function triedAs(outcome: unknown): ObligationNote | undefined {
  const known = tryOutcomeNames.find((name) => name === outcome);
  return known === undefined ? undefined : { kind: 'tried', outcome: known };
}
