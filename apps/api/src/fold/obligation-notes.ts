import {
  followupWindow,
  tryOutcomeNames,
  type CallerFact,
  type CallOfCaller,
  type FollowupPlan,
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

/** The server's own event that the time of a follow-up has come; the subject is its key. */
export const followupDue = 'followup.due';

/** What is kept of an event about an obligation. */
export type ObligationNote =
  | { readonly kind: 'asked'; readonly dueAt: Instant | null }
  | { readonly kind: 'tried'; readonly outcome: TryOutcome }
  | { readonly kind: 'claimed'; readonly by: string; readonly byId: string }
  | { readonly kind: 'released' | 'reopened' | 'passed' | 'due' }
  | PlannedNote;

/** A follow-up as it was planned; its key stands where other notes have that of their call. */
export type PlannedNote = Omit<FollowupPlan, 'plannedAt'> & {
  readonly kind: 'planned';
  readonly clinicId: string;
  readonly language: string | null;
};

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
  return ['callback.', 'obligation.', 'followup.'].some((kind) => type.startsWith(kind));
}

/** The key of a follow-up that another system names. */
export const followupKey = (source: string, followupId: string): string =>
  callKey(source, `followup ${followupId}`);

/** What an event says about an obligation; undefined where it says nothing. */
export function notedCallOf(event: LoggedEvent): NotedCall | undefined {
  if (event.type.startsWith('followup.')) return notedFollowup(event);
  const isOurs = event.type.startsWith('obligation.');
  // Nobody but the server says who has a caller and what came of it.
  if (isOurs && event.source !== serverSource) return undefined;
  const note = isOurs ? ownNote(event) : toldNote(event);
  const source = sourceOfCall(event);
  const key = isOurs ? event.data['callKey'] : callKey(source, event.subject);
  if (note === undefined || typeof key !== 'string') return undefined;
  const { callbackId } = event.data;
  const callbackKey = typeof callbackId === 'string' ? callKey(source, `callback ${callbackId}`) : null;
  return { noteKey: noteKeyOf(event), callKey: key, callbackKey, at: event.at, note };
}

const noteKeyOf = (event: LoggedEvent): string =>
  uuidText(eventHash(pairText(event.source, event.id)).toString('hex'));

/** Ours have their key as their subject; another system's subject is the call on which it was planned. */
function notedFollowup(event: LoggedEvent): NotedCall | undefined {
  const { source, subject, at, data } = event;
  const isOurs = source === serverSource;
  const { followupId } = data;
  if (!isOurs && typeof followupId !== 'string') return undefined;
  const note = followupNote(event);
  if (note === undefined) return undefined;
  const key = isOurs ? subject : followupKey(source, String(followupId));
  return { noteKey: noteKeyOf(event), callKey: key, callbackKey: null, at, note };
}

const mostTypeLetters = 40;
const longestAheadMs = 366 * 86_400_000;

function followupNote(event: LoggedEvent): ObligationNote | undefined {
  const { type, source, data } = event;
  switch (type) {
    case 'followup.created':
      return plannedNote(event);
    case 'followup.done':
      return { kind: 'tried', outcome: toldResults.get(data['result']) ?? 'reached' };
    case 'followup.cancelled':
      return { kind: 'tried', outcome: 'settled' };
    case followupDue:
      return source === serverSource ? { kind: 'due' } : undefined;
    default:
      return undefined;
  }
}

function plannedNote({ source, subject, at, data }: LoggedEvent): PlannedNote | undefined {
  const { clinicId, type: told, reference, language } = data;
  if (typeof clinicId !== 'string') return undefined;
  const kind = typeof told === 'string' ? told.slice(0, mostTypeLetters) : 'other';
  const said = { dueFrom: instantIn(data['dueFrom']), dueUntil: instantIn(data['dueAt']) };
  const window = followupWindow(kind, at, said);
  if (window.dueUntil > at + longestAheadMs) return undefined;
  const isOurs = source === serverSource;
  const aniHash = textIn(data['aniHash']);
  return {
    kind: 'planned',
    ...window,
    type: kind,
    clinicId,
    reference: textIn(reference),
    language: textIn(language),
    onCall: isOurs ? textIn(data['callKey']) : callKey(source, subject),
    ...(aniHash !== null && { patient: { aniHash, mask: textIn(data['aniMask']) } }),
  };
}

const textIn = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function instantIn(value: unknown): Instant | null {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** A note as a fact of its caller; `call` is the one it is of. */
export function factOfNote({ noteKey, at, note }: NotedCall, call: CallOfCaller): CallerFact {
  if (note.kind === 'planned') {
    const { type, dueFrom, dueUntil, reference, onCall, patient } = note;
    const plan = { type, plannedAt: at, dueFrom, dueUntil, reference, onCall, ...(patient && { patient }) };
    return { key: noteKey, at, kind: 'planned', plan, call };
  }
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
    case 'callback.requested':
      return { kind: 'asked', dueAt: instantIn(data['dueAt']) };
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
