import { type Call, type CallSurvey, isWaiting } from '../call';
import type { Instant } from '../fact';
import { isUnanswered } from '../outcomes';
import type {
  DischargeReplies,
  FollowupPlan,
  ObligationCause,
  PlacingState,
  TryBeside,
  TryOutcome,
} from './obligation';

/** The highest *overall* (1 to 5) of a caller who was not content. */
export const highestBadAnswer = 2;

/** What one who was not content and wishes to be called back answered, when and in which language. */
export type SurveyWish = Pick<CallSurvey, 'channel' | 'language'> & { readonly answeredAt: Instant };

/** Where a call's caller was not content and wishes to be called back, both in one survey; nowhere for a test line. */
export function wishesOf({ surveys, test }: Pick<Call, 'surveys' | 'test'>): readonly SurveyWish[] {
  if (test || surveys.length === 0) return [];
  return surveys.flatMap(({ channel, language, answeredAt, items }) =>
    answeredAt !== null && isWish(items) ? { channel, language, answeredAt } : [],
  );
}

function isWish(items: CallSurvey['items']): boolean {
  const overall = items?.['overall'];
  return overall !== undefined && overall <= highestBadAnswer && items?.['callback'] === 1;
}

/** What an obligation takes from a call of the caller. */
export type CallOfCaller = Pick<Call, 'outcome' | 'waitMs' | 'teamId' | 'queueId' | 'reason' | 'urgent'> & {
  readonly callKey: string;
  readonly language: string | null;
  readonly mask: string | null;
};

/**
 * Something that happened between one caller and one clinic, or was done about it. `key` tells two of them apart: one
 * that is told twice has the same.
 */
export type CallerFact = { readonly key: string; readonly at: Instant } & (
  | { readonly kind: 'lost'; readonly call: CallOfCaller; readonly cause: ObligationCause }
  /** A wish to be called back, noted on a call. */
  | { readonly kind: 'asked'; readonly call: CallOfCaller; readonly dueAt: Instant | null }
  /** The caller of a call was not content, and wishes to be called back. */
  | { readonly kind: 'badAnswer'; readonly call: CallOfCaller }
  /** The caller is in a queue or in conversation. */
  | { readonly kind: 'calling'; readonly call: CallOfCaller; readonly isTalking: boolean }
  /** A person answered the caller; how long they spoke is null where no source says it. */
  | { readonly kind: 'answered'; readonly talkMs: number | null }
  /** We called; without an end the call is under way. `requestId`: the telephone system was asked to place it. */
  | ({ readonly kind: 'dialled'; readonly requestId?: string } & DialledCall)
  /** The telephone system is asked to place a call. */
  | { readonly kind: 'callAsked'; readonly requestId: string }
  /** What the telephone system said to that. */
  | {
      readonly kind: 'callTold';
      readonly requestId: string;
      readonly state: ToldPlacing;
      readonly why: string | null;
    }
  /** A call to the patient is planned; told again before it is due, the later plan holds. */
  | { readonly kind: 'planned'; readonly plan: FollowupPlan; readonly call: CallOfCaller }
  /** The time of what was planned has come. */
  | { readonly kind: 'due' }
  /** The patient of a follow-up was reached and answered. */
  | {
      readonly kind: 'replied';
      readonly replies: DischargeReplies;
      /** Until when the clinic, which was told, may say to know; then it is to be telephoned. Null: at once. */
      readonly tellBy?: Instant | null;
    }
  /** The clinic says to know what a patient answered. */
  | { readonly kind: 'acknowledged' }
  /** `ofPatient`: said of whom a call was planned to, by the plan's own name, so never of a clinic that is to know. */
  | ({ readonly kind: 'tried'; readonly outcome: TryOutcome; readonly ofPatient?: true } & TryBeside)
  | { readonly kind: 'claimed'; readonly by: string; readonly byId: string }
  | { readonly kind: 'released' }
  | { readonly kind: 'reopened' }
  /** Nothing happened: time has come this far. */
  | { readonly kind: 'passed' }
);

/** What a telephone system may say of a call that it was asked to place, or what we say where it is silent. */
export const toldPlacings = [
  'ringing',
  'refused',
  'unreachable',
  'unknown',
] as const satisfies readonly PlacingState[];
export type ToldPlacing = (typeof toldPlacings)[number];

/** Our own call to a caller. */
export type DialledCall = {
  readonly endedAt: Instant | null;
  readonly talkMs: number | null;
  /** Who is rung, or that they talk, while it is under way; left out: not known. */
  readonly stage?: 'ringing' | 'patient' | 'talking';
};

