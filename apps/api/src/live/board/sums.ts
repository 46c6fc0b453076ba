import type { Instant } from '@vigie/calls';
import {
  addBins,
  addTallyInto,
  emptyTally,
  noBins,
  subtractBins,
  type MutableTally,
  type WaitBins,
} from '@vigie/metrics';

import type { BoardCall } from './board-call';

/** Figures that add up, with a way to take some out again. */
export class Sum {
  readonly tally: MutableTally = emptyTally();
  bins: WaitBins = noBins;

  add({ parts, bins }: Pick<BoardCall, 'parts' | 'bins'>, sign: 1 | -1): void {
    for (const { name, count } of parts) this.tally[name] += sign * count;
    this.addBins(bins, sign);
  }

  addSum({ tally, bins }: Sum, sign: 1 | -1): void {
    addTallyInto(this.tally, tally, sign);
    this.addBins(bins, sign);
  }

  private addBins(bins: WaitBins, sign: 1 | -1): void {
    if (bins.length > 0) this.bins = sign === 1 ? addBins(this.bins, bins) : subtractBins(this.bins, bins);
  }
}

const minuteMs = 60_000;
const recentMinutes = 30;

/** Minutes, both included, and what they sum to. */
type Window = { readonly first: number; readonly last: number; readonly sum: Sum };

/**
 * Decided calls by the minute of their decision, for as many minutes as are asked for; the last 30 are kept summed, and so
 * are the windows that were asked for within the running minute.
 */
export class MinuteSums {
  readonly recent = new Sum();
  private readonly minutes = new Map<number, Sum>();
  private windows: Window[] = [];
  private newest: number;

  constructor(
    private readonly keptMinutes: number,
    now: Instant,
  ) {
    this.newest = Math.floor(now / minuteMs);
  }

  add(at: Instant, part: Pick<BoardCall, 'parts' | 'bins'>, sign: 1 | -1): void {
    const minute = Math.floor(at / minuteMs);
    if (minute <= this.newest - this.keptMinutes) return;
    let sum = this.minutes.get(minute);
    if (sum === undefined) this.minutes.set(minute, (sum = new Sum()));
    sum.add(part, sign);
    if (minute > this.newest - recentMinutes) this.recent.add(part, sign);
    for (const { first, last, sum: window } of this.windows)
      if (minute >= first && minute <= last) window.add(part, sign);
  }

  /** Lets the windows slide on; true when something fell out of the last 30 minutes. */
  roll(now: Instant): boolean {
    const before = this.newest;
    const minute = Math.floor(now / minuteMs);
    if (minute <= before) return false;
    this.newest = minute;
    this.windows = [];
    let changed = false;
    for (const [old, sum] of this.minutes) {
      if (old <= minute - recentMinutes && old > before - recentMinutes) {
        this.recent.addSum(sum, -1);
        changed = true;
      }
      if (old <= minute - this.keptMinutes) this.minutes.delete(old);
    }
    return changed;
  }

  /** The sum of `count` minutes that end `minutesAgo` before the running minute's end: summed once a minute. */
  window(minutesAgo: number, count: number): Sum {
    const last = this.newest - minutesAgo;
    const first = last - count + 1;
    const known = this.windows.find((window) => window.first === first && window.last === last);
    if (known !== undefined) return known.sum;
    const sum = new Sum();
    for (let minute = first; minute <= last; minute += 1) {
      const part = this.minutes.get(minute);
      if (part !== undefined) sum.addSum(part, 1);
    }
    this.windows.push({ first, last, sum });
    return sum;
  }
}
