import type { Vigie } from '../harness/vigie';

/** How much of a fault is done, and whether the times it takes are judged. */
export class Scale {
  private constructor(
    private readonly divisor: number,
    private readonly judgesTimes: boolean,
  ) {}

  static readonly full = new Scale(1, true);
  /** What every run of the tests does: a tenth of the counts, on a machine that may be busy with other things. */
  static readonly tenth = new Scale(10, false);

  /** That many at full scale; never less than one. */
  count(full: number): number {
    return Math.ceil(full / this.divisor);
  }

  /**
   * That many at full scale where each is a start of the product, which takes seconds: a third of the others' share, and
   * never fewer than there are kinds.
   */
  starts(full: number, kinds = 1): number {
    return this.divisor === 1 ? full : Math.max(kinds, Math.ceil(full / (3 * this.divisor)));
  }

  /** Whether that limit is kept, where times are judged at all. */
  within(ms: number, limitMs: number): boolean {
    return !this.judgesTimes || ms <= limitMs;
  }
}

/** One thing that goes wrong on purpose. */
export type Fault = {
  readonly id: string;
  readonly title: string;
  /** Too long for every run of the tests: left out of a tenth unless it is named. */
  readonly isLong?: true;
  /** Does it and judges what is left; gives the figures of a fault that was survived, throws otherwise. */
  readonly run: (vigie: Vigie, scale: Scale) => Promise<string>;
};

/** `12 ms` or `3.4 s`. */
export const shown = (ms: number): string =>
  ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;

/** The value that a share of all values does not exceed; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
