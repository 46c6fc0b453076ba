import type { Call, Instant } from '@vigie/calls';
import { bucketOf, isWaitingPast, sharesOf } from '@vigie/metrics';
import type { MetricsQuestion } from './metrics-question';
import { callFilter, keyOf, shareFilter } from './share-figures';

type Asked = Pick<
  MetricsQuestion,
  'by' | 'unit' | 'filters' | 'coveredOnly' | 'keyAs' | 'serviceLevelSeconds'
>;
type RowOf = (at: Instant) => number | undefined;

/** Callers who wait at this moment and are already past the threshold, by row and key. */
export class WaitingPast {
  private readonly counts = new Map<string | null, Map<number, number>>();

  constructor(open: Iterable<Call>, asked: Asked, at: Instant, rowOf: RowOf) {
    const counted = shareFilter(asked);
    const isMeant = callFilter(asked);
    for (const call of open) {
      if (!isMeant(call)) continue;
      for (const share of sharesOf(call, asked.unit)) {
        const isPast = isWaitingPast(share, asked.serviceLevelSeconds, at);
        const row = isPast && counted(share) ? rowOf(bucketOf(share.at)) : undefined;
        if (row !== undefined) this.add(row, keyOf(share, asked));
      }
    }
  }

  of(row: number, key: string | null): number {
    return this.counts.get(key)?.get(row) ?? 0;
  }

  private add(row: number, key: string | null): void {
    const rows = this.counts.get(key) ?? new Map<number, number>();
    rows.set(row, (rows.get(row) ?? 0) + 1);
    this.counts.set(key, rows);
  }
}
