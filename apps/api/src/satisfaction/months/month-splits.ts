import { chooseSplits, partKey, type Split } from './choose-splits';
import type { NewCell } from '../versions/stored-cell';
import { allClinics } from '../answer/published-cell-query';
import { valuesOf } from '../entries/published-items';
import type { PublishedAnswer, PublishedRespondent } from './published-respondent';
import type { StoredCell } from '../versions/stored-cell';

/** The one item that is told by a further dimension. */
const splitItem = 'overall';

/** A final month as it is published as a whole, and its respondents. */
export type FinalMonth = {
  readonly cells: readonly NewCell[];
  readonly respondents: readonly PublishedRespondent[];
  readonly breathe: () => Promise<void>;
};

/**
 * Every clinic's cell by each dimension that may be told, then all clinics' beside those. Computed once, with the final
 * figures, and never again.
 */
export async function monthSplits({ cells, respondents, breathe }: FinalMonth): Promise<readonly NewCell[]> {
  const found: NewCell[] = [];
  const splitsOf = new Map<string, readonly Split[]>();
  for (const { clinicId, figures } of cells) {
    const own = respondents.filter(({ answers }) => isPublishedOf(clinicId, answers.get(splitItem)));
    if (clinicId === allClinics || !isWhole(figures.cells[0], own)) continue;
    const splits = await chooseSplits({
      item: splitItem,
      respondents: own,
      breathe,
      countingOf: (_, { batch, toldIn }) => ({
        told: toldIn === null ? [] : [toldIn],
        possible: [`batch ${batch}`],
      }),
    });
    splitsOf.set(clinicId, splits);
    found.push(...splits.map((split) => toCell(clinicId, split, own)));
  }
  const all = await splitsOfAll({ cells, respondents, breathe }, splitsOf);
  return [...found, ...all];
}

const isPublishedOf = (clinicId: string, answer: PublishedAnswer | undefined): boolean =>
  answer?.isPublished === true && answer.clinicId === clinicId;

/** Clinics' own splits are told by then, so that all clinics' must be safe beside every one of them. */
async function splitsOfAll(
  { cells, respondents, breathe }: FinalMonth,
  splitsOf: ReadonlyMap<string, readonly Split[]>,
): Promise<readonly NewCell[]> {
  const whole = cells.find(({ clinicId }) => clinicId === allClinics)?.figures.cells[0];
  const own = respondents.filter(({ answers }) => answers.has(splitItem));
  if (!isWhole(whole, own)) return [];
  const splits = await chooseSplits({
    item: splitItem,
    respondents: own,
    breathe,
    countingOf: (respondent, { batch, toldIn, clinicId }) => ({
      told: [
        `batch ${batch}`,
        ...(toldIn === null ? [] : [toldIn]),
        ...(isPublishedOf(clinicId, respondent.answers.get(splitItem))
          ? (splitsOf.get(clinicId) ?? [])
          : []
        ).map((split) => `${clinicId} ${split.dimension.name} ${partKey(split, respondent)}`),
      ],
      possible: toldIn === null ? [`rest ${clinicId}`] : [],
    }),
  });
  return splits.map((split) => toCell(allClinics, split, own));
}

/** Whether these respondents' answers are exactly what the cell tells; else a difference would be of some of them. */
function isWhole(cell: StoredCell | undefined, respondents: readonly PublishedRespondent[]): boolean {
  const published = cell?.items[splitItem];
  if (published === undefined || cell?.suppressed !== null) return false;
  return countsOf(respondents).every((count, index) => count === published[index]);
}

function countsOf(respondents: readonly PublishedRespondent[]): readonly number[] {
  return valuesOf(splitItem).map(
    (value) => respondents.filter(({ answers }) => answers.get(splitItem)?.value === value).length,
  );
}

function toCell(clinicId: string, split: Split, respondents: readonly PublishedRespondent[]): NewCell {
  const parts = Map.groupBy(respondents, (respondent) => partKey(split, respondent));
  const cells = split.parts.map(({ values }): StoredCell => {
    const key = values.join('+');
    const own = parts.get(key) ?? [];
    return { key, suppressed: null, n: own.length, items: { [splitItem]: countsOf(own) }, score100: null };
  });
  return { clinicId, dimension: split.dimension.name, figures: { cells, funnel: null, drivers: [] } };
}
