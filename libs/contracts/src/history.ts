import * as z from 'zod/mini';

import { callbackNumbersSchema } from './callbacks';
import { campaignNumbersSchema } from './campaigns';
import { followupNumbersSchema } from './followups';
import { handoverNumbersSchema } from './handovers';
import { incidentNumbersSchema } from './incidents';
import {
  countedUnitSchema,
  incompleteSchema,
  metricsDefinitionsSchema,
  returnNumbersSchema,
} from './metrics';
import { byKey, count, fields, flag, instant, list, number, object, text } from './shapes';

/**
 * Ranges one can name. `week` is from Monday, `quarter` and `year` are of the calendar; each is that of `on`, a local
 * date (today when absent), and ends with the quarter of an hour that runs. `custom` takes `from` and `to`.
 */
export const historyRanges = ['today', 'yesterday', 'week', 'month', 'quarter', 'year', 'custom'] as const;
export type HistoryRange = (typeof historyRanges)[number];

/**
 * What a range is compared with: the period `before` it, the same `weekdays` before it (whole weeks back, so that a
 * Monday stands beside a Monday), the same dates a year ago (`lastYear`), or nothing.
 */
export const historyComparisons = ['before', 'weekdays', 'lastYear', 'none'] as const;
export type HistoryComparison = (typeof historyComparisons)[number];

/** Length of a point of the trend; asked for as `auto`, the server chooses one that gives some 10 to 110 points. */
export const historyIntervals = ['15m', '1h', '1d', '1w', '1mo'] as const;
export type HistoryInterval = (typeof historyIntervals)[number];

/** What the table is by. `hour` and `weekday` are of the local clock: keys `0`…`23`, `1` (Monday) … `7`. */
export const historyDimensions = [
  'clinic',
  'team',
  'queue',
  'language',
  'reason',
  'hour',
  'weekday',
] as const;
export type HistoryDimension = (typeof historyDimensions)[number];

/** What a trend can show. Rates are fractions, `…Ms` milliseconds, `presented` a number of calls. */
export const historyMeasures = [
  'presented',
  'unansweredRate',
  'abandonRate',
  'serviceLevel',
  'waitP50Ms',
  'waitP90Ms',
  'averageSpeedOfAnswerMs',
  'averageHandleTimeMs',
] as const;
export type HistoryMeasure = (typeof historyMeasures)[number];

/**
 * Whether a change is shown: its 95 % interval lies above 0 (`rise`) or below (`fall`); it holds 0 (`notShown`); there
 * is too little of one side to have an interval (`unjudged`).
 */
export const changeVerdicts = ['rise', 'fall', 'notShown', 'unjudged'] as const;
export type ChangeVerdict = (typeof changeVerdicts)[number];

/** The range less what it is compared with; of rates a difference of fractions. */
export const changeSchema = object({
  value: number,
  low: z.nullable(number),
  high: z.nullable(number),
  verdict: z.enum(changeVerdicts),
});
export type Change = z.infer<typeof changeSchema>;

/** A part of a whole; `value` is null of nothing. `low` and `high` are its 95 % interval (Wilson). */
export const shareOfSchema = object({
  value: z.nullable(number),
  low: z.nullable(number),
  high: z.nullable(number),
  part: count,
  of: count,
});
export type ShareOf = z.infer<typeof shareOfSchema>;

/** How many arrived, and how many a day on which any did. */
export const volumeSchema = object({ value: count, days: count, perDay: z.nullable(number) });
export type Volume = z.infer<typeof volumeSchema>;

const headlineOf = <T extends z.core.SomeType>(figure: T) =>
  object({
    now: figure,
    /** Null when nothing is compared. */
    before: z.nullable(figure),
    change: z.nullable(changeSchema),
  });

/** The numbers on top. */
export const historyHeadlinesSchema = object({
  /** Judged by calls a day (difference of two means, Welch). */
  presented: headlineOf(volumeSchema),
  /** unanswered ÷ (answered + unanswered). */
  unansweredRate: headlineOf(shareOfSchema),
  /** By the formula and threshold of `definitions`. */
  serviceLevel: headlineOf(shareOfSchema),
  abandonRate: headlineOf(shareOfSchema),
  /** Nine in ten waited no longer; judged by the share of waits beyond `overMs`, a percentile having no such interval. */
  waitP90: object({
    nowMs: z.nullable(number),
    beforeMs: z.nullable(number),
    overMs: number,
    over: headlineOf(shareOfSchema),
  }),
  /** Callers nobody reached ÷ callers who were owed a call back; null where it cannot be narrowed so. */
  neverReached: z.nullable(headlineOf(shareOfSchema)),
});
export type HistoryHeadlines = z.infer<typeof historyHeadlinesSchema>;

/** One interval of the trend; a value is null over nothing. */
export const historyPointSchema = object({
  start: instant,
  end: instant,
  presented: count,
  answered: count,
  unanswered: count,
  values: byKey(z.nullable(number)),
});
export type HistoryPoint = z.infer<typeof historyPointSchema>;

