import type { Call, CallPhase, Outcome, Segment } from './call';
import { settleSurveys } from './apply-note';
import type { DraftCall, DraftSegment } from './draft-call';
import { elapsed } from './draft-call';
import { isRinging } from './draft-legs';
import type { CallRules } from './call-rules';
import type { Instant } from './fact';
import { closeLegs, settleLeg } from './settle-leg';
import type { SegmentSetting, Verdict } from './settle-segment';
import { closeSegments, judge, settleSegment } from './settle-segment';

/** Turns a draft, all facts applied, into the call they tell. */
export function settleCall(draft: DraftCall, rules: CallRules): Call {
  closeSegments(draft);
  closeLegs(draft);
  const arrivedAt = arrivalOf(draft);
  const clinicId = clinicOf(draft, rules);
  const setting = {
    covered: rules.covered(clinicId, arrivedAt),
    shortMs: rules.shortAbandonMs(clinicId),
    rules,
  };
  const segments = draft.segments.map((segment) => settleSegment(draft, segment, setting));
  const primary = primaryOf(draft);
  const fate = fateOf(draft, setting);
  // One spread, and first: any other copies field by field, which is felt where a day is folded.
  return {
    ...toldOf(draft, rules),
    arrivedAt,
    firstAt: Math.min(draft.firstAt, arrivedAt),
    lastAt: draft.lastAt,
    clinicId,
    teamId: primary === undefined ? null : rules.teamOfQueue(primary.queueId),
    queueId: primary?.queueId ?? null,
    covered: setting.covered,
    phase: fate.phase,
    outcome: fate.outcome,
    subCode: fate.subCode,
    shortAbandoned: fate.shortAbandoned,
    offered: fate.offered,
    decidedAt: fate.decidedAt,
    endedAt: fate.endedAt,
    waitMs: fate.waitMs,
    transferWaitMs: transferWaitOf(draft, segments),
    segments,
    legs: draft.legs.map((leg) => settleLeg(draft, leg)),
  };
}

type FateFields =
  'phase' | 'outcome' | 'subCode' | 'shortAbandoned' | 'offered' | 'decidedAt' | 'endedAt' | 'waitMs';

function fateOf(draft: DraftCall, { covered, shortMs }: SegmentSetting): Pick<Call, FateFields> {
  const { outcome, subCode } = judge(verdictOf(draft), covered);
  const waitMs = waitOf(draft, outcome);
  const phase = phaseOf(draft, outcome);
  return {
    phase,
    outcome,
    subCode,
    shortAbandoned: outcome === 'abandoned' && waitMs !== null && waitMs < shortMs,
    offered: isOffered(draft, outcome),
    decidedAt: outcome === null ? null : (draft.answeredAt ?? draft.terminal?.at ?? null),
    endedAt: phase === 'ended' || phase === 'wrap' ? endOf(draft) : draft.endedAt,
    waitMs,
  };
}

/** What a call keeps as it was told. */
type ToldFields =
  | 'direction'
  | 'test'
  | 'counted'
  | 'aniHash'
  | 'aniKind'
  | 'aniMask'
  | 'languageRequested'
  | 'languageServed'
  | 'reason'
  | 'greetingMs'
  | 'answeredAt'
  | 'transfers'
  | 'difficult'
  | 'difficultReason'
  | 'disposition'
  | 'urgent'
  | 'appointmentObtained'
  | 'resolved'
  | 'rating'
  | 'anomalies'
  | 'surveys'
  | 'reachedAt'
  | 'acknowledgedAt';

function toldOf(draft: DraftCall, rules: CallRules): Pick<Call, ToldFields> {
  const test = draft.test || (draft.dnis !== null && rules.isTestNumber(draft.dnis));
  return {
    direction: draft.outbound ? 'outbound' : 'inbound',
    test,
    counted: !draft.outbound && !test && draft.substance > 0,
    aniHash: draft.aniHash,
    aniKind: draft.aniKind,
    aniMask: draft.aniMask,
    languageRequested: draft.languageRequested,
    languageServed: draft.languageServed,
    reason: draft.reason,
    greetingMs: draft.greetingMs,
    answeredAt: draft.answeredAt,
    transfers: draft.transfers,
    difficult: draft.difficult,
    difficultReason: draft.difficult ? draft.difficultReason : null,
    disposition: draft.disposition,
    urgent: draft.urgent,
    appointmentObtained: draft.appointmentObtained,
    resolved: draft.resolved,
    rating: draft.rating,
    // The list itself: what settling finds out of order afterwards is noted in it.
    anomalies: draft.anomalies,
    surveys: settleSurveys(draft),
    reachedAt: draft.reachedAt,
    acknowledgedAt: draft.acknowledgedAt,
  };
}

