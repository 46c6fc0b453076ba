import type { Suppression } from './satisfaction';

/** Counts of `GET /api/v1/metrics`, in the order they are published. All are non-negative integers. */
export const countNames = [
  'presented',
  'offered',
  'answered',
  'answeredByBot',
  'unanswered',
  'abandoned',
  'shortAbandoned',
  'ivrAbandoned',
  'blocked',
  'blockedFull',
  'blockedNoAgents',
  'blockedBusy',
  'blockedRefused',
  'closed',
  'timeoutOverflow',
  'exitTimeout',
  'exitNoAgents',
  'exitKey',
  'exitWithdrawn',
  'exitOverflow',
  'voicemail',
  'callbackExit',
  'selfServed',
  'systemFailed',
  'unspecified',
  'unknown',
  'waiting',
  'greeting',
  'answeredInThreshold',
  'abandonedInThreshold',
  'waitingPastThreshold',
  'answeredOutsideHours',
  'talkUnder5s',
  'waitsKnown',
  'held',
  'holds',
  'transferred',
  'ringNoAnswer',
  'resolved',
  'resolvedKnown',
  'rated',
  'rating1',
  'rating2',
  'rating3',
  'rating4',
  'rating5',
] as const;
export type CountName = (typeof countNames)[number];

/** Counts of answers to *overall*, and the metrics made of them: told on the published grid alone, see `suppressed`. */
export const ratingCounts = ['rated', 'rating1', 'rating2', 'rating3', 'rating4', 'rating5'] as const;
export type RatingCount = (typeof ratingCounts)[number];

/** Metrics of `GET /api/v1/metrics`. Rates are fractions, `…Ms` are milliseconds; a ratio over nothing is `null`. */
export const metricNames = [
  'answerRate',
  'unansweredRate',
  'abandonRate',
  'serviceLevel',
  'averageSpeedOfAnswerMs',
  'meanWaitMs',
  'meanWaitAbandonedMs',
  'waitP50Ms',
  'waitP90Ms',
  'waitP95Ms',
  'answeredWaitP50Ms',
  'answeredWaitP90Ms',
  'meanGreetingMs',
  'meanTalkMs',
  'meanHoldMs',
  'meanWrapMs',
  'averageHandleTimeMs',
  'holdRate',
  'transferRate',
  'resolvedRate',
  'occupancy',
  'peakWaiting',
  'peakTalking',
  'meanRating',
  'csat',
] as const;
export type MetricName = (typeof metricNames)[number];

export const intervals = ['15m', '30m', '1h', '1d', '1w', '1mo', 'all'] as const;
export type Interval = (typeof intervals)[number];

export const dimensions = ['none', 'queue', 'team', 'clinic', 'agent', 'language', 'reason'] as const;
export type Dimension = (typeof dimensions)[number];

export const serviceLevelFormulas = ['sl1', 'sl2', 'sl3', 'sl4', 'sl5'] as const;
export type ServiceLevelFormula = (typeof serviceLevelFormulas)[number];

/** What one row of an answer counts. */
export type CountedUnit = 'calls' | 'segments' | 'legs';

/** Counts of a row. Every name is there for calls; legs know fewer, the others are 0. Ratings that are not told are null. */
export type Counts = { readonly [name in Exclude<CountName, RatingCount>]: number } & {
  readonly [name in RatingCount]: number | null;
};
export type Metrics = { readonly [name in MetricName]: number | null };

export type MetricsDefinitions = {
  readonly serviceLevelFormula: ServiceLevelFormula;
  readonly serviceLevelSeconds: number;
  readonly shortAbandonMs: number;
};
/** At which instants the peaks of a row stood first; null where nobody waited or talked. */
export type PeakInstants = { readonly waitingAt: string | null; readonly talkingAt: string | null };

export type MetricsRow = {
  readonly start: string;
  readonly end: string;
  readonly key: string | null;
  readonly counts: Counts;
  readonly metrics: Metrics;
  /** Why the ratings of the row (`rated`, `rating1…5`, `meanRating`, `csat`) are not told; null: they are. */
  readonly suppressed: Suppression | null;
  /** Only when peaks were asked for. */
  readonly peaks?: PeakInstants;
};
export type MetricsAnswer = {
  readonly from: string;
  readonly to: string;
  readonly timezone: string;
  readonly interval: Interval;
  readonly by: Dimension;
  readonly unit: CountedUnit;
  readonly definitions: MetricsDefinitions;
  readonly rows: readonly MetricsRow[];
  readonly total: Pick<MetricsRow, 'counts' | 'metrics' | 'suppressed' | 'peaks'>;
};