/** A stretch of the trend worth a word; see `docs/metrics.md`. */
export const trendSignalSchema = object({
  kind: z.enum(['outside', 'shift', 'trend']),
  /** `up`: above the centre, or rising. */
  side: z.enum(['up', 'down']),
  /** Of `points`, both inclusive. */
  first: count,
  last: count,
  /** How many of the points between them it is made of: those without a value are left out. */
  points: count,
  /** Of a rate, over these points; null of any other measure. */
  share: z.nullable(shareOfSchema),
});
export type TrendSignal = z.infer<typeof trendSignalSchema>;

/** How one measure varies by itself (XmR), and where it does not. Fewer than ten points have no limits. */
export const controlChartSchema = object({
  measure: z.enum(historyMeasures),
  /** Whose points the centre and limits are taken from. */
  limitsFrom: z.enum(['before', 'range']),
  centre: z.nullable(number),
  lower: z.nullable(number),
  upper: z.nullable(number),
  signals: list(trendSignalSchema),
});
export type ControlChart = z.infer<typeof controlChartSchema>;

/** An hour of a weekday by the local clock. */
export const heatCellSchema = object({
  /** 1 = Monday … 7 = Sunday. */
  weekday: count,
  hour: count,
  presented: count,
  unanswered: count,
  unansweredRate: z.nullable(number),
  waitP90Ms: z.nullable(number),
});
export type HeatCell = z.infer<typeof heatCellSchema>;

/** Where calls end. `parts` add up to `count`, the groups to `presented`; a name is a count of `GET /api/v1/metrics`. */
export const outcomeGroupSchema = object({
  kind: z.enum(['answered', 'lost', 'spared', 'open']),
  count,
  parts: list(object({ name: text, count, parts: list(object({ name: text, count })) })),
});
export type OutcomeGroup = z.infer<typeof outcomeGroupSchema>;

/** How long callers waited, of all who were offered, decided and have a known wait. */
export const waitDistributionSchema = object({
  known: count,
  p50Ms: z.nullable(number),
  p90Ms: z.nullable(number),
  p95Ms: z.nullable(number),
  /** Waits in (fromMs, toMs], the first with 0; the last has no end. */
  bins: list(
    object({ fromMs: count, toMs: z.nullable(count), answered: count, abandoned: count, other: count }),
  ),
  /**
   * Which share would have hung up by then if nobody had answered (Kaplan–Meier: who was answered or left otherwise is
   * known to have waited as long), second by second while twenty or more still wait.
   */
  patience: list(object({ atMs: count, share: number, atRisk: count })),
});
export type WaitDistribution = z.infer<typeof waitDistributionSchema>;

const rangeShape = { from: instant, to: instant, days: count };

/** What an answer is about. */
export const historyFrameSchema = object({
  range: z.enum(historyRanges),
  ...rangeShape,
  /** Whether the range was cut at the quarter of an hour that runs. */
  running: flag,
  timezone: text,
  interval: z.enum(historyIntervals),
  compared: z.nullable(object({ with: z.enum(historyComparisons), ...rangeShape })),
  unit: countedUnitSchema,
  coveredOnly: flag,
  definitions: metricsDefinitionsSchema,
  /** What the centre, or the one clinic that is asked for, wants of these; fractions. */
  targets: object({ unansweredRate: number, serviceLevel: number }),
});
export type HistoryFrame = z.infer<typeof historyFrameSchema>;

/** The load before difficult calls and before the others; names and formulas are those of docs/metrics.md. */
export const loadNumbersSchema = object({
  ...fields(['difficultLoads', 'otherLoads'], count),
  ...fields(['difficultSinceBreakMs', 'difficultInARow', 'otherSinceBreakMs', 'otherInARow'], number),
});
export type LoadNumbers = z.infer<typeof loadNumbersSchema>;

/** What was noted of answered calls; names and formulas are those of docs/metrics.md. */
export const notedNumbersSchema = object({
  ...fields(
    [
      'answered',
      'difficult',
      'difficultAngry',
      'difficultDistressed',
      'difficultComplaint',
      'difficultAggressive',
      'noted',
      'notedResolved',
      'notedMessage',
      'notedTransferred',
      'notedCallback',
      'notedUnresolved',
    ],
    count,
  ),
  ...fields(['difficultRate', 'difficultResolvedRate', 'otherResolvedRate', 'notedRate'], z.nullable(number)),
  /** Null where too little is known to tell of nobody by themselves; of whole months, over 92 days at most. */
  load: z.nullable(loadNumbersSchema),
});
export type NotedNumbers = z.infer<typeof notedNumbersSchema>;

