import * as z from 'zod/mini';

import { callbackNumbersSchema } from './callbacks';
import { count, fields, flag, instant, list, number, object, text } from './shapes';
import { suppressionSchema } from './satisfaction';

/** How callers came back; see `docs/metrics.md`. */
export const returnNumbersSchema = object({
  answeredKnown: count,
  answeredUnknown: count,
  repeated: count,
  repeatedWithinDay: count,
  reasonKnown: count,
  repeatedSameReason: count,
  journeys: count,
  journeysClosed: count,
  repeatRate: z.nullable(number),
  repeatRateWithinDay: z.nullable(number),
  firstCallResolution: z.nullable(number),
  medianJourneyMs: z.nullable(number),
  journeyP90Ms: z.nullable(number),
  /** Not seven days have passed: who has not called again yet may still do so. */
  provisional: flag,
});
export type ReturnNumbers = z.infer<typeof returnNumbersSchema>;

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
  'difficult',
  'difficultAngry',
  'difficultDistressed',
  'difficultComplaint',
  'difficultAggressive',
  'difficultNoted',
  'difficultResolved',
  'noted',
  'notedResolved',
  'notedMessage',
  'notedTransferred',
  'notedCallback',
  'notedUnresolved',
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
  'difficultRate',
  'difficultResolvedRate',
  'otherResolvedRate',
  'notedRate',
  'occupancy',
  'peakWaiting',
  'peakTalking',
  'meanRating',
  'csat',
] as const;
export type MetricName = (typeof metricNames)[number];

export const intervals = ['15m', '30m', '1h', '1d', '1w', '1mo', 'all'] as const;
export const intervalSchema = z.enum(intervals);
export type Interval = z.infer<typeof intervalSchema>;

export const dimensions = ['none', 'queue', 'team', 'clinic', 'agent', 'language', 'reason'] as const;
export const dimensionSchema = z.enum(dimensions);
export type Dimension = z.infer<typeof dimensionSchema>;

export const serviceLevelFormulas = ['sl1', 'sl2', 'sl3', 'sl4', 'sl5'] as const;
export const serviceLevelFormulaSchema = z.enum(serviceLevelFormulas);
export type ServiceLevelFormula = z.infer<typeof serviceLevelFormulaSchema>;
/** What one row of an answer counts. */
export const countedUnitSchema = z.enum(['calls', 'segments', 'legs']);
export type CountedUnit = z.infer<typeof countedUnitSchema>;

const isRating = (name: CountName): name is RatingCount => ratingCounts.some((rating) => rating === name);
const plainCounts = countNames.filter((name): name is Exclude<CountName, RatingCount> => !isRating(name));

/** Counts of a row. Every name is there for calls; legs know fewer, the others are 0. Ratings that are not told are null. */
export const countsSchema = object({
  ...fields(plainCounts, count),
  ...fields(ratingCounts, z.nullable(count)),
});
export type Counts = z.infer<typeof countsSchema>;

export const metricsSchema = object({ ...fields(metricNames, z.nullable(number)) });
export type Metrics = z.infer<typeof metricsSchema>;

export const metricsDefinitionsSchema = object({
  serviceLevelFormula: serviceLevelFormulaSchema,
  serviceLevelSeconds: count,
  shortAbandonMs: count,
});

/** At which instants the peaks of a row stood first; null where nobody waited or talked. */
export const peakInstantsSchema = object({ waitingAt: z.nullable(instant), talkingAt: z.nullable(instant) });

/** Times of agents, ms, in the order they are published; see docs/metrics.md. */
export const agentTimeNames = [
  'loggedInMs',
  'freeMs',
  'ringingMs',
  'talkingMs',
  'onHoldMs',
  'wrapUpMs',
  'outboundMs',
  'offPhoneMs',
  'pausedMs',
  'unheardMs',
  'declaredPausedMs',
  'undeclaredBusyMs',
] as const;
export type AgentTimeName = (typeof agentTimeNames)[number];

/** What agents' time was spent in. */
export const agentTimeSchema = object({
  ...fields(agentTimeNames, count),
  /** `pausedMs` by the reason that was declared, the empty text where none was; null where it would tell of fewer than five. */
  pausedMsByReason: z.nullable(z.readonly(z.record(z.string(), count))),
});
export type AgentTime = z.infer<typeof agentTimeSchema>;

/** What a row and the total tell. */
const figuresShape = {
  counts: countsSchema,
  metrics: metricsSchema,
  /** Why the ratings of the row (`rated`, `rating1…5`, `meanRating`, `csat`) are not told; null: they are. */
  suppressed: z.nullable(suppressionSchema),
  /** Only when peaks were asked for. */
  peaks: z.exactOptional(peakInstantsSchema),
  /** Only when they were asked for: what became of those who were owed a call. Null where a question is narrowed by what the list to call back does not know. */
  callbacks: z.exactOptional(z.nullable(callbackNumbersSchema)),
  /** Only when agents' time was asked for; null for what has none. */
  agentTime: z.exactOptional(z.nullable(agentTimeSchema)),
  /** Only when they were asked for: how callers came back. Null where a question is narrowed by more than clinics and teams. */
  returns: z.exactOptional(z.nullable(returnNumbersSchema)),
};
export const metricsRowSchema = object({
  start: instant,
  end: instant,
  key: z.nullable(text),
  ...figuresShape,
});
export type MetricsRow = z.infer<typeof metricsRowSchema>;

/** Times within the range of which a telephone system told nothing, and tells nothing any more. */
export const incompleteSchema = list(object({ from: instant, to: instant }));

export const metricsAnswerSchema = object({
  from: text,
  to: text,
  timezone: text,
  interval: intervalSchema,
  by: dimensionSchema,
  unit: countedUnitSchema,
  definitions: metricsDefinitionsSchema,
  rows: list(metricsRowSchema),
  /** Only where there are any. */
  incomplete: z.exactOptional(incompleteSchema),
  total: object(figuresShape),
});
export type MetricsAnswer = z.infer<typeof metricsAnswerSchema>;

const agentTimeRow = { agentTime: z.exactOptional(z.nullable(agentTimeSchema)) };
/** What a page that tells agents' time reads of the answer. */
export const agentTimeRowsSchema = object({
  rows: list(object({ key: z.nullable(text), ...agentTimeRow })),
  total: object(agentTimeRow),
});
export type AgentTimeRows = z.infer<typeof agentTimeRowsSchema>;

/** What a page that draws calls over time reads of the answer. */
export const presentedRowsSchema = object({
  rows: list(object({ start: text, counts: object({ presented: count }) })),
});
export type PresentedRows = z.infer<typeof presentedRowsSchema>;
