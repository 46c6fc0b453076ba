import type { Instant } from '@vigie/calls';
import type { PublicationStatus } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { toBatch, toEntries } from '../entries/answer-batch';
import { askedByClinic } from './asked-query';
import {
  insertBatch,
  isMonthFigure,
  lastBatch,
  markEntriesPublished,
  monthFigure,
  publishedCounts,
  publishedLots,
  respondents,
  waitingAnswers,
  type MonthChannel,
  type WaitingAnswer,
} from '../entries/entry-store';
import { keepDetails, withDetails } from './final-details';
import { monthCells } from './month-cells';
import { rangeOfMonth } from '@vigie/metrics';
import { insertVersion, newestCells, newestVersion } from '../versions/publication-store';
import type { NewCell } from '../versions/stored-cell';
import { publishedItems } from '../entries/published-items';
import { sameCells } from '../versions/stored-cell';
import { planItem } from './plan-item';

/** A way of asking in a month, told as it stands now. */
export type MonthEvent = MonthChannel & {
  readonly status: Exclude<PublicationStatus, 'running'>;
  readonly now: Instant;
  readonly timezone: string;
};

/** Whether a version was made. A month is told provisionally and finally even when nothing moved since. */
export async function publishMonth(tx: EntityManager, event: MonthEvent): Promise<boolean> {
  const period = { ...event, months: 1 };
  const newest = await newestVersion(tx, period);
  const version = (newest?.version ?? 0) + 1;
  await admit(tx, event, version);
  const cells = await cellsToPublish(tx, event, newest?.status);
  if (cells.length === 0 && (newest === undefined || event.status === 'revised')) return false;
  await insertVersion(tx, period, { version, status: event.status, at: event.now, cells });
  return true;
}

/** All of them with the first final figures, which alone have details; else those that changed. */
async function cellsToPublish(
  tx: EntityManager,
  event: MonthEvent,
  before: PublicationStatus | undefined,
): Promise<readonly NewCell[]> {
  const isFirstFinal = event.status === 'final' && before !== 'final' && before !== 'revised';
  if (isFirstFinal) return withDetails(tx, event, await currentCells(tx, event));
  return changedCells(tx, event);
}

/** Lets in what waits and tells clinics, item by item: first that there are respondents at all. */
async function admit(tx: EntityManager, event: MonthEvent, version: number): Promise<void> {
  const items = { counted: publishedItems, items: [respondents, ...publishedItems] };
  const waiting = Map.groupBy(await waitingAnswers(tx, event, items), ({ item }) => item);
  let published: ReadonlySet<string> | null = null;
  for (const item of items.items) {
    const mayPublish = (clinicId: string): boolean => published?.has(clinicId) ?? true;
    const clinics = await admitItem(tx, event, {
      item,
      version,
      waiting: waiting.get(item) ?? [],
      mayPublish,
    });
    published ??= clinics;
  }
}

/** The clinics that are told of the item, from before or from now on. */
async function admitItem(
  tx: EntityManager,
  event: MonthEvent,
  asked: {
    readonly item: string;
    readonly version: number;
    readonly waiting: readonly WaitingAnswer[];
    readonly mayPublish: (clinicId: string) => boolean;
  },
): Promise<ReadonlySet<string>> {
  const { month } = event;
  const { item, version, mayPublish } = asked;
  const lots = await publishedLots(tx, event, item, month.slice(0, 4));
  const waiting = toEntries(asked.waiting);
  const batch = (await lastBatch(tx, event, item)) + 1;
  const plan = planItem({ month, version, batch, lots, waiting, mayPublish });
  if (plan.admits) await insertBatch(tx, event, toBatch(item, batch, waiting));
  const firstFigures = plan.clinicIds.map((clinicId) => ({
    month,
    clinicId,
    toldIn: monthFigure(month, clinicId, version),
  }));
  await markEntriesPublished(tx, event, item, firstFigures);
  const before = lots.filter((lot) => lot.month === month && isMonthFigure(lot.toldIn));
  return new Set([...before.map(({ clinicId }) => clinicId), ...plan.clinicIds]);
}

async function changedCells(tx: EntityManager, event: MonthEvent): Promise<readonly NewCell[]> {
  const known = await newestCells(tx, { ...event, months: 1 });
  const isKnown = sameCells(known);
  const changed = (await currentCells(tx, event)).filter((cell) => !isKnown(cell));
  return keepDetails(changed, known);
}

async function currentCells(tx: EntityManager, event: MonthEvent): Promise<readonly NewCell[]> {
  const counts = await publishedCounts(tx, event, [event.month]);
  const range = rangeOfMonth(event.month, event.timezone);
  return monthCells(counts, await askedByClinic(tx, event, { items: publishedItems, range }));
}