/** `GET /api/v1/history`. */
export const historySchema = object({
  frame: historyFrameSchema,
  /** Only where there are any. */
  incomplete: z.exactOptional(incompleteSchema),
  headlines: historyHeadlinesSchema,
  trend: object({
    points: list(historyPointSchema),
    /** Of what is compared; not one to one where its intervals are others. */
    before: list(historyPointSchema),
    charts: list(controlChartSchema),
  }),
  heat: object({
    /** Hours that hold a call, by weekday and hour. */
    cells: list(heatCellSchema),
    /** The hour with the most calls, and the one with the largest share unanswered (of those with thirty calls). */
    busiest: z.nullable(heatCellSchema),
    worst: z.nullable(heatCellSchema),
  }),
  outcomes: object({ presented: count, concerned: count, groups: list(outcomeGroupSchema) }),
  waits: waitDistributionSchema,
  /** What became of those who were owed a call; null where it cannot be narrowed so. */
  callbacks: z.nullable(object({ now: callbackNumbersSchema, before: z.nullable(callbackNumbersSchema) })),
  /** What became of calls that were planned; null where it cannot be narrowed so, and where none was. */
  followups: z.nullable(object({ now: followupNumbersSchema, before: z.nullable(followupNumbersSchema) })),
  /** What campaigns offered; null where it cannot be narrowed so, and where nothing was offered nor left out. */
  campaigns: z.nullable(object({ now: campaignNumbersSchema, before: z.nullable(campaignNumbersSchema) })),
  /** What became of messages for clinics; null where it cannot be narrowed so, and where there was none. */
  handovers: z.nullable(object({ now: handoverNumbersSchema, before: z.nullable(handoverNumbersSchema) })),
  /** What became of urgent calls; null where it cannot be narrowed so, and where there was none. */
  incidents: z.nullable(object({ now: incidentNumbersSchema, before: z.nullable(incidentNumbersSchema) })),
  /** What was noted of answered calls; null where nothing was, and by queue. */
  noted: z.nullable(object({ now: notedNumbersSchema, before: z.nullable(notedNumbersSchema) })),
  /** How callers came back; null where it cannot be narrowed so, and over more than 92 days. */
  returns: z.nullable(object({ now: returnNumbersSchema, before: z.nullable(returnNumbersSchema) })),
});
export type History = z.infer<typeof historySchema>;

/** One row of the table, and the total. */
export const historyRowSchema = object({
  /** Null of the total; the empty text where it is not known. */
  key: z.nullable(text),
  /** What the key is called; null where it has no name (hours, weekdays, languages). */
  name: z.nullable(text),
  presented: count,
  answered: count,
  unanswered: count,
  unansweredRate: shareOfSchema,
  serviceLevel: z.nullable(number),
  waitP90Ms: z.nullable(number),
  averageHandleTimeMs: z.nullable(number),
  /** Null when nothing is compared. */
  before: z.nullable(object({ presented: count, unansweredRate: z.nullable(number) })),
  /** Of the unanswered rate. */
  change: z.nullable(changeSchema),
  /** The unanswered rate of each interval of the frame; empty by hour and weekday. */
  trend: list(z.nullable(number)),
});
export type HistoryRow = z.infer<typeof historyRowSchema>;

/** One measure as another house defines it; `part` and `of` only of what is divided. */
export const presetFigureSchema = object({
  id: text,
  /** As the house calls it, in its own language. */
  name: text,
  /** `ratio` a fraction, `ms` milliseconds, `hours` hours a week. */
  unit: z.enum(['ratio', 'ms', 'count', 'hours']),
  /** Null over nothing, and where it cannot be told of what is asked. */
  value: z.nullable(number),
  part: z.nullable(number),
  of: z.nullable(number),
  thresholdSeconds: z.nullable(number),
  /** What the house asks for, a fraction. */
  target: z.nullable(number),
  formula: text,
  edges: text,
});
export type PresetFigure = z.infer<typeof presetFigureSchema>;

/** `GET /api/v1/history/presets`: what laws, authorities and telephone systems report by, on the same calls. */
export const historyPresetsSchema = object({
  frame: historyFrameSchema,
  incomplete: z.exactOptional(incompleteSchema),
  houses: list(
    object({
      house: text,
      language: text,
      source: object({ name: text, url: text }),
      measures: list(presetFigureSchema),
    }),
  ),
});
export type HistoryPresets = z.infer<typeof historyPresetsSchema>;

/** `GET /api/v1/history/breakdown`. */
export const historyBreakdownSchema = object({
  frame: historyFrameSchema,
  incomplete: z.exactOptional(incompleteSchema),
  by: z.enum(historyDimensions),
  /** By key; the page sorts them. */
  rows: list(historyRowSchema),
  total: historyRowSchema,
  /** Of the rows' changes: how many were judged, how many are shown, and how many would be by chance if none was real. */
  chance: object({ judged: count, shown: count, expected: number }),
});
export type HistoryBreakdown = z.infer<typeof historyBreakdownSchema>;

/** An address of history that somebody has named for themselves. */
export const savedViewSchema = object({
  id: text,
  name: text,
  /** The choices of the page, as its address has them, without the centre. */
  query: text,
  /** Whether history begins with it; at most one does. */
  isStart: flag,
});
export type SavedView = z.infer<typeof savedViewSchema>;

/** `GET /api/v1/me/views`, by name. */
export const savedViewsSchema = list(savedViewSchema);
