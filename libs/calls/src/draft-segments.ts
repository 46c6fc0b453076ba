import type { Outcome } from './call';
import type { DraftCall, DraftSegment } from './draft-call';
import { noteAnomaly } from './draft-call';
import type { CallFact, Instant } from './fact';

/** The queue of a fact that names none. */
export const unnamedQueue = '';

type Start = Pick<DraftSegment, 'enqueuedAt' | 'startKnown' | 'joined'> & { readonly rebuilt?: true };

function addSegment(draft: DraftCall, fact: CallFact, start: Start): DraftSegment {
  const segment: DraftSegment = {
    id: fact.segmentId ?? null,
    queueId: fact.queueId ?? unnamedQueue,
    enqueuedAt: start.enqueuedAt,
    startKnown: start.startKnown,
    joined: start.joined,
    leftAt: null,
    answeredAt: null,
    outcome: null,
    subCode: null,
    rescinded: false,
    afterAnswer: draft.answeredAt !== null,
    rebuilt: start.rebuilt ?? false,
  };
  draft.segments.push(segment);
  return segment;
}

/** A segment whose enqueue was never told: its start is the fact's instant less the wait it tells, if it tells one. */
export function rebuildSegment(draft: DraftCall, fact: CallFact, at: Instant = fact.at): DraftSegment {
  noteAnomaly(draft, 'enqueue_missing');
  return addSegment(draft, fact, {
    enqueuedAt: at - (fact.waitMs ?? 0),
    startKnown: fact.waitMs !== undefined,
    joined: true,
    rebuilt: true,
  });
}

/** A join that was refused: the queue was asked for and never entered. */
export function refuseSegment(draft: DraftCall, fact: CallFact, outcome: Outcome, subCode: string): void {
  const segment = addSegment(draft, fact, { enqueuedAt: fact.at, startKnown: true, joined: false });
  closeSegment(segment, fact.at, outcome, subCode);
}

/** The caller enters a queue. The same segment told again goes on instead of beginning anew. */
export function enterQueue(draft: DraftCall, fact: CallFact): void {
  const byId = fact.segmentId === undefined ? undefined : segmentById(draft, fact.segmentId);
  const known = byId ?? draft.segments.find((segment) => mayHaveBegunWith(segment, fact));
  if (known?.rebuilt === true && isTheSame(draft, known)) {
    claim(draft, known, fact);
  } else if (known === undefined || known !== byId) {
    addSegment(draft, fact, { enqueuedAt: fact.at, startKnown: true, joined: true });
  } else if (!known.startKnown) {
    known.enqueuedAt = fact.at;
    known.startKnown = true;
  } else if (known.answeredAt === null) {
    known.leftAt = null;
    known.outcome = null;
    known.subCode = null;
  }
}

const mayHaveBegunWith = (segment: DraftSegment, fact: CallFact): boolean =>
  segment.rebuilt &&
  segment.queueId === fact.queueId &&
  (segment.id === null || fact.segmentId === undefined);

/** Whether an enqueue told now is that of a passage of which only what followed is known. */
const isTheSame = (draft: DraftCall, known: DraftSegment): boolean =>
  isBegunOnce(draft, known) || isElsewhere(draft, known);

/** Whether nobody can have entered the queue anew since: still there, gone for good, or in conversation and not passed on. */
function isBegunOnce(draft: DraftCall, segment: DraftSegment): boolean {
  if (segment.leftAt === null || segment.outcome === 'abandoned') return true;
  const index = draft.segments.indexOf(segment);
  return (
    segment.answeredAt !== null &&
    draft.legs.every((leg) => leg.segment !== index || leg.transferred === null)
  );
}

/** Whether the caller waits in another queue, spoke and was not passed on, or has hung up: who does enters no queue. */
const isElsewhere = (draft: DraftCall, left: DraftSegment): boolean =>
  draft.callerGoneAt !== null ||
  draft.endedAt !== null ||
  draft.segments.some((segment) => segment !== left && segment.leftAt === null) ||
  (draft.answeredAt !== null && draft.legs.every(({ transferred }) => transferred === null));

/** The enqueue of a segment known by what followed. Told for later than its end, the source's clock stepped back. */
function claim(draft: DraftCall, segment: DraftSegment, fact: CallFact): void {
  segment.rebuilt = false;
  segment.id ??= fact.segmentId ?? null;
  if (segment.leftAt !== null && fact.at > segment.leftAt) {
    noteAnomaly(draft, 'clock_stepped_back');
    return;
  }
  segment.enqueuedAt = fact.at;
  segment.startKnown = true;
}

export function segmentById(draft: DraftCall, id: string): DraftSegment | undefined {
  for (const segment of draft.segments) if (segment.id === id) return segment;
  return undefined;
}

/** The segment a fact is about while it is open: by its id, else the earliest open one of the queue it names. */
export function openSegmentOf(draft: DraftCall, fact: CallFact): DraftSegment | undefined {
  const { queueId, segmentId } = fact;
  if (segmentId !== undefined) {
    const byId = segmentById(draft, segmentId);
    if (byId !== undefined) return byId.leftAt === null ? byId : undefined;
  }
  for (const segment of draft.segments) {
    if (segment.leftAt !== null) continue;
    if (segmentId !== undefined && segment.id !== null) continue;
    if (queueId === undefined || segment.queueId === queueId) return segment;
  }
  return undefined;
}

/** The latest segment a fact may be about once it is closed. */
export function closedSegmentOf(draft: DraftCall, fact: CallFact): DraftSegment | undefined {
  if (fact.segmentId !== undefined) {
    const byId = segmentById(draft, fact.segmentId);
    if (byId !== undefined) return byId;
  }
  return draft.segments.findLast(
    (segment) => segment.joined && (fact.queueId === undefined || segment.queueId === fact.queueId),
  );
}

/** The latest refused join of the queue a fact names. */
export const refusedSegmentOf = (draft: DraftCall, fact: CallFact): DraftSegment | undefined =>
  draft.segments.findLast((segment) => !segment.joined && segment.queueId === fact.queueId);

/** Ends a segment. One that was left before keeps the instant it was left at, and an answered one its answer. */
export function closeSegment(
  segment: DraftSegment,
  at: Instant,
  outcome: Outcome,
  subCode: string | null,
): void {
  if (segment.answeredAt !== null) return;
  segment.leftAt ??= at;
  segment.outcome = outcome;
  segment.subCode = subCode;
  segment.rescinded = false;
}

/** Ends a segment by an answer; other queues that still rang for this caller are rescinded and count nowhere. */
export function answerSegment(draft: DraftCall, answered: DraftSegment, at: Instant): void {
  if (answered.answeredAt === null) {
    answered.answeredAt = at;
    answered.leftAt = at;
    answered.outcome = 'answered';
    answered.subCode = null;
    answered.rescinded = false;
  }
  for (const segment of draft.segments) {
    if (segment.leftAt !== null) continue;
    segment.leftAt = at;
    segment.rescinded = true;
    segment.subCode = 'rescinded';
  }
}
