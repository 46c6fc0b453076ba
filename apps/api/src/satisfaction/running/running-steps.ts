import type { Instant } from '@vigie/calls';
import { fewestTold, localClock } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { toBatch, toEntries, weightOf } from '../entries/answer-batch';
import {
  insertBatch,
  lastBatch,
  publishedCounts,
  publishedLots,
  waitingAnswers,
  type Entry,
  type MonthChannel,
  type PublishedCount,
} from '../entries/entry-store';
import { addUp, answersTo, toStoredCell } from '../months/month-cells';
import { allClinics } from '../answer/published-cell-query';
import { publishedItems } from '../entries/published-items';
import { insertVersion, newestVersion, runningBatches } from '../versions/publication-store';

/** The one item that is told while its month runs. */
const runningItem = 'overall';
/** A step is also at least this share of what is told already: many small steps would cost the final figures' splits. */
const shareOfDay = 0.2;
const shareOfMonth = 0.02;

/** A way of asking in a month that runs. */
export type RunningMonth = MonthChannel & {
  readonly now: Instant;
  readonly timezone: string;
  /** The clinics that settings and calls have named. */
  readonly clinics: readonly string[];
};

/** Whether anything moved. Answers of today's calls step by themselves, so that today is told too. */
export async function stepRunningMonth(tx: EntityManager, of: RunningMonth): Promise<boolean> {
  const { date } = localClock(of.now, of.timezone);
  const waiting = await waitingAnswers(tx, of, { counted: publishedItems, items: [runningItem] });
  if (waiting.length < fewestTold) return false;
  const isToday = ({ arrivedMs }: { readonly arrivedMs: number | null }): boolean =>
    arrivedMs !== null && localClock(arrivedMs, of.timezone).date === date;
  const published = await publishedCounts(tx, of, [of.month]);
  const parts = [
    { day: date, entries: toEntries(waiting.filter(isToday)), least: await leastOfDay(tx, of, date) },
    {
      day: null,
      entries: toEntries(waiting.filter((answer) => !isToday(answer))),
      least: shareOf(published),
    },
  ];
  const lots = await publishedLots(tx, of, runningItem, of.month.slice(0, 4));
  const named = [...lots, ...waiting].flatMap(({ clinicId }) => clinicId ?? []);
  const known = new Set([...of.clinics, ...named]);
  let batch = await lastBatch(tx, of, runningItem);
  let moved = false;
  for (const { day, entries, least } of parts) {
    if (weightOf(entries) < least || !isOfSeveral(entries, known)) continue;
    batch += 1;
    await insertBatch(tx, of, toBatch(runningItem, batch, entries, day));
    moved = true;
  }
  if (moved) await publishVersion(tx, of);
  return moved;
}

async function leastOfDay(tx: EntityManager, of: RunningMonth, date: string): Promise<number> {
  const batches = await runningBatches(tx, of.tenantId, of.month);
  const own = batches.filter(({ channel, day }) => channel === of.channel && day === date);
  const n = own.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count, 0);
  return Math.max(fewestTold, n * shareOfDay);
}

async function publishVersion(tx: EntityManager, of: RunningMonth): Promise<void> {
  const period = { ...of, months: 1 };
  const counts = await publishedCounts(tx, of, [of.month]);
  const published = addUp(counts);
  const given = new Map([[runningItem, answersTo(published, runningItem)]]);
  const cell = toStoredCell(published, given, runningItem);
  const version = ((await newestVersion(tx, period))?.version ?? 0) + 1;
  const figures = { cells: [cell], funnel: null, drivers: [] };
  const cells = [{ clinicId: allClinics, dimension: 'none', figures }];
  await insertVersion(tx, period, { version, status: 'running', at: of.now, cells });
}

function shareOf(published: readonly PublishedCount[]): number {
  const n = published.reduce((sum, { count }) => sum + count, 0);
  return Math.max(fewestTold, n * shareOfMonth);
}

/** A step of one clinic alone would tell that clinic's answers, unless the centre has no other. */
function isOfSeveral(entries: readonly Entry[], known: ReadonlySet<string>): boolean {
  const counted = entries.filter(({ weight }) => weight > 0);
  return known.size <= 1 || new Set(counted.map(({ clinicId }) => clinicId)).size > 1;
}
