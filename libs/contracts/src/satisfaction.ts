import * as z from 'zod/mini';

import { count, flag, instant, list, month, number, object, text } from './shapes';
/** Why a figure of satisfaction is not told. */
export const suppressions = [
  /** Fewer than ten answers. */
  'few_answers',
  /** Hidden so that a smaller figure cannot be found by subtraction. */
  'protects_another',
  /** Ways of asking are never mixed into one figure: name one with `surveyChannel`. */
  'mixed_channels',
  /** Satisfaction is only told by calendar month, quarter or year of the call, for all clinics or one. */
  'off_grid',
  /** The period's figures have not been published yet. */
  'not_published',
  /** The splits of a period are published with its final figures. */
  'not_final',
] as const;
export const suppressionSchema = z.enum(suppressions);
export type Suppression = z.infer<typeof suppressionSchema>;
/** A value with its 95 % interval; `low` and `high` are null where an interval has no meaning (no spread, one answer). */
export const estimateSchema = object({ value: number, low: z.nullable(number), high: z.nullable(number) });
export type Estimate = z.infer<typeof estimateSchema>;

/** How an answer counts: each item of the bank is of one scale. */
export const surveyScales = ['agree5', 'ease7', 'frequency4', 'recommend11', 'yesno', 'text'] as const;
export const surveyScaleSchema = z.enum(surveyScales);
export type SurveyScale = z.infer<typeof surveyScaleSchema>;
/** What respondents said to one item. Counts are integers; shares are fractions; every estimate has its base `n`. */
export const itemFiguresSchema = object({
  itemId: text,
  scale: surveyScaleSchema,
  /** Answers; ten or more. */
  n: count,
  /** Answers by value, in the order of the scale; sums to `n`. */
  distribution: list(object({ value: number, count })),
  /** Mean of the values. */
  mean: estimateSchema,
  /** Share favourable (4 and 5 of 5; 5 to 7 of 7; 9 and 10 of 10; "always"; yes): CSAT for `agree5`. */
  favourable: estimateSchema,
  /** Shares of the top, middle and bottom box; they sum to 1. */
  boxes: object({ top: number, middle: number, bottom: number }),
  /** Mean rescaled to 0–100 (linear mean). */
  score100: estimateSchema,
  /** Of `recommend11`: −100 to 100. */
  netPromoter: z.nullable(estimateSchema),
  /** 10 to 29 answers: to be read with care, never compared. */
  fragile: flag,
});
export type ItemFigures = z.infer<typeof itemFiguresSchema>;

/** How far a period's figures are: live steps, provisional (day 2), final (day 10), revised since. */
export const publicationStatusSchema = z.enum(['running', 'provisional', 'final', 'revised']);
export type PublicationStatus = z.infer<typeof publicationStatusSchema>;

/** The response funnel of a period; each count is null when it would tell of fewer than ten answers. */
export const surveyFunnelSchema = object({
  eligible: z.nullable(count),
  invited: z.nullable(count),
  delivered: z.nullable(count),
  answered: z.nullable(count),
  /** Answered ÷ invited, undelivered ones included. */
  responseRate: z.nullable(estimateSchema),
  /** Answered ÷ delivered. */
  responseRateDelivered: z.nullable(estimateSchema),
});
export type SurveyFunnel = z.infer<typeof surveyFunnelSchema>;

/** One cell of the published grid: figures, or the reason why there are none. `n` is not told below ten. */
export const satisfactionCellSchema = object({
  /** Value of the further dimension (a merged cell names several, joined by `+`); null for the period as a whole. */
  key: z.nullable(text),
  suppressed: z.nullable(suppressionSchema),
  n: z.nullable(count),
  /** Empty when suppressed. An item with fewer than ten answers of its own is absent. */
  items: list(itemFiguresSchema),
  /** Items that somebody of the period answered and that have no figure here, and why; absent of older figures. */
  hiddenItems: z.exactOptional(list(object({ itemId: text, suppressed: suppressionSchema }))),
  /** Score out of 100, "internal method": each respondent's mean of answered items (at least half), then the mean of these. */
  score100: z.nullable(estimateSchema),
});
export type SatisfactionCell = z.infer<typeof satisfactionCellSchema>;

/** An item beside *overall*: how it was judged and how closely it goes with *overall*. What goes together, not a cause. */
export const satisfactionDriverSchema = object({
  itemId: text,
  /** Respondents who answered *overall* and every item compared; 30 or more. */
  n: count,
  /** Partial correlation with *overall*, the other items held, to two decimals; null when it cannot be told apart. */
  importance: z.nullable(estimateSchema),
  /** How the item was judged by all who answered it: its mean out of 100. */
  score100: number,
});
export type SatisfactionDriver = z.infer<typeof satisfactionDriverSchema>;

/** Dimensions a period may be split by; never two at once. */
export const satisfactionDimensions = [
  'none',
  'waitBand',
  'hold',
  'transfer',
  'appointment',
  'reason',
  'language',
  'queue',
] as const;
export const satisfactionDimensionSchema = z.enum(satisfactionDimensions);
export type SatisfactionDimension = z.infer<typeof satisfactionDimensionSchema>;
/** Answer of `GET /api/v1/satisfaction`. */
export const satisfactionAnswerSchema = object({
  /** First month of the period, `YYYY-MM`. */
  month,
  /** Length of the period. */
  months: z.literal([1, 3, 12]),
  /** Null: all clinics. */
  clinicId: z.nullable(text),
  surveyChannel: z.nullable(text),
  /** Ways of asking that have published figures in this period. */
  channels: list(text),
  by: satisfactionDimensionSchema,
  status: z.nullable(publicationStatusSchema),
  /** Rises with each publication of the period. */
  version: z.nullable(count),
  computedAt: z.nullable(instant),
  total: satisfactionCellSchema,
  /** Who was asked and who answered; null as long as no figure of the period is told. */
  funnel: z.nullable(surveyFunnelSchema),
  /** Published once, with the final figures of a month, from 30 respondents on; else empty. */
  drivers: list(satisfactionDriverSchema),
  cells: list(satisfactionCellSchema),
});
export type SatisfactionAnswer = z.infer<typeof satisfactionAnswerSchema>;
