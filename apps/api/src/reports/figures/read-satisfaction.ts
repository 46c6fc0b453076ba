import type { SatisfactionAnswer, SatisfactionDimension } from '@vigie/contracts';
import { addMonths, firstOfBlock, monthsUntil, type Month } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { readAnswer, readClinicAnswers, readSeries } from '../../satisfaction/answer/published-satisfaction';
import { comparableFrom, favourableOf } from './change';
import { arePeers, medianOf } from './peers';
import type { SatisfactionFigures, SatisfactionPeers } from './report-figures';

const monthsTold = 13;
/** What satisfaction is set beside; each is told for single months only. */
const dimensions: readonly SatisfactionDimension[] = ['waitBand', 'hold', 'transfer', 'appointment'];

/** Whose satisfaction: one clinic's month, with the clinics it may be set beside. */
export type SatisfactionWanted = {
  readonly clinicId: string;
  readonly month: Month;
  readonly similar: readonly string[];
};

type Period = { readonly month: Month; readonly months: 1 | 3 | 12 };
/** Reads one period of the clinic, by the one way of asking the report is about. */
type Read = (period: Period, by?: SatisfactionDimension) => Promise<SatisfactionAnswer>;

/**
 * Gathers what is published of a clinic's satisfaction, one question after the other in the transaction at hand. It
 * computes nothing that is not published. Null where nobody has ever been asked.
 */
export async function readSatisfaction(
  tx: EntityManager,
  tenantId: string,
  wanted: SatisfactionWanted,
): Promise<SatisfactionFigures | null> {
  const { clinicId, month, similar } = wanted;
  const channel = await channelOf(tx, tenantId, wanted);
  const read: Read = ({ month: first, months }, by = 'none') =>
    readAnswer(tx, tenantId, { month: first, months, clinicId, channel, by });
  const series = await readSeries(tx, tenantId, {
    months: monthsUntil(month, monthsTold),
    clinicId,
    channel,
  });
  const answer = await shortestOf(read, month);
  const wasAsked = [answer, ...series].some(({ channels }) => channels.length > 0);
  if (!wasAsked) return null;
  const before = await read(earlier(answer, answer.months));
  const yearBefore = await read(earlier(answer, 12));
  return {
    answer,
    before: orNull(before),
    yearBefore: answer.months === 12 ? null : orNull(yearBefore),
    months: series.map(toPoint),
    drivers: await driversOf(read, answer),
    peers: await peersOfSatisfaction(tx, tenantId, answer, similar),
  };
}

/** Ways of asking are never mixed: of several, the one that got most answers in the month. Null: the only one. */
async function channelOf(
  tx: EntityManager,
  tenantId: string,
  { clinicId, month }: SatisfactionWanted,
): Promise<string | null> {
  const question = { month, months: 1, clinicId, by: 'none' } as const;
  const { channels } = await readAnswer(tx, tenantId, { ...question, channel: null });
  if (channels.length < 2) return channels[0] ?? null;
  let most: SatisfactionAnswer | undefined;
  for (const channel of [...channels].sort()) {
    const answer = await readAnswer(tx, tenantId, { ...question, channel });
    if (most === undefined || (answer.total.n ?? 0) > (most.total.n ?? 0)) most = answer;
  }
  return most?.surveyChannel ?? null;
}

async function peersOfSatisfaction(
  tx: EntityManager,
  tenantId: string,
  { month, months, surveyChannel }: SatisfactionAnswer,
  clinicIds: readonly string[],
): Promise<SatisfactionPeers | null> {
  if (clinicIds.length === 0) return null;
  const asked = { month, months, channel: surveyChannel, clinicIds };
  const answers = [...(await readClinicAnswers(tx, tenantId, asked)).values()];
  const told = answers.flatMap(({ total }) => comparableOverall(total.items));
  if (!arePeers(told.map(({ n }) => n))) return null;
  return {
    clinics: told.length,
    median: medianOf(told.map(({ favourable }) => favourable.value)),
    satisfied: told.reduce((sum, item) => sum + favourableOf(item), 0),
    n: told.reduce((sum, { n }) => sum + n, 0),
  };
}

type Items = SatisfactionAnswer['total']['items'];
const comparableOverall = (items: Items): Items =>
  items.filter(({ itemId, n }) => itemId === 'overall' && n >= comparableFrom);

/**
 * The shortest of the month, the calendar quarter and the year that reaches 30 answers: the block that holds the month
 * if it is published, else the one before. Where none does, the shortest that is told at all.
 */
async function shortestOf(read: Read, month: Month): Promise<SatisfactionAnswer> {
  const ofMonth = await read({ month, months: 1 });
  const told = ofMonth.total.suppressed === null ? [ofMonth] : [];
  if (enough(ofMonth)) return ofMonth;
  for (const months of [3, 12] as const) {
    const block = await newestBlock(read, month, months);
    if (enough(block)) return block;
    if (block.total.suppressed === null) told.push(block);
  }
  return told[0] ?? ofMonth;
}

/** Whether so many answered that the period is spoken of by itself. */
export const isComparable = ({ items }: Pick<SatisfactionAnswer['total'], 'items'>): boolean =>
  comparableOverall(items).length > 0;
const enough = ({ total }: SatisfactionAnswer): boolean => isComparable(total);

async function newestBlock(read: Read, month: Month, months: 3 | 12): Promise<SatisfactionAnswer> {
  const first = firstOfBlock(month, months);
  const own = await read({ month: first, months });
  return own.total.suppressed === null ? own : read({ month: addMonths(first, -months), months });
}

const earlier = ({ month, months }: SatisfactionAnswer, by: number): Period => ({
  month: addMonths(month, -by),
  months,
});

const orNull = (answer: SatisfactionAnswer): SatisfactionAnswer | null =>
  answer.total.suppressed === null ? answer : null;

async function driversOf(
  read: Read,
  { month, months, total }: SatisfactionAnswer,
): Promise<SatisfactionAnswer[]> {
  if (months !== 1 || comparableOverall(total.items).length === 0) return [];
  const answers: SatisfactionAnswer[] = [];
  for (const by of dimensions) answers.push(await read({ month, months }, by));
  return answers.filter(({ cells }) => cells.filter(({ suppressed }) => suppressed === null).length >= 2);
}

/** A point of a trend is a comparison: it takes as many answers as any. */
function toPoint({ month, total }: SatisfactionAnswer) {
  const [overall] = comparableOverall(total.items);
  return { month, csat: overall?.favourable.value ?? null, n: overall?.n ?? null };
}
