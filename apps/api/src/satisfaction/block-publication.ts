import { Injectable } from '@nestjs/common';
import type { Instant } from '@vigie/calls';
import { fewestTold, monthsOfBlock } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import type { Block } from './due-months';
import { publishedCounts, publishedLots, respondents, tellEntries, type PublishedCount } from './entry-store';
import { addUp, answersTo, toStoredCell, type Told } from './month-cells';
import { allClinics } from './published-cell-query';
import { publishedItems } from './published-items';
import { insertVersion, newestCells, newestVersion, type NewCell } from './publication-store';
import { sameCells } from './same-cells';
import { clinicsToldWhole, isBlockWithin, planBlock, type BlockState } from './tell-block';

/** A block by one way of asking, told as it stands now. */
export type BlockEvent = Block & {
  readonly tenantId: string;
  readonly channel: string;
  readonly now: Instant;
};

/** By item, the clinics of which the whole block is told. */
type WholeClinics = ReadonlyMap<string, ReadonlySet<string>>;

/** Publishes calendar quarters and years, for clinics too small for single months. */
@Injectable()
export class BlockPublication {
  /** Whether a version was made. */
  async publish(tx: EntityManager, event: BlockEvent): Promise<boolean> {
    const months = monthsOfBlock(event.firstMonth, event.months);
    const period = { ...event, month: event.firstMonth };
    const version = ((await newestVersion(tx, period))?.version ?? 0) + 1;
    const whole = await this.tellClinics(tx, event, version);
    const counts = await publishedCounts(tx, event, months);
    const isOfBlock = ({ toldBy }: PublishedCount): boolean =>
      toldBy === 'month' || isBlockWithin(toldBy ?? undefined, event.firstMonth, months);
    const known = sameCells(await newestCells(tx, period));
    const cells = blockCells(counts, isOfBlock, whole).filter((cell) => !known(cell));
    if (cells.length === 0) return false;
    const status = version === 1 ? 'final' : 'revised';
    await insertVersion(tx, period, { version, status, at: event.now, cells });
    return true;
  }

  private async tellClinics(tx: EntityManager, event: BlockEvent, version: number): Promise<WholeClinics> {
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
        mayTell: (clinicId) => base?.has(clinicId) ?? true,
      };
      const told = planBlock(state);
      const tellings = told.flatMap(({ clinicId, toldIn, months: own }) =>
        own.map((month) => ({ month, clinicId, toldIn })),
      );
      await tellEntries(tx, event, item, tellings);
      const after = tellings.length === 0 ? state.lots : await publishedLots(tx, event, item, year);
      whole.set(item, clinicsToldWhole({ ...state, lots: after }));
    }
    return whole;
  }
}

function blockCells(
  counts: readonly PublishedCount[],
  isOfBlock: (count: PublishedCount) => boolean,
  whole: WholeClinics,
): readonly NewCell[] {
  const cells = [...Map.groupBy(counts, ({ clinicId }) => clinicId)].flatMap(([clinicId, own]): NewCell[] => {
    if (clinicId === '') return [];
    const isWhole = ({ item }: PublishedCount): boolean => whole.get(item)?.has(clinicId) ?? false;
    const isFew = answersTo(addUp(own), respondents) < fewestTold;
    const told = addUp(own.filter((count) => isOfBlock(count) && isWhole(count)));
    return [toCell(clinicId, told, isFew)];
  });
  return [...cells, toCell(allClinics, addUp(counts), true)];
}

const toCell = (clinicId: string, told: Told, isFew: boolean): NewCell => ({
  clinicId,
  dimension: 'none',
  figures: {
    cells: [toStoredCell(told, isFew ? 'few_answers' : 'protects_another')],
    funnel: null,
    drivers: [],
  },
});
