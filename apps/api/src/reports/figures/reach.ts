import { lossNames, type LossName } from '@vigie/calls';
import {
  addTallyInto,
  coveredOf,
  emptyTally,
  metricOf,
  percentileMs,
  rangeOfMonth,
  type FigureOptions,
  type Month,
  type Tally,
} from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { readMonthSums, type QuarterSums } from '../../metrics/clinic-rollup-query';
import type { TenantSettings } from '../../settings/tenant-settings';
import type { ReachCounts, SteadinessFigures, WaitFigures } from './report-figures';

/** The parts of a sum of calls, as a report tells them. */
export function reachOf(tally: Tally): ReachCounts {
  const losses = Object.fromEntries(lossNames.map((name) => [name, tally[name]])) as {
    [name in LossName]: number;
  };
  const { covered, coveredAnswered, unanswered } = coveredOf(tally);
  const selfServed = tally.selfServed + tally.answeredByBot;
  const undecided = tally.unknown + tally.waiting + tally.greeting;
  return {
    presented: tally.answered + unanswered + tally.closed + selfServed + undecided,
    covered,
    coveredAnswered,
    unanswered,
    losses,
    shortAbandoned: tally.shortAbandoned,
    answeredOutside: tally.answeredOutsideHours,
    closed: tally.closed,
    selfServed,
    undecided,
    talkUnder5s: tally.talkUnder5s,
    held: tally.held,
    transferred: tally.transferred,
  };
}

/** The sum of quarters. */
export function sumOf(quarters: readonly QuarterSums[]): Tally {
  const sum = emptyTally();
  for (const { tally } of quarters) addTallyInto(sum, tally);
  return sum;
}

/** How long patients waited. Percentiles are read from the summed histogram, never averaged. */
export function waitsOf(quarters: readonly QuarterSums[], options: FigureOptions): WaitFigures {
  const bins = quarters.flatMap((quarter) => quarter.bins);
  return {
    answeredMeanMs: metricOf('averageSpeedOfAnswerMs', sumOf(quarters), bins, options),
    answeredMedianMs: percentileMs(bins, 0.5, ['answered']),
    medianMs: percentileMs(bins, 0.5),
    p90Ms: percentileMs(bins, 0.9),
  };
}

/** The quarters in which a service level can be told, and those that reached its target. */
export function steadinessOf(
  quarters: readonly QuarterSums[],
  options: FigureOptions,
  target: number,
): SteadinessFigures {
  const levels = quarters
    .map(({ tally, bins }) => metricOf('serviceLevel', tally, bins, options))
    .filter((level) => level !== null);
  return { quarters: levels.length, onTarget: levels.filter((level) => level >= target).length };
}

/** The month's calls of every clinic that had one, by the clinic's own clock; queues that stand in for one have no report. */
export async function reachOfClinics(
  tx: EntityManager,
  tenantId: string,
  month: Month,
  tenantSettings: TenantSettings,
): Promise<ReadonlyMap<string, ReachCounts>> {
  const { clinics } = await tenantSettings.known(tx, tenantId);
  const settings = tenantSettings.current(tenantId);
  const reported = clinics.filter(({ isImplied }) => !isImplied);
  const byZone = Map.groupBy(reported, ({ id }) => settings.clinic(id).timezone);
  const reach = new Map<string, ReachCounts>();
  for (const [timezone, own] of byZone) {
    const { start, end } = rangeOfMonth(month, timezone);
    const ids = own.map(({ id }) => id);
    for (const { clinicId, tally } of await readMonthSums(tx, tenantId, [start, end], ids))
      reach.set(clinicId, reachOf(tally));
  }
  return reach;
}
