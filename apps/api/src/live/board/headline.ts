import type { Instant } from '@vigie/calls';
import type { HeadlineView, SourceView, WaitLines } from '@vigie/contracts';

/** What the sentence is made of. Counts of the last five minutes end in `5m`. */
export type HeadlineFacts = {
  readonly now: Instant;
  readonly waiting: number;
  readonly waitingChange5m: number;
  readonly longestSince: number | null;
  readonly lines: WaitLines;
  readonly inPerMinute: number;
  readonly takenPerMinute: number;
  readonly taken5m: number;
  readonly missedRings5m: number;
  readonly blocked5m: number;
  readonly expectedWaitMs: number | null;
  readonly sources: readonly SourceView[];
  readonly worstClinic: HeadlineView['clinic'];
};

const fewestMissedRings = 5;
const fewestBlocked = 3;
const peakWaiting = 5;

/**
 * The one sentence when something is wrong, null when all is well. The worst cause comes first: a silent telephone
 * system, since its figures look perfect; then phones nobody takes and busy lines; then a queue that fills; then a
 * single long wait.
 */
export function headlineOf(facts: HeadlineFacts): HeadlineView | null {
  return silence(facts) ?? untakenRings(facts) ?? busyLines(facts) ?? peak(facts) ?? longWait(facts);
}

function silence(facts: HeadlineFacts): HeadlineView | null {
  const source = facts.sources.find(({ silent }) => silent);
  if (source === undefined) return null;
  const since = source.lastEventAt === null ? null : new Date(source.lastEventAt).toISOString();
  return { ...sentence(facts, 'telephony_silent', 'act'), sourceId: source.id, since };
}

function untakenRings(facts: HeadlineFacts): HeadlineView | null {
  if (facts.missedRings5m < fewestMissedRings || facts.missedRings5m <= facts.taken5m) return null;
  return { ...sentence(facts, 'rings_untaken', levelOf(facts)), count: facts.missedRings5m };
}

function busyLines(facts: HeadlineFacts): HeadlineView | null {
  if (facts.blocked5m < fewestBlocked) return null;
  return { ...sentence(facts, 'lines_busy', levelOf(facts)), count: facts.blocked5m };
}

function peak(facts: HeadlineFacts): HeadlineView | null {
  const pressing = trendOf(facts) === 'growing' || longestMs(facts) > facts.lines.watchMs;
  return facts.waiting >= peakWaiting && pressing ? sentence(facts, 'peak', levelOf(facts)) : null;
}

function longWait(facts: HeadlineFacts): HeadlineView | null {
  return longestMs(facts) > facts.lines.watchMs ? sentence(facts, 'long_wait', levelOf(facts)) : null;
}

function sentence(
  facts: HeadlineFacts,
  kind: HeadlineView['kind'],
  level: HeadlineView['level'],
): HeadlineView {
  return {
    kind,
    level,
    waiting: facts.waiting,
    trend: trendOf(facts),
    inPerMinute: facts.inPerMinute,
    takenPerMinute: facts.takenPerMinute,
    clinic: facts.worstClinic,
    expectedWaitMs: facts.expectedWaitMs,
    sourceId: null,
    since: null,
    count: null,
  };
}

function longestMs(facts: HeadlineFacts): number {
  return facts.longestSince === null ? 0 : facts.now - facts.longestSince;
}

function levelOf(facts: HeadlineFacts): HeadlineView['level'] {
  return longestMs(facts) > facts.lines.limitMs ? 'act' : 'watch';
}

/** One more or fewer over five minutes is no trend. */
function trendOf({ waitingChange5m }: HeadlineFacts): HeadlineView['trend'] {
  if (waitingChange5m >= 2) return 'growing';
  return waitingChange5m <= -2 ? 'shrinking' : 'steady';
}
