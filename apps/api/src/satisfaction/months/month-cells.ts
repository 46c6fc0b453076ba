import { fewestTold, wilson } from '@vigie/metrics';
import type { SurveyFunnel, Suppression } from '@vigie/contracts';

import type { Asked } from './asked-query';
import { respondents, type PublishedCount } from '../entries/entry-store';
import { allClinics } from '../answer/published-cell-query';
import { publishedItems, valuesOf } from '../entries/published-items';
import type { NewCell } from '../versions/stored-cell';
import type { StoredCell } from '../versions/stored-cell';

/** Published counts of one clinic (or all): item to value to count. */
export type ItemCountsByValue = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** Adds up published counts. */
export function addUp(counts: readonly PublishedCount[]): ItemCountsByValue {
  const published = new Map<string, Map<number, number>>();
  for (const { item, value, count } of counts) {
    const values = published.get(item) ?? new Map<number, number>();
    values.set(value, (values.get(value) ?? 0) + count);
    published.set(item, values);
  }
  return published;
}

/** How many answers an item has among what is told. */
export const answersTo = (published: ItemCountsByValue, item: string): number =>
  [...(published.get(item)?.values() ?? [])].reduce((sum, count) => sum + count, 0);

/** How many answers were given of each item that somebody of the period answered, published or not. */
export type GivenAnswers = ReadonlyMap<string, number>;

/** Why there is no figure of it: it has few answers, or it would let those of another be worked out. */
const whyHidden = (given: GivenAnswers, item: string): Suppression =>
  (given.get(item) ?? 0) < fewestTold ? 'few_answers' : 'protects_another';

/** The cell of what is told: nothing when fewer than ten respondents are, and no item of fewer than ten answers. */
export function toStoredCell(
  published: ItemCountsByValue,
  given: GivenAnswers,
  base: string = respondents,
): StoredCell {
  const n = answersTo(published, base);
  if (n < fewestTold)
    return { key: null, suppressed: whyHidden(given, base), n: null, items: {}, score100: null };
  const isPublished = (item: string): boolean => answersTo(published, item) >= fewestTold;
  const items = publishedItems
    .filter(isPublished)
    .map((item) => [item, valuesOf(item).map((value) => published.get(item)?.get(value) ?? 0)] as const);
  const hidden = publishedItems
    .filter((item) => given.has(item) && !isPublished(item))
    .map((item) => [item, whyHidden(given, item)] as const);
  return {
    key: null,
    suppressed: null,
    n,
    items: Object.fromEntries(items),
    hidden: Object.fromEntries(hidden),
    score100: null,
  };
}

/** Who was asked and who answered, as far as each count is of ten or more. */
export function toFunnel(
  asked: Pick<Asked, 'calls' | 'invited' | 'delivered'>,
  answered: number | null,
): SurveyFunnel {
  const atLeastTen = (count: number): number | null => (count < fewestTold ? null : count);
  const rate = (of: number) =>
    answered === null || of < Math.max(answered, fewestTold) ? null : wilson(answered, of);
  return {
    eligible: atLeastTen(asked.calls),
    invited: atLeastTen(asked.invited),
    delivered: atLeastTen(asked.delivered),
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
  const items = new Set(asked.flatMap(({ answers }) => Object.keys(answers)));
  const cells = surveyed.map(({ clinicId, ...own }) => {
    const published = addUp(
      (byClinic.get(clinicId) ?? []).filter(({ publishedBy }) => publishedBy === 'month'),
    );
    const cell = toStoredCell(published, givenBy([own], items));
    return toCell(clinicId, cell, cell.n === null ? null : toFunnel(own, cell.n));
  });
  const all = toStoredCell(addUp(counts), givenBy(asked, items));
  return [...cells, toCell(allClinics, all, all.n === null ? null : toFunnel(sumOf(asked), all.n))];
}

const toCell = (clinicId: string, cell: StoredCell, funnel: SurveyFunnel | null): NewCell => ({
  clinicId,
  dimension: 'none',
  figures: { cells: [cell], funnel, drivers: [] },
});

function givenBy(
  asked: readonly Pick<Asked, 'respondents' | 'answers'>[],
  items: ReadonlySet<string>,
): GivenAnswers {
  const given = [...items].map((item) => [item, total(asked, ({ answers }) => answers[item] ?? 0)] as const);
  return new Map([[respondents, total(asked, (row) => row.respondents)], ...given]);
}

const total = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0);

function sumOf(asked: readonly Asked[]): Pick<Asked, 'calls' | 'invited' | 'delivered'> {
  return {
    calls: total(asked, ({ calls }) => calls),
    invited: total(asked, ({ invited }) => invited),
    delivered: total(asked, ({ delivered }) => delivered),
  };
}
