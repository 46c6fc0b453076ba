import type { Call, Instant } from '@vigie/calls';
import { higherPeak, noPeak, PeakCounter, presencesOf, type Peak } from '@vigie/metrics';

import type { MetricsQuestion } from './metrics-question';
import { callFilter, keyOf, shareFilter } from './share-figures';
import type { TimePlan } from './time-plan';

type Asked = Pick<MetricsQuestion, 'by' | 'unit' | 'filters' | 'coveredOnly' | 'keyAs'>;

/** The peaks of one cell of an answer. */
export type Peaks = { readonly waiting: Peak; readonly talking: Peak };

export const noPeaks: Peaks = { waiting: noPeak, talking: noPeak };

/** Whether a question has peaks: legs have none, and a language or a reason is no place where people wait. */
export const hasPeaks = ({ by, unit, peaks }: Pick<MetricsQuestion, 'by' | 'unit' | 'peaks'>): boolean =>
  peaks && unit !== 'legs' && by !== 'language' && by !== 'reason';

/** Gathers when callers waited and talked, and tells the largest numbers by row and key. */
export class PeakFigures {
  private readonly counters = new Map<string | null, { waiting: PeakCounter; talking: PeakCounter }>();
  private found: ReadonlyMap<string | null, CellPeaks> = new Map();

  constructor(private readonly asked: Asked) {}

  /** What is not over yet lasts until `now`. */
  add(calls: Iterable<Call>, now: Instant): void {
    const { unit } = this.asked;
    if (unit === 'legs') return;
    const counts = shareFilter(this.asked);
    const isMeant = callFilter(this.asked);
    for (const call of calls) {
      if (!isMeant(call)) continue;
      for (const presence of presencesOf(call, unit, now)) {
        if (!counts(presence)) continue;
        const counter = this.counterOf(keyOf(presence, this.asked));
        counter.waiting.add(presence.waiting);
        counter.talking.add(presence.talking);
      }
    }
  }

  /** Ends the gathering. */
  settle({ pieces }: TimePlan): this {
    this.found = new Map(
      [...this.counters].map(([key, { waiting, talking }]) => [
        key,
        { waiting: waiting.peaks(pieces), talking: talking.peaks(pieces) },
      ]),
    );
    return this;
  }

  /** The keys under which anybody was there. */
  keys(): (string | null)[] {
    const isThere = (peaks: ReadonlyMap<number, Peak>) => peaks.values().some(({ value }) => value > 0);
    return [...this.found].flatMap(([key, { waiting, talking }]) =>
      isThere(waiting) || isThere(talking) ? [key] : [],
    );
  }

  of(row: number, key: string | null): Peaks {
    const { waiting, talking } = this.found.get(key) ?? {};
    return { waiting: waiting?.get(row) ?? noPeak, talking: talking?.get(row) ?? noPeak };
  }

  private counterOf(key: string | null) {
    const known = this.counters.get(key);
    if (known !== undefined) return known;
    const made = { waiting: new PeakCounter(), talking: new PeakCounter() };
    this.counters.set(key, made);
    return made;
  }
}

type CellPeaks = {
  readonly waiting: ReadonlyMap<number, Peak>;
  readonly talking: ReadonlyMap<number, Peak>;
};

/** The peaks of a whole: the higher ones of its parts. */
export const higherPeaks = (a: Peaks, b: Peaks): Peaks => ({
  waiting: higherPeak(a.waiting, b.waiting),
  talking: higherPeak(a.talking, b.talking),
});
