import type { Estimate, SatisfactionDriver } from '@vigie/contracts';
import { fewestTold, itemFigures, partialCorrelations } from '@vigie/metrics';

import { respondents as respondentsItem } from '../entries/entry-store';
import type { FinalMonth } from './month-splits';
import { allClinics } from '../answer/published-cell-query';
import { scoredItems } from '../entries/published-items';
import type { PublishedRespondent } from './published-respondent';
import type { StoredCell } from '../versions/stored-cell';

const target = 'overall';
/** Nothing is compared below. */
const fewestCompared = 30;
/** An item that many left open would cost the others their respondents. */
const fewestShare = 0.8;

/** What goes with *overall*, of each clinic with thirty full answers, and of all where those hidden are ten of several. */
export async function monthDrivers({
  cells,
  respondents,
  breathe,
}: FinalMonth): Promise<ReadonlyMap<string, readonly SatisfactionDriver[]>> {
  const found = new Map<string, readonly SatisfactionDriver[]>();
  const byClinic = Map.groupBy(respondents, clinicOf);
  for (const { clinicId, figures } of cells) {
    await breathe();
    const drivers = driversOf(figures.cells[0], byClinic.get(clinicId) ?? []);
    if (clinicId !== allClinics && drivers.length > 0) found.set(clinicId, drivers);
  }
  const hidden = respondents.filter((respondent) => !found.has(clinicOf(respondent)));
  const isOfSeveral = new Set(hidden.map(clinicOf)).size > 1;
  const whole = cells.find(({ clinicId }) => clinicId === allClinics)?.figures.cells[0];
  if (hidden.length === 0 || (hidden.length >= fewestTold && isOfSeveral)) {
    const drivers = driversOf(whole, respondents);
    if (drivers.length > 0) found.set(allClinics, drivers);
  }
  return found;
}

const clinicOf = ({ answers }: PublishedRespondent): string => answers.get(respondentsItem)?.clinicId ?? '';

function driversOf(
  cell: StoredCell | undefined,
  respondents: readonly PublishedRespondent[],
): readonly SatisfactionDriver[] {
  const base = answersOf(cell, target);
  if (base < fewestCompared) return [];
  const items = scoredItems.filter(
    ({ itemId }) => itemId !== target && answersOf(cell, itemId) >= base * fewestShare,
  );
  const rows = respondents.map(({ answers }) =>
    Object.fromEntries([...answers].map(([item, { value }]) => [item, value])),
  );
  const { n, drivers } = partialCorrelations(
    rows,
    target,
    items.map(({ itemId }) => itemId),
  );
  if (n < fewestCompared) return [];
  return drivers.flatMap(({ itemId, correlation }, index) => {
    const scale = items[index]?.scale;
    const figures = scale === undefined ? null : itemFigures(itemId, scale, cell?.items[itemId] ?? []);
    if (figures === null) return [];
    return [{ itemId, n, importance: rounded(correlation), score100: figures.score100.value }];
  });
}

const answersOf = (cell: StoredCell | undefined, item: string): number =>
  (cell?.items[item] ?? []).reduce((sum, count) => sum + count, 0);

/** Two decimals are all that such a figure carries. */
function rounded(estimate: Estimate | null): Estimate | null {
  if (estimate === null) return null;
  const round = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100);
  return { value: round(estimate.value) ?? 0, low: round(estimate.low), high: round(estimate.high) };
}
