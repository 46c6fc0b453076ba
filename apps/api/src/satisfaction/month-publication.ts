import { Injectable } from '@nestjs/common';
import type { Instant } from '@vigie/calls';
import type { PublicationStatus } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { toBatch, toEntries } from './answer-batch';
import { askedByClinic } from './asked-query';
import {
  insertBatch,
  lastBatch,
  publishedCounts,
  publishedLots,
  respondents,
  tellEntries,
  waitingAnswers,
  type MonthChannel,
  type WaitingAnswer,
} from './entry-store';
import { keepDetails, withDetails } from './final-details';
import { monthCells } from './month-cells';
import { rangeOfMonth } from '@vigie/metrics';
import { insertVersion, newestCells, newestVersion, type NewCell } from './publication-store';
import { publishedItems } from './published-items';
import { sameCells } from './same-cells';
import { planItem } from './tell-item';
import { isToldByMonth, toldByMonth } from './told-in';

/** A way of asking in a month, told as it stands now. */
export type MonthEvent = MonthChannel & {
  readonly status: Exclude<PublicationStatus, 'running'>;
  readonly now: Instant;
  readonly timezone: string;
};

/** Publishes a month by clinic: provisionally, finally, or revised. */
@Injectable()
export class MonthPublication {
  /** Whether a version was made. A month is told provisionally and finally even when nothing moved since. */
  async publish(tx: EntityManager, event: MonthEvent): Promise<boolean> {
    const period = { ...event, months: 1 };
    const newest = await newestVersion(tx, period);
    const version = (newest?.version ?? 0) + 1;
    await this.admit(tx, event, version);
    const cells = await this.cellsToTell(tx, event, newest?.status);
    if (cells.length === 0 && (newest === undefined || event.status === 'revised')) return false;
    await insertVersion(tx, period, { version, status: event.status, at: event.now, cells });
    return true;
  }

  /** All of them with the first final figures, which alone have details; else those that changed. */
  private async cellsToTell(
    tx: EntityManager,
    event: MonthEvent,
    before: PublicationStatus | undefined,
  ): Promise<readonly NewCell[]> {
    const isFirstFinal = event.status === 'final' && before !== 'final' && before !== 'revised';
    if (isFirstFinal) return withDetails(tx, event, await this.cells(tx, event));
    return this.changedCells(tx, event);
  }

  /** Lets in what waits and tells clinics, item by item: first that there are respondents at all. */
  private async admit(tx: EntityManager, event: MonthEvent, version: number): Promise<void> {
    const items = { counted: publishedItems, items: [respondents, ...publishedItems] };
    const waiting = Map.groupBy(await waitingAnswers(tx, event, items), ({ item }) => item);
    let told: ReadonlySet<string> | null = null;
    for (const item of items.items) {
      const mayTell = (clinicId: string): boolean => told?.has(clinicId) ?? true;
      const clinics = await this.admitItem(tx, event, {
        item,
        version,
        waiting: waiting.get(item) ?? [],
        mayTell,
      });
      told ??= clinics;
    }
  }

  /** The clinics that are told of the item, from before or from now on. */
  private async admitItem(
    tx: EntityManager,
    event: MonthEvent,
    asked: {
      readonly item: string;
      readonly version: number;
      readonly waiting: readonly WaitingAnswer[];
      readonly mayTell: (clinicId: string) => boolean;
    },
  ): Promise<ReadonlySet<string>> {
    const { month } = event;
    const { item, version, mayTell } = asked;
    const lots = await publishedLots(tx, event, item, month.slice(0, 4));
    const waiting = toEntries(asked.waiting);
    const batch = (await lastBatch(tx, event, item)) + 1;
    const plan = planItem({ month, version, batch, lots, waiting, mayTell });
    if (plan.admits) await insertBatch(tx, event, toBatch(item, batch, waiting));
    const tellings = plan.clinicIds.map((clinicId) => ({
      month,
      clinicId,
      toldIn: toldByMonth(month, clinicId, version),
    }));
    await tellEntries(tx, event, item, tellings);
    const before = lots.filter((lot) => lot.month === month && isToldByMonth(lot.toldIn));
    return new Set([...before.map(({ clinicId }) => clinicId), ...plan.clinicIds]);
  }

  private async changedCells(tx: EntityManager, event: MonthEvent): Promise<readonly NewCell[]> {
    const known = await newestCells(tx, { ...event, months: 1 });
    const isKnown = sameCells(known);
    const changed = (await this.cells(tx, event)).filter((cell) => !isKnown(cell));
    return keepDetails(changed, known);
  }

  private async cells(tx: EntityManager, event: MonthEvent): Promise<readonly NewCell[]> {
    const counts = await publishedCounts(tx, event, [event.month]);
    const range = rangeOfMonth(event.month, event.timezone);
    return monthCells(counts, await askedByClinic(tx, event, { items: publishedItems, range }));
  }
}