/** First enqueue; without one the first thing known, be it rebuilt. */
function arrivalOf(draft: DraftCall): Instant {
  const entered = firstEnqueue(draft)?.enqueuedAt;
  return entered ?? Math.min(draft.firstAt, draft.answeredAt ?? draft.firstAt);
}

function firstEnqueue(draft: DraftCall): DraftSegment | undefined {
  let first: DraftSegment | undefined;
  for (const segment of draft.segments) {
    if (segment.joined && (first === undefined || segment.enqueuedAt < first.enqueuedAt)) first = segment;
  }
  return first;
}

/** The clinic the events name, else that of the dialled number, else that of the queue, else the queue itself. */
function clinicOf(draft: DraftCall, rules: CallRules): string | null {
  if (draft.clinicId !== null) return draft.clinicId;
  const byNumber = draft.dnis === null ? undefined : rules.clinicOfNumber(draft.dnis);
  if (byNumber !== undefined) return byNumber;
  const queueId = draft.segments[0]?.queueId ?? draft.legs[0]?.queueId ?? '';
  return queueId === '' ? null : (rules.clinicOfQueue(queueId) ?? queueId);
}

const isOpen = (segment: DraftSegment): boolean => segment.leftAt === null;

/** Answered wins over all; a call still in a queue is undecided; else the last outcome told. */
function verdictOf(draft: DraftCall): Verdict {
  if (draft.answeredAt !== null) return { outcome: 'answered', subCode: null };
  if (draft.terminal === null || draft.segments.some(isOpen)) return { outcome: null, subCode: null };
  return draft.terminal;
}

const isOffered = (draft: DraftCall, outcome: Outcome | null): boolean =>
  outcome === 'unspecified' ||
  (outcome !== 'closed' &&
    outcome !== 'answeredByBot' &&
    draft.segments.some((segment) => segment.joined && !segment.rescinded));

/** First bridge, or leaving the last queue, less the first enqueue. */
function waitOf(draft: DraftCall, outcome: Outcome | null): number | null {
  if (outcome === null || outcome === 'unknown' || outcome === 'unspecified') return null;
  const first = firstEnqueue(draft);
  if (first === undefined) return draft.answeredAt === null ? null : draft.directWaitMs;
  if (!first.startKnown) return null;
  return elapsed(draft, first.enqueuedAt, draft.answeredAt ?? lastExit(draft, first.enqueuedAt));
}

function lastExit(draft: DraftCall, fallback: Instant): Instant {
  let last = fallback;
  for (const { joined, leftAt } of draft.segments)
    if (joined && leftAt !== null && leftAt > last) last = leftAt;
  return last;
}

/** The queue that answered, else the one the caller is in, else the last one left. */
const primaryOf = (draft: DraftCall): DraftSegment | undefined =>
  draft.segments.find((segment) => segment.answeredAt !== null) ??
  draft.segments.find(isOpen) ??
  draft.segments.findLast((segment) => segment.joined && !segment.rescinded) ??
  draft.segments.at(-1);

function phaseOf(draft: DraftCall, outcome: Outcome | null): CallPhase {
  if (isTalkingNow(draft)) return 'talking';
  if (draft.segments.some(isOpen)) return draft.legs.some(isRinging) ? 'ringing' : 'waiting';
  // Work noted after a call that nobody is known to have answered yet decides nothing.
  if (outcome === null) return 'greeting';
  if (draft.legs.some((leg) => leg.wrapStartedAt !== null && leg.wrapEndedAt === null)) return 'wrap';
  return 'ended';
}

function isTalkingNow(draft: DraftCall): boolean {
  if (draft.answeredAt === null) return false;
  const answered = draft.legs.filter((leg) => leg.answeredAt !== null);
  if (answered.length === 0) return draft.endedAt === null && draft.givenUpAt === null;
  return answered.some((leg) => leg.endedAt === null);
}

/** The end of the line where it was told, else the last thing that ended. */
function endOf(draft: DraftCall): Instant | null {
  if (draft.endedAt !== null) return draft.endedAt;
  let last = draft.answeredAt === null ? (draft.terminal?.at ?? null) : null;
  for (const { endedAt } of draft.legs)
    if (endedAt !== null && (last === null || endedAt > last)) last = endedAt;
  return last ?? draft.givenUpAt;
}

function transferWaitOf(draft: DraftCall, segments: readonly Segment[]): number {
  let waitMs = 0;
  for (let index = 0; index < segments.length; index += 1) {
    if (draft.segments[index]?.afterAnswer === true) waitMs += segments[index]?.waitMs ?? 0;
  }
  return waitMs;
}
