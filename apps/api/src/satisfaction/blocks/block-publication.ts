import type { Instant } from '@vigie/calls';
import { monthsOfBlock } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import type { Block } from '../calendar/due-periods';
import {
  publishedCounts,
  publishedLots,
  respondents,
  markEntriesPublished,
  type PublishedCount,
} from '../entries/entry-store';
import {
  addUp,
  answersTo,
  toStoredCell,
  type GivenAnswers,
  type ItemCountsByValue,
} from '../months/month-cells';
import { allClinics } from '../answer/published-cell-query';
import { publishedItems } from '../entries/published-items';
import { insertVersion, newestCells, newestVersion } from '../versions/publication-store';
import type { NewCell } from '../versions/stored-cell';
import { sameCells } from '../versions/stored-cell';
import { clinicsPublishedWhole, isBlockWithin, planBlock, type BlockState } from './plan-block';

/** A block by one way of asking, told as it stands now. */
export type BlockEvent = Block & {
  readonly tenantId: string;
  readonly channel: string;
  readonly now: Instant;
};

/** By item, the clinics of which the whole block is told. */
type WholeClinics = ReadonlyMap<string, ReadonlySet<string>>;

/** Whether a version was made. */
export async function publishBlock(tx: EntityManager, event: BlockEvent): Promise<boolean> {
  const months = monthsOfBlock(event.firstMonth, event.months);
  const period = { ...event, month: event.firstMonth };
  const version = ((await newestVersion(tx, period))?.version ?? 0) + 1;
  const whole = await publishClinics(tx, event, version);
  const counts = await publishedCounts(tx, event, months);
  const isOfBlock = ({ publishedBy }: PublishedCount): boolean =>
    publishedBy === 'month' || isBlockWithin(publishedBy ?? undefined, event.firstMonth, months);
  const known = sameCells(await newestCells(tx, period));
  const cells = blockCells(counts, isOfBlock, whole).filter((cell) => !known(cell));
  if (cells.length === 0) return false;
  const status = version === 1 ? 'final' : 'revised';
  await insertVersion(tx, period, { version, status, at: event.now, cells });
  return true;
}

async function publishClinics(tx: EntityManager, event: BlockEvent, version: number): Promise<WholeClinics> {
  const months = monthsOfBlock(event.firstMonth, event.months);
  const year = event.firstMonth.slice(0, 4);
  const whole = new Map<string, ReadonlySet<string>>();
  for (const item of [respondents, ...publishedItems]) {
    const base = whole.get(respondents);
    const state: BlockState = {
      firstMonth: event.firstMonth,
      months,
      version,
      lots: await publishedLots(tx, event, item, year),
      mayPublish: (clinicId) => base?.has(clinicId) ?? true,
    };
    const published = planBlock(state);
    const firstFigures = published.flatMap(({ clinicId, toldIn, months: own }) =>
      own.map((month) => ({ month, clinicId, toldIn })),
    );
    await markEntriesPublished(tx, event, item, firstFigures);
    const after = firstFigures.length === 0 ? state.lots : await publishedLots(tx, event, item, year);
    whole.set(item, clinicsPublishedWhole({ ...state, lots: after }));
  }
  return whole;
}

function blockCells(
  counts: readonly PublishedCount[],
  isOfBlock: (count: PublishedCount) => boolean,
  whole: WholeClinics,
): readonly NewCell[] {
  const items = new Set(counts.map(({ item }) => item));
  const cells = [...Map.groupBy(counts, ({ clinicId }) => clinicId)].flatMap(([clinicId, own]): NewCell[] => {
    if (clinicId === '') return [];
    const isWhole = ({ item }: PublishedCount): boolean => whole.get(item)?.has(clinicId) ?? false;
    const published = addUp(own.filter((count) => isOfBlock(count) && isWhole(count)));
    return [toCell(clinicId, published, givenOf(own, items))];
  });
  return [...cells, toCell(allClinics, addUp(counts), givenOf(counts, items))];
}

function givenOf(counts: readonly PublishedCount[], items: ReadonlySet<string>): GivenAnswers {
  const given = addUp(counts);
  return new Map([...items].map((item) => [item, answersTo(given, item)]));
}

const toCell = (clinicId: string, published: ItemCountsByValue, given: GivenAnswers): NewCell => ({
  clinicId,
  dimension: 'none',
  figures: { cells: [toStoredCell(published, given)], funnel: null, drivers: [] },
});
