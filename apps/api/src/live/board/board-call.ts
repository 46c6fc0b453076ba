import { isWaiting, longestOpenAt, type Call, type Instant, type Outcome, type Segment } from '@vigie/calls';
import type { ClaimView } from '@vigie/contracts';
import { noBins, sharesOf, tallyNames, unknownKey } from '@vigie/metrics';
import type { Tally, TallyName, WaitBins } from '@vigie/metrics';
import { concernOf, type Concern } from './concerns';

/** What the board keeps of a call: enough to take its figures out again, and to draw it while it waits. */
export type BoardCall = {
  readonly key: string;
  /** The telephone system that told of it. */
  readonly source: string;
  /** Inbound and no test: only such a call is in a figure; others still tell that a caller was reached. */
  readonly counted: boolean;
  readonly clinicId: string;
  readonly teamId: string;
  readonly arrivedAt: Instant;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly decidedAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly outcome: Outcome | null;
  readonly phase: Call['phase'];
  /** Whether it entered a queue. */
  readonly offered: boolean;
  /** The queue it stands in now, and since when: also one who waits again after a transfer. */
  readonly queue: { readonly id: string; readonly since: Instant } | null;
  /** Since when the caller waits; null for one who does not. */
  readonly waitingSince: Instant | null;
  /** Clinic and number of the caller; null when the number is withheld or unknown. */
  readonly callerKey: string | null;
  readonly mask: string | null;
  readonly language: string | null;
  /** When a callback reached the caller. */
  readonly reachedAt: readonly Instant[];
  /** When each offer that rang and was not taken began. */
  readonly missedRings: readonly Instant[];
  /** The secretaries it rang at or who spoke. */
  readonly agentIds: readonly string[];
  /** Who it rings at now; empty when it rings at nobody. */
  readonly ringsAt: readonly string[];
  /** What it counts for; most counts of one call are 0, and those are left out. */
  readonly parts: readonly TallyPart[];
  readonly bins: WaitBins;
  /** A caller who was not content and wishes to be called back, of whom nobody took note yet. */
  readonly concern: Concern | null;
  /** As somebody marked it. */
  readonly urgent: boolean;
  readonly difficult: boolean;
  /** Who looks after it, of an urgent one. */
  readonly taken: ClaimView | null;
};

/** One count of a call, never 0. */
export type TallyPart = { readonly name: TallyName; readonly count: number };

/** A folded call, who told of it, and its key. */
export type ToldCall = { readonly callKey: string; readonly source: string; readonly call: Call };

/** What the board keeps of a call. */
export function toBoardCall({ callKey: key, source, call }: ToldCall): BoardCall {
  const share = sharesOf(call, 'calls')[0];
  const clinicId = call.clinicId ?? unknownKey;
  return {
    key,
    source,
    counted: share !== undefined,
    clinicId,
    teamId: call.teamId ?? unknownKey,
    arrivedAt: call.arrivedAt,
    firstAt: call.firstAt,
    lastAt: call.lastAt,
    decidedAt: call.decidedAt,
    answeredAt: call.answeredAt,
    outcome: call.outcome,
    phase: call.phase,
    offered: call.offered,
    queue: queueNow(call),
    waitingSince: longestOpenAt(call),
    reachedAt: call.reachedAt,
    callerKey: callerKeyOf(call, clinicId),
    mask: call.aniMask,
    language: call.languageRequested,
    missedRings: call.legs
      .filter((leg) => missedResults.has(leg.offerResult ?? ''))
      .map((leg) => leg.offeredAt ?? call.arrivedAt),
    agentIds: call.legs.length === 0 ? nobody : [...new Set(call.legs.map(({ agentId }) => agentId))],
    ringsAt: call.phase === 'ringing' ? call.legs.filter(isRinging).map(({ agentId }) => agentId) : nobody,
    parts: share === undefined ? [] : partsOf(share.tally),
    bins: share?.bins ?? noBins,
    concern: concernOf(call),
    urgent: call.urgent,
    difficult: call.difficult,
    taken: null,
  };
}

/** The caller a clinic would call back: the same number at another clinic is another caller. */
export function callerKeyOf(call: Pick<Call, 'aniHash' | 'aniKind'>, clinicId: string): string | null {
  if (call.aniHash === null || call.aniKind === 'withheld') return null;
  return `${clinicId}\u0000${call.aniHash}`;
}

const nobody: readonly string[] = [];

const isRinging = ({ answeredAt, offerEndedAt }: Call['legs'][number]): boolean =>
  answeredAt === null && offerEndedAt === null;

const missedResults: ReadonlySet<string> = new Set(['no_answer', 'rejected', 'failed']);

function partsOf(tally: Tally): readonly TallyPart[] {
  return tallyNames.filter((name) => tally[name] !== 0).map((name) => ({ name, count: tally[name] }));
}

function queueNow(call: Call): BoardCall['queue'] {
  if (!isWaiting(call)) return null;
  const open = call.segments.findLast((segment: Segment) => segment.leftAt === null);
  return open === undefined ? null : { id: open.queueId, since: open.enqueuedAt };
}