/** Of several facts at one instant the one that stands first here comes first. */
const order: readonly CallerFact['kind'][] = [
  'planned',
  'due',
  'lost',
  'asked',
  'badAnswer',
  'answered',
  'calling',
  'reopened',
  'claimed',
  'callAsked',
  'callTold',
  'dialled',
  'replied',
  'acknowledged',
  'tried',
  'released',
  'passed',
];

/** Each once, in their order, whatever order they were told in. */
export function sortCallerFacts(facts: readonly CallerFact[]): readonly CallerFact[] {
  const byKey = new Map(facts.map((fact) => [fact.key, fact]));
  return [...byKey.values()].sort(
    (a, b) => a.at - b.at || order.indexOf(a.kind) - order.indexOf(b.kind) || (a.key < b.key ? -1 : 1),
  );
}

/** What a call tells of its caller; nothing for a test call, or one of which only notes are known. */
export function callerFactsOf(callKey: string, call: Call): readonly CallerFact[] {
  if (call.test) return [];
  const told = callOfCaller(callKey, call);
  if (call.direction === 'outbound') return [dialled(callKey, call), ...badAnswers(call, told)];
  if (!call.counted) return [];
  return [...fateOf(callKey, call, told), ...badAnswers(call, told)];
}

/** Our own call that the telephone system was asked to place, whoever it says was called; nothing of a test call. */
export function placedCallOf(callKey: string, call: Call, requestId: string): readonly CallerFact[] {
  return call.test || call.direction !== 'outbound' ? [] : [{ ...dialled(callKey, call), requestId }];
}

/** Whether somebody is owed a call because of this one, whatever else is known of its caller. */
export const opensObligation = (call: Call): boolean =>
  (call.counted && isUnanswered(call.outcome)) ||
  ((call.counted || call.direction === 'outbound') && wishesOf(call).length > 0);

function fateOf(callKey: string, call: Call, told: CallOfCaller): readonly CallerFact[] {
  if (call.answeredAt !== null) return [answered(callKey, call, told)];
  if (isWaiting(call) || call.phase === 'greeting')
    return [{ key: callKey, at: call.arrivedAt, kind: 'calling', call: told, isTalking: false }];
  if (!isUnanswered(call.outcome)) return [];
  const at = call.decidedAt ?? call.arrivedAt;
  return [{ key: callKey, at, kind: 'lost', call: told, cause: causeOf(call) }];
}

const badAnswers = (call: Call, told: CallOfCaller): readonly CallerFact[] =>
  wishesOf(call).map(({ channel, answeredAt }) => ({
    key: `${told.callKey} ${channel}`,
    at: answeredAt,
    kind: 'badAnswer',
    call: told,
  }));

/** What an obligation takes from a call. */
export function callOfCaller(callKey: string, call: Call): CallOfCaller {
  const { outcome, waitMs, teamId, queueId, reason, urgent } = call;
  const language = call.languageRequested;
  return { callKey, outcome, waitMs, teamId, queueId, reason, urgent, language, mask: call.aniMask };
}

function causeOf({ outcome }: Call): ObligationCause {
  if (outcome === 'voicemail') return 'voicemail';
  return outcome === 'callbackExit' ? 'asked' : 'unanswered';
}

/** Somebody who is in conversation may still hang up within a moment: it is an answer when it has lasted. */
function answered(callKey: string, call: Call, told: CallOfCaller): CallerFact {
  const at = call.answeredAt ?? call.arrivedAt;
  const isOver = call.phase === 'ended' || call.phase === 'wrap';
  if (!isOver) return { key: callKey, at, kind: 'calling', call: told, isTalking: call.phase === 'talking' };
  return { key: callKey, at, kind: 'answered', talkMs: talkOf(call) };
}

function dialled(callKey: string, call: Call): Extract<CallerFact, { readonly kind: 'dialled' }> {
  const endedAt = call.phase === 'ended' || call.phase === 'wrap' ? (call.endedAt ?? call.lastAt) : null;
  return {
    key: callKey,
    at: call.firstAt,
    kind: 'dialled',
    endedAt,
    talkMs: talkOf(call),
    stage: stageOf(call),
  };
}

/** A set that was picked up and is bridged with nobody yet: the patient is rung. A call without a set rings the patient. */
function stageOf({ legs }: Call): NonNullable<DialledCall['stage']> {
  if (legs.some((leg) => leg.answeredAt !== null)) return 'talking';
  const isSetRinging = legs.some((leg) => leg.offerEndedAt === null && leg.ringMs === null);
  return isSetRinging ? 'ringing' : 'patient';
}

/** Bridged time, holds included, over all who spoke; null when no source says it. */
function talkOf({ legs }: Call): number | null {
  let sum: number | null = null;
  for (const { talkMs, holdMs } of legs) if (talkMs !== null) sum = (sum ?? 0) + talkMs + holdMs;
  return sum;
}
