import { endOfTalk, type Call, type Instant, type Leg, type Segment } from '@vigie/calls';
import { keysOf, type Keys } from './shares';

/** A stretch of time, half-open. */
export type Stretch = { readonly from: Instant; readonly to: Instant };

/** When somebody waited and talked, and under which keys. */
export type Presence = Keys & { readonly waiting: readonly Stretch[]; readonly talking: readonly Stretch[] };

/** A call of which nothing is told any more is not taken to go on for longer: as long as until it is given up. */
const longestSilenceMs = 4 * 3_600_000;

/**
 * When a call waited and talked: as a call, in any queue and with anybody; by queue (unit `segments`), in each of its
 * own. Time on hold is talk. What is open lasts until `now`. Nothing for a call that does not count.
 */
export function presencesOf(call: Call, unit: 'calls' | 'segments', now: Instant): readonly Presence[] {
  if (!call.counted) return [];
  const until = Math.min(now, call.lastAt + longestSilenceMs);
  const segments = call.segments.filter(({ subCode }) => subCode !== 'rescinded');
  const keys = keysOf(call);
  if (unit === 'calls') return [{ ...keys, ...presence(segments, call.legs, until) }];
  const queueIds = new Set([...segments, ...call.legs].flatMap(({ queueId }) => queueId ?? []));
  return [...queueIds].map((queueId) => {
    const ofQueue = segments.filter((segment) => segment.queueId === queueId);
    const legs = call.legs.filter((leg) => leg.queueId === queueId);
    return { ...keys, queueId, teamId: ofQueue[0]?.teamId ?? keys.teamId, ...presence(ofQueue, legs, until) };
  });
}

function presence(
  segments: readonly Segment[],
  legs: readonly Leg[],
  until: Instant,
): Pick<Presence, 'waiting' | 'talking'> {
  return {
    waiting: joined(segments.map(({ enqueuedAt, leftAt }) => ({ from: enqueuedAt, to: leftAt ?? until }))),
    talking: joined(
      legs.flatMap((leg) =>
        leg.answeredAt === null ? [] : [{ from: leg.answeredAt, to: endOfTalk(leg) ?? until }],
      ),
    ),
  };
}

/** Stretches in order, those that touch or overlap made one: a caller is one, in two queues and with two agents too. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = [];
  for (const stretch of stretches.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last === undefined || stretch.from > last.to) merged.push(stretch);
    else merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, stretch.to) };
  }
  return merged;
}

/** The largest number at one instant, and the first instant it stood at; null where nobody was there at all. */
export type Peak = { readonly value: number; readonly at: Instant | null };

export const noPeak: Peak = { value: 0, at: null };

/** The larger of two peaks; of equal ones the earlier. */
export const higherPeak = (a: Peak, b: Peak): Peak =>
  b.value > a.value || (b.value === a.value && b.at !== null && (a.at === null || b.at < a.at)) ? b : a;

/** Tells how many stretches hold at once. */
export class PeakCounter {
  private readonly changes = new Map<Instant, number>();

  add(stretches: readonly Stretch[]): void {
    for (const { from, to } of stretches) {
      this.changes.set(from, (this.changes.get(from) ?? 0) + 1);
      this.changes.set(to, (this.changes.get(to) ?? 0) - 1);
    }
  }

  /** The peak of each row; pieces are in order, do not overlap, and count for the row they name. */
  peaks(pieces: readonly (TimeSpan & { readonly row: number })[]): ReadonlyMap<number, Peak> {
    const levels = this.levels();
    const peaks = new Map<number, Peak>();
    for (const { row, start, end } of pieces) {
      let peak = higherPeak(peaks.get(row) ?? noPeak, peakAt(levels.upTo(start), start));
      for (let change = levels.before(end); change !== undefined; change = levels.before(end))
        peak = higherPeak(peak, peakAt(change.level, change.at));
      peaks.set(row, peak);
    }
    return peaks;
  }

  /** Goes once through time: how many hold after each change. */
  private levels() {
    const changes = [...this.changes].sort(([a], [b]) => b - a);
    let level = 0;
    /** Takes the next change if it comes before an instant. */
    const before = (end: Instant): { readonly at: Instant; readonly level: number } | undefined => {
      const [at, by] = changes.at(-1) ?? [Infinity, 0];
      if (at >= end) return undefined;
      changes.pop();
      level += by;
      return { at, level };
    };
    const upTo = (start: Instant): number => {
      while (before(start + 1) !== undefined);
      return level;
    };
    return { before, upTo };
  }
}

type TimeSpan = { readonly start: Instant; readonly end: Instant };

const peakAt = (level: number, at: Instant): Peak => (level === 0 ? noPeak : { value: level, at });
