import {
  clinicAlert,
  dischargeAnswers,
  dischargeQuestions,
  followupWindow,
  toldPlacings,
  tryOutcomeNames,
  type CallerFact,
  type CallOfCaller,
  type DischargeReplies,
  type Instant,
  type TryOutcome,
} from '@vigie/calls';

import { callKey, eventHash, pairText, uuidText, type LoggedEvent } from '../event-log/logged-event';
import { serverSource, sourceOfCall } from '../event-log/server-events';
import {
  followupDue,
  obligationEvents,
  type NotedCall,
  type ObligationNote,
  type PlannedNote,
} from './obligation-note';

/** Whether events of a type are about an obligation, be it of a telephone system or our own. */
export function isObligationEvent(type: string): boolean {
  return ['callback.', 'obligation.', 'followup.'].some((kind) => type.startsWith(kind));
}

/** Whether an event may say something about an obligation: a call, too, may tell that it was asked for. */
export const mayBeNoted = ({ type, data }: LoggedEvent): boolean =>
  isObligationEvent(type) || data['requestId'] !== undefined;

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
  const key = isOurs ? event.data['callKey'] : callKey(sourceOfCall(event), event.subject);
  if (note === undefined || typeof key !== 'string') return undefined;
  return {
    noteKey: noteKeyOf(event),
    callKey: key,
    callbackKey: callbackKeyOf(event),
    at: event.at,
    note,
  };
}

/** A request is known only to the source that was asked: nobody else's call joins it. */
function callbackKeyOf(event: LoggedEvent): string | null {
  const { callbackId, requestId } = event.data;
  const source = sourceOfCall(event);
  if (typeof callbackId === 'string') return callKey(source, `callback ${callbackId}`);
  return typeof requestId === 'string' ? callKey(source, `request ${requestId}`) : null;
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
      return ofPatient(data['result'] === undefined ? 'reached' : toldOutcome(data));
    case 'followup.cancelled':
      return ofPatient('settled');
    case followupDue:
      return source === serverSource ? { kind: 'due' } : undefined;
    default:
      return undefined;
  }
}

const ofPatient = (outcome: TryOutcome): ObligationNote => ({ kind: 'tried', outcome, ofPatient: true });

function plannedNote({ source, subject, at, data }: LoggedEvent): PlannedNote | undefined {
  const { clinicId, type: told, reference, language } = data;
  if (typeof clinicId !== 'string') return undefined;
  // That a clinic is to know is of what its patient answered alone, and nobody's to plan.
  const kind = typeof told === 'string' && told !== clinicAlert ? told.slice(0, mostTypeLetters) : 'other';
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

/** A note as a fact of its caller; `call` is the one it is of. That a call was placed is told by the call itself. */
export function factsOfNote(noted: NotedCall, call: CallOfCaller): readonly CallerFact[] {
  const { note } = noted;
  return note.kind === 'placed' ? [] : [factOfNote({ ...noted, note }, call)];
}

type Told = Omit<NotedCall, 'note'> & { readonly note: Exclude<ObligationNote, { readonly kind: 'placed' }> };

function factOfNote({ noteKey, at, note }: Told, call: CallOfCaller): CallerFact {
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

/** Nobody was reached by a try of which nothing better is known. */
const toldOutcome = ({ result }: LoggedEvent['data']): TryOutcome => toldResults.get(result) ?? 'noAnswer';

function toldNote({ type, data }: LoggedEvent): ObligationNote | undefined {
  switch (type) {
    case 'callback.requested':
      return { kind: 'asked', dueAt: instantIn(data['dueAt']) };
    case 'callback.attempted':
      return { kind: 'tried', outcome: toldOutcome(data) };
    case 'callback.reached':
      return { kind: 'tried', outcome: 'reached' };
    case 'callback.cancelled':
      return { kind: 'tried', outcome: 'settled' };
    case 'call.initiated':
      return placedNote(data);
    default:
      return undefined;
  }
}

function placedNote({ requestId }: LoggedEvent['data']): ObligationNote | undefined {
  return typeof requestId === 'string' ? { kind: 'placed', requestId } : undefined;
}

function ownNote({ type, data }: LoggedEvent): ObligationNote | undefined {
  const { by, byId, outcome } = data;
  const bare = bareNotes.get(type);
  if (bare !== undefined) return { kind: bare };
  switch (type) {
    case obligationEvents.claimed:
      return typeof by === 'string' && typeof byId === 'string' ? { kind: 'claimed', by, byId } : undefined;
    case obligationEvents.replied:
      return repliedNote(data);
    case obligationEvents.attempted:
    case obligationEvents.closed:
      return outcome === 'neverReached' ? { kind: 'passed' } : triedAs(data);
    default:
      return requestNote(type, data);
  }
}

/** Those that say nothing but that it was done. */
const bareNotes: ReadonlyMap<string, 'released' | 'reopened' | 'acknowledged'> = new Map([
  [obligationEvents.released, 'released'],
  [obligationEvents.reopened, 'reopened'],
  [obligationEvents.acknowledged, 'acknowledged'],
]);

function requestNote(type: string, data: LoggedEvent['data']): ObligationNote | undefined {
  const { requestId, state, why } = data;
  if (typeof requestId !== 'string') return undefined;
  if (type === obligationEvents.callAsked) return { kind: 'callAsked', requestId };
  if (type === obligationEvents.callPlaced) return { kind: 'placed', requestId };
  const told = toldPlacings.find((one) => one === state);
  return told === undefined || type !== obligationEvents.callTold
    ? undefined
    : { kind: 'callTold', requestId, state: told, why: textIn(why) };
}

function triedAs({ outcome, reason, note }: LoggedEvent['data']): ObligationNote | undefined {
  const known = tryOutcomeNames.find((name) => name === outcome);
  if (known === undefined) return undefined;
  const said = { reason: textIn(reason), note: textIn(note) };
  return {
    kind: 'tried',
    outcome: known,
    ...Object.fromEntries(Object.entries(said).filter(([, text]) => text !== null)),
  };
}

function repliedNote({ version, answers, tellBy }: LoggedEvent['data']): ObligationNote | undefined {
  const told = (typeof answers === 'object' ? answers : null) as Readonly<Record<string, unknown>> | null;
  const answerOf = (question: string) => dischargeAnswers.find((answer) => answer === told?.[question]);
  const known = dischargeQuestions.flatMap((question) => {
    const answer = answerOf(question);
    return answer === undefined ? [] : [[question, answer] as const];
  });
  if (typeof version !== 'number' || known.length < dischargeQuestions.length) return undefined;
  return {
    kind: 'replied',
    tellBy: instantIn(tellBy),
    replies: { version, answers: Object.fromEntries(known) as DischargeReplies['answers'] },
  };
}
