import type { Call } from '@vigie/calls';
import { bucketOf, sharesOf, type Keys } from '@vigie/metrics';
import type { FigureTable } from './figure-table';
import type { Filtered, MetricsQuestion } from './metrics-question';

type Asked = Pick<MetricsQuestion, 'by' | 'unit' | 'filters' | 'coveredOnly' | 'keyAs'>;
type RowOf = (at: number) => number | undefined;

const fieldOf = {
  queue: 'queueId',
  team: 'teamId',
  clinic: 'clinicId',
  agent: 'agentId',
  language: 'language',
  reason: 'reason',
} as const satisfies Record<Filtered, keyof Keys>;

/** Adds what each call counts for to the table: the way that answers any combination of filters. */
export function addCalls(table: FigureTable, calls: Iterable<Call>, asked: Asked, rowOf: RowOf): void {
  const counts = shareFilter(asked);
  const isMeant = callFilter(asked);
  for (const call of calls) {
    if (!isMeant(call)) continue;
    for (const share of sharesOf(call, asked.unit)) {
      const row = rowOf(bucketOf(share.at));
      if (row !== undefined && counts(share))
        table.add({ row, key: keyOf(share, asked), tally: share.tally, bins: share.bins });
    }
  }
}

/** Whether a call is looked at at all. */
export function callFilter({ coveredOnly }: Pick<Asked, 'coveredOnly'>): (call: Call) => boolean {
  return coveredOnly ? ({ covered }) => covered : () => true;
}

/** Whether a share passes every filter of a question. */
export function shareFilter({ filters }: Pick<Asked, 'filters'>): (share: Keys) => boolean {
  const tests = (Object.keys(fieldOf) as Filtered[]).flatMap((dimension) => {
    const wanted = filters[dimension];
    return wanted === undefined ? [] : [{ field: fieldOf[dimension], wanted: new Set(wanted) }];
  });
  return (share) => tests.every(({ field, wanted }) => wanted.has(share[field]));
}

/** The key under which a share is told apart. */
export function keyOf(share: Keys, { by, keyAs }: Pick<Asked, 'by' | 'keyAs'>): string | null {
  if (by === 'none') return null;
  const key = share[fieldOf[by]];
  return keyAs === undefined ? key : keyAs(key);
}
