import { countOf } from './counts';
import type { FigureOptions, ServiceLevelFormula, Sums } from './figure-options';
import type { Tally } from './tally';
import type { WaitBins, WaitPopulation } from './wait-bins';
import { percentileMs } from './wait-bins';

export type KpiUnit = 'ratio' | 'ms' | 'rating';

type KpiText = {
  readonly unit: KpiUnit;
  /** The formula in words of the published counts. */
  readonly formula: string;
  /** What is excluded, and what holds at the edges. */
  readonly edges: string;
  /** Whether it has a meaning for agents' legs; elsewhere it is null there. */
  readonly ofLegs?: true;
};
/** Part ÷ whole; null when the whole is 0: "no calls" is not "0 %". */
type Quotient = KpiText & { readonly part: (sums: Sums) => number; readonly whole: (sums: Sums) => number };
/** The wait that a share of a population does not pass. */
type Percentile = KpiText & { readonly q: number; readonly populations: readonly WaitPopulation[] };
export type Kpi = Quotient | Percentile;

const everyone: readonly WaitPopulation[] = ['answered', 'abandoned', 'other'];
const decided = ({ tally }: Sums): number => tally.offered - tally.waiting;
const answered = ({ tally }: Sums): number => tally.answered;
const inThreshold = (sums: Sums): number => countOf('answeredInThreshold', sums);
const lostInThreshold = (sums: Sums): number => countOf('abandonedInThreshold', sums);
const concerned = (sums: Sums): number => answered(sums) + countOf('unanswered', sums);

type ServiceLevel = { readonly formula: string; readonly part: (sums: Sums) => number; readonly whole: (sums: Sums) => number };

/** The five ways to set answers within T against what was offered and decided. */
export const serviceLevelFormulas: { readonly [name in ServiceLevelFormula]: ServiceLevel } = {
  sl1: { formula: 'answeredInThreshold ÷ (offered − waiting)', part: inThreshold, whole: decided },
  sl2: {
    formula: 'answeredInThreshold ÷ (offered − waiting − shortAbandoned)',
    part: inThreshold,
    whole: (sums) => decided(sums) - sums.tally.shortAbandoned,
  },
  sl3: {
    formula: 'answeredInThreshold ÷ (offered − waiting − abandonedInThreshold)',
    part: inThreshold,
    whole: (sums) => decided(sums) - lostInThreshold(sums),
  },
  sl4: {
    formula: '(answeredInThreshold + abandonedInThreshold) ÷ (offered − waiting)',
    part: (sums) => inThreshold(sums) + lostInThreshold(sums),
    whole: decided,
  },
  sl5: { formula: 'answeredInThreshold ÷ answered', part: inThreshold, whole: answered },
};

const waitEdges = 'Waits that are known, of calls offered and decided, those who gave up included. Nearest rank, told as the upper edge of its bin.';
const handleEdges = 'Per answered call (by queue: segment; by agent: leg). A call without a known end is in none.';

