import type { Call, Instant } from '@vigie/calls';
import { bucketOf, sharesOf, waitingPast, type Share } from '@vigie/metrics';
import type { MetricsQuestion } from './metrics-question';
import { keyOf, shareFilter } from './share-figures';

type Asked = Pick<MetricsQuestion, 'by' | 'unit' | 'filters' | 'serviceLevelSeconds'>;
type RowOf = (at: Instant) => number | undefined;

/** Callers who wait at this moment and are already past the threshold, by row and key. */
export class WaitingPast {
  private readonly counts = new Map<string | null, Map<number, number>>();

  constructor(open: Iterable<Call>, asked: Asked, at: Instant, rowOf: RowOf) {
    const counted = shareFilter(asked);
    for (const call of open) {
      const row = rowOf(bucketOf(call.arrivedAt));
      if (row === undefined || asked.unit === 'legs') continue;
      for (const share of sharesOf(call, asked.unit).filter(counted)) {
        this.add(row, keyOf(share, asked.by), pastOf(call, share, asked, at));
      }
    }
  }

  of(row: number, key: string | null): number {
    return this.counts.get(key)?.get(row) ?? 0;
  }

  private add(row: number, key: string | null, count: number): void {
    if (count === 0) return;
    const rows = this.counts.get(key) ?? new Map<number, number>();
    rows.set(row, (rows.get(row) ?? 0) + count);
    this.counts.set(key, rows);
  }
}

function pastOf(call: Call, share: Share, asked: Asked, at: Instant): number {
  if (share.unit !== 'segments') return waitingPast([call], asked.serviceLevelSeconds, at, 'calls');
  const segments = call.segments.filter(({ queueId }) => queueId === share.queueId);
  return waitingPast([{ ...call, segments }], asked.serviceLevelSeconds, at, 'segments');
}
