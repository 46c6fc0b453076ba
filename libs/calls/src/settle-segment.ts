import type { Outcome, Segment } from './call';
import type { DraftCall, DraftSegment } from './draft-call';
import { elapsed, endCallAs } from './draft-call';
import { closeSegment } from './draft-segments';
import type { CallRules } from './call-rules';
import { isUnanswered } from './outcomes';

/** What became of a call or of a segment. */
export type Verdict = { readonly outcome: Outcome | null; readonly subCode: string | null };

/** Unanswered outside the covered hours is `closed`; the sub-code then keeps what the source called it. */
export function judge(told: Verdict, covered: boolean): Verdict {
  if (covered || !isUnanswered(told.outcome)) return told;
  return { outcome: 'closed', subCode: told.outcome };
}

/** Ends the segments that the end of the line, or of the source's telling, leaves open. */
export function closeSegments(draft: DraftCall): void {
  if (draft.greetingLostAt !== null && draft.segments.length === 0 && draft.terminal === null)
    endCallAs(draft, draft.greetingLostAt, 'ivrAbandoned', 'estimated');
  const closedAt = draft.endedAt ?? draft.givenUpAt;
  if (closedAt === null) return;
  const outcome = draft.endedAt === null ? 'unknown' : 'abandoned';
  for (const segment of draft.segments) {
    if (segment.leftAt !== null) continue;
    const at = Math.max(closedAt, segment.enqueuedAt);
    closeSegment(segment, at, outcome, null);
    endCallAs(draft, at, outcome);
  }
  if (draft.terminal === null) endCallAs(draft, closedAt, 'unknown');
}

function waitOf(draft: DraftCall, segment: DraftSegment): number | null {
  if (segment.leftAt === null || segment.rescinded || !segment.joined || !segment.startKnown) return null;
  if (segment.outcome === 'unknown' || segment.outcome === 'unspecified') return null;
  return elapsed(draft, segment.enqueuedAt, segment.leftAt);
}

/** What a segment needs to know of its call. */
export type SegmentSetting = {
  readonly covered: boolean;
  readonly shortMs: number;
  readonly rules: CallRules;
};

/** A segment as it stands once all facts are applied. */
export function settleSegment(draft: DraftCall, segment: DraftSegment, setting: SegmentSetting): Segment {
  const told = { outcome: segment.rescinded ? null : segment.outcome, subCode: segment.subCode };
  const { outcome, subCode } = judge(told, setting.covered);
  const waitMs = waitOf(draft, segment);
  return {
    id: segment.id,
    queueId: segment.queueId,
    teamId: setting.rules.teamOfQueue(segment.queueId),
    enqueuedAt: segment.enqueuedAt,
    leftAt: segment.leftAt,
    answeredAt: segment.answeredAt,
    outcome,
    subCode,
    waitMs,
    shortAbandoned: outcome === 'abandoned' && waitMs !== null && waitMs < setting.shortMs,
    offered: segment.joined && !segment.rescinded && outcome !== 'closed' && outcome !== 'answeredByBot',
  };
}