/** Every published metric, in the order it is published. */
export const kpis = {
  answerRate: {
    unit: 'ratio',
    formula: 'answered ÷ (answered + unanswered)',
    edges: 'Closed, self-served, unknown, waiting and greeting are in neither part. Short abandons are not taken out.',
    part: answered,
    whole: concerned,
  },
  unansweredRate: {
    unit: 'ratio',
    formula: 'unanswered ÷ (answered + unanswered) = 1 − answerRate',
    edges: 'Everyone no human answered, not only those who hung up.',
    part: (sums) => countOf('unanswered', sums),
    whole: concerned,
  },
  abandonRate: {
    unit: 'ratio',
    formula: '(abandoned − shortAbandoned) ÷ (offered − waiting − shortAbandoned)',
    edges: 'A part of the unanswered only. Waiting calls are in neither part.',
    part: ({ tally }) => tally.abandoned - tally.shortAbandoned,
    whole: (sums) => decided(sums) - sums.tally.shortAbandoned,
  },
  serviceLevel: {
    unit: 'ratio',
    formula: 'by serviceLevelFormula, sl2 by default: answeredInThreshold ÷ (offered − waiting − shortAbandoned)',
    edges: 'A wait equal to the threshold is inside; a waiting call is in none. Null over nothing.',
    part: (sums) => serviceLevelFormulas[sums.options.serviceLevelFormula].part(sums),
    whole: (sums) => serviceLevelFormulas[sums.options.serviceLevelFormula].whole(sums),
  },
  averageSpeedOfAnswerMs: {
    unit: 'ms',
    formula: 'sum of the waits of answered calls ÷ their number',
    edges: 'Answered only, waits that are known; an answer without a queue counts as 0.',
    part: ({ tally }) => tally.answeredWaitMs,
    whole: ({ tally }) => tally.answeredWaits,
  },
  meanWaitMs: {
    unit: 'ms',
    formula: 'sum of all known waits ÷ waitsKnown',
    edges: 'All offered and decided, those who gave up included.',
    part: ({ tally }) => tally.waitMs,
    whole: ({ tally }) => tally.waitsKnown,
  },
  meanWaitAbandonedMs: {
    unit: 'ms',
    formula: 'sum of the waits of abandoned calls ÷ their number',
    edges: 'Short abandons included; waits that are known.',
    part: ({ tally }) => tally.abandonedWaitMs,
    whole: ({ tally }) => tally.abandonedWaits,
  },
  waitP50Ms: { unit: 'ms', formula: 'the wait half of all do not pass', edges: waitEdges, q: 0.5, populations: everyone },
  waitP90Ms: { unit: 'ms', formula: 'the wait nine in ten do not pass', edges: waitEdges, q: 0.9, populations: everyone },
  waitP95Ms: { unit: 'ms', formula: 'the wait 95 in a hundred do not pass', edges: waitEdges, q: 0.95, populations: everyone },
  answeredWaitP50Ms: {
    unit: 'ms',
    formula: 'the wait half of the answered do not pass',
    edges: 'Answered only. Nearest rank, told as the upper edge of its bin.',
    q: 0.5,
    populations: ['answered'],
  },
  answeredWaitP90Ms: {
    unit: 'ms',
    formula: 'the wait nine in ten of the answered do not pass',
    edges: 'Answered only. Nearest rank, told as the upper edge of its bin.',
    q: 0.9,
    populations: ['answered'],
  },
  meanGreetingMs: {
    unit: 'ms',
    formula: 'sum of greetings ÷ calls with a greeting',
    edges: 'The greeting before any queue, which no wait holds. Calls only.',
    part: ({ tally }) => tally.greetingMs,
    whole: ({ tally }) => tally.greetings,
  },
  meanTalkMs: {
    unit: 'ms',
    formula: 'sum of bridged time without holds ÷ answered calls whose talk is known',
    edges: `${handleEdges} Mute stays talk.`,
    ofLegs: true,
    part: ({ tally }) => tally.talkMs,
    whole: ({ tally }) => tally.talks,
  },
  meanHoldMs: {
    unit: 'ms',
    formula: 'sum of holds ÷ answered calls whose talk is known',
    edges: `${handleEdges} Calls never held count as 0; an open hold ends with the leg.`,
    ofLegs: true,
    part: ({ tally }) => tally.holdMs,
    whole: ({ tally }) => tally.talks,
  },
  meanWrapMs: {
    unit: 'ms',
    formula: 'sum of after-call work ÷ answered calls that are out of it',
    edges: `${handleEdges} At most 30 min a leg; a call still in wrap-up is in none; a source that tells none gives 0.`,
    ofLegs: true,
    part: ({ tally }) => tally.wrapMs,
    whole: ({ tally }) => tally.handled,
  },
  averageHandleTimeMs: {
    unit: 'ms',
    formula: 'sum of talk, hold and wrap-up ÷ answered calls that are out of all three',
    edges: handleEdges,
    ofLegs: true,
    part: ({ tally }) => tally.handleMs,
    whole: ({ tally }) => tally.handled,
  },
  holdRate: {
    unit: 'ratio',
    formula: 'held ÷ answered',
    edges: 'Answered with at least one hold; muting is none.',
    ofLegs: true,
    part: ({ tally }) => tally.held,
    whole: answered,
  },
  transferRate: {
    unit: 'ratio',
    formula: 'transferred ÷ answered',
    edges: 'Answered and passed on at least once, blind, attended or to a queue.',
    part: ({ tally }) => tally.transferred,
    whole: answered,
  },
  occupancy: {
    unit: 'ratio',
    formula: '(ringing + in conversation + calling out + wrap-up) ÷ (these + free), in agents’ time',
    edges:
      'Each second counts in the quarter it was spent in. Breaks, training and off-phone work are in neither part; nor is time in which nothing was declared of the agent. For the centre, teams and agents; null elsewhere. One who is in two teams counts in each.',
    ofLegs: true,
    part: ({ tally }) => tally.busyMs,
    whole: ({ tally }) => tally.staffedMs,
  },
  meanRating: {
    unit: 'rating',
    formula: 'sum of overall marks ÷ rated',
    edges: 'Marks 1 to 5 of the item “overall”.',
    part: ({ tally: t }) => t.rating1 + 2 * t.rating2 + 3 * t.rating3 + 4 * t.rating4 + 5 * t.rating5,
    whole: (sums) => countOf('rated', sums),
  },
  csat: {
    unit: 'ratio',
    formula: '(rating4 + rating5) ÷ rated',
    edges: 'Marks 4 and 5 of the item “overall”.',
    part: ({ tally }) => tally.rating4 + tally.rating5,
    whole: (sums) => countOf('rated', sums),
  },
} as const satisfies { readonly [name: string]: Kpi };

export type MetricName = keyof typeof kpis;
export type Metrics = { readonly [name in MetricName]: number | null };

/** The metrics in the order they are published. */
export const metricNames = Object.keys(kpis) as readonly MetricName[];

const quotient = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

function valueOf(kpi: Kpi, sums: Sums): number | null {
  if (sums.options.unit === 'legs' && kpi.ofLegs !== true) return null;
  if ('q' in kpi) return percentileMs(sums.bins, kpi.q, kpi.populations);
  return quotient(kpi.part(sums), kpi.whole(sums));
}

/** One metric of a sum; null over nothing. */
export const metricOf = (name: MetricName, tally: Tally, bins: WaitBins, options: FigureOptions): number | null =>
  valueOf(kpis[name], { tally, bins, options });

/** Every published metric of a sum. */
export function metricsOf(tally: Tally, bins: WaitBins, options: FigureOptions): Metrics {
  const sums = { tally, bins, options };
  const metrics: { [name in MetricName]?: number | null } = {};
  for (const name of metricNames) metrics[name] = valueOf(kpis[name], sums);
  return metrics as Metrics;
}

/** The metrics that are a part of a whole, with both told. */
export type QuotientName = { [name in MetricName]: (typeof kpis)[name] extends Quotient ? name : never }[MetricName];

/** A quotient with the two numbers behind it; `value` is null when `of` is 0. */
export function partsOf(
  name: QuotientName,
  tally: Tally,
  bins: WaitBins,
  options: FigureOptions,
): { readonly value: number | null; readonly part: number; readonly of: number } {
  const sums = { tally, bins, options };
  const kpi: Quotient = kpis[name];
  const part = kpi.part(sums);
  const whole = kpi.whole(sums);
  return { value: quotient(part, whole), part, of: whole };
}
