import { fewestTold, wilson } from '@vigie/metrics';
import type { SurveyFunnel, Suppression } from '@vigie/contracts';

import type { Asked } from './asked-query';
import { respondents, type PublishedCount } from './entry-store';
import { allClinics } from './published-cell-query';
import { publishedItems, valuesOf } from './published-items';
import type { NewCell } from './publication-store';
import type { StoredCell } from './stored-cell';

/** Published counts of one clinic (or all): item to value to count. */
export type Told = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** Adds up published counts. */
export function addUp(counts: readonly PublishedCount[]): Told {
  const told = new Map<string, Map<number, number>>();
  for (const { item, value, count } of counts) {
    const values = told.get(item) ?? new Map<number, number>();
    values.set(value, (values.get(value) ?? 0) + count);
    told.set(item, values);
  }
  return told;
}

/** How many answers an item has among what is told. */
export const answersTo = (told: Told, item: string): number =>
  [...(told.get(item)?.values() ?? [])].reduce((sum, count) => sum + count, 0);

/** The cell of what is told: nothing when fewer than ten respondents are, and no item of fewer than ten answers. */
export function toStoredCell(told: Told, why: Suppression, base: string = respondents): StoredCell {
  const n = answersTo(told, base);
  if (n < fewestTold) return { key: null, suppressed: why, n: null, items: {}, score100: null };
  const items = publishedItems.flatMap((item) => {
    if (answersTo(told, item) < fewestTold) return [];
    return [[item, valuesOf(item).map((value) => told.get(item)?.get(value) ?? 0)] as const];
  });
  return { key: null, suppressed: null, n, items: Object.fromEntries(items), score100: null };
}

/** Who was asked and who answered, as far as each count is of ten or more. */
export function toFunnel(
  asked: Omit<Asked, 'clinicId' | 'respondents'>,
  answered: number | null,
): SurveyFunnel {
  const tell = (count: number): number | null => (count < fewestTold ? null : count);
  const rate = (of: number) =>
    answered === null || of < Math.max(answered, fewestTold) ? null : wilson(answered, of);
  return {
    eligible: tell(asked.calls),
    invited: tell(asked.invited),
    delivered: tell(asked.delivered),
    answered,
    responseRate: rate(asked.invited),
    responseRateDelivered: rate(asked.delivered),
  };
}

/** The cells of a month as a whole, of every clinic that was asked anything, and of all together. */
export function monthCells(counts: readonly PublishedCount[], asked: readonly Asked[]): readonly NewCell[] {
  const byClinic = Map.groupBy(counts, ({ clinicId }) => clinicId);
  const surveyed = asked.filter(
    ({ clinicId, invited, respondents: some }) => clinicId !== '' && (invited > 0 || some > 0),
  );
  const cells = surveyed.map(({ clinicId, ...own }) => {
    const told = addUp((byClinic.get(clinicId) ?? []).filter(({ toldBy }) => toldBy === 'month'));
    const cell = toStoredCell(told, own.respondents < fewestTold ? 'few_answers' : 'protects_another');
    return toCell(clinicId, cell, cell.n === null ? null : toFunnel(own, cell.n));
  });
  const all = toStoredCell(addUp(counts), 'few_answers');
  return [...cells, toCell(allClinics, all, all.n === null ? null : toFunnel(sumOf(asked), all.n))];
}

const toCell = (clinicId: string, cell: StoredCell, funnel: SurveyFunnel | null): NewCell => ({
  clinicId,
  dimension: 'none',
  figures: { cells: [cell], funnel, drivers: [] },
});

function sumOf(asked: readonly Asked[]): Omit<Asked, 'clinicId' | 'respondents'> {
  const total = (name: 'calls' | 'invited' | 'delivered'): number =>
    asked.reduce((sum, row) => sum + row[name], 0);
  return { calls: total('calls'), invited: total('invited'), delivered: total('delivered') };
}
