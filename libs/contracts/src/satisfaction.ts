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
export type Suppression = (typeof suppressions)[number];

/** A value with its 95 % interval; `low` and `high` are null where an interval has no meaning (no spread, one answer). */
export type Estimate = { readonly value: number; readonly low: number | null; readonly high: number | null };

/** How an answer counts: each item of the bank is of one scale. */
export const surveyScales = ['agree5', 'ease7', 'frequency4', 'recommend11', 'yesno', 'text'] as const;
export type SurveyScale = (typeof surveyScales)[number];

/** What respondents said to one item. Counts are integers; shares are fractions; every estimate has its base `n`. */
export type ItemFigures = {
  readonly itemId: string;
  readonly scale: SurveyScale;
  /** Answers; ten or more. */
  readonly n: number;
  /** Answers by value, in the order of the scale; sums to `n`. */
  readonly distribution: readonly { readonly value: number; readonly count: number }[];
  /** Mean of the values. */
  readonly mean: Estimate;
  /** Share favourable (4 and 5 of 5; 5 to 7 of 7; 9 and 10 of 10; "always"; yes): CSAT for `agree5`. */
  readonly favourable: Estimate;
  /** Shares of the top, middle and bottom box; they sum to 1. */
  readonly boxes: { readonly top: number; readonly middle: number; readonly bottom: number };
  /** Mean rescaled to 0–100 (linear mean). */
  readonly score100: Estimate;
  /** Of `recommend11`: −100 to 100. */
  readonly netPromoter: Estimate | null;
  /** 10 to 29 answers: to be read with care, never compared. */
  readonly fragile: boolean;
};

/** How far a period's figures are: live steps, provisional (day 2), final (day 10), revised since. */
export type PublicationStatus = 'running' | 'provisional' | 'final' | 'revised';

/** The response funnel of a period; each count is null when it would tell of fewer than ten answers. */
export type SurveyFunnel = {
  readonly eligible: number | null;
  readonly invited: number | null;
  readonly delivered: number | null;
  readonly answered: number | null;
  /** Answered ÷ invited, undelivered ones included. */
  readonly responseRate: Estimate | null;
  /** Answered ÷ delivered. */
  readonly responseRateDelivered: Estimate | null;
};

/** One cell of the published grid: figures, or the reason why there are none. `n` is not told below ten. */
export type SatisfactionCell = {
  /** Value of the further dimension (a merged cell names several, joined by `+`); null for the period as a whole. */
  readonly key: string | null;
  readonly suppressed: Suppression | null;
  readonly n: number | null;
  /** Empty when suppressed. An item with fewer than ten answers of its own is absent. */
  readonly items: readonly ItemFigures[];
  /** Items that somebody of the period answered and that have no figure here, and why; absent of older figures. */
  readonly hiddenItems?: readonly { readonly itemId: string; readonly suppressed: Suppression }[];
  /** Score out of 100, "internal method": each respondent's mean of answered items (at least half), then the mean of these. */
  readonly score100: Estimate | null;
};

/** An item beside *overall*: how it was judged and how closely it goes with *overall*. What goes together, not a cause. */
export type SatisfactionDriver = {
  readonly itemId: string;
  /** Respondents who answered *overall* and every item compared; 30 or more. */
  readonly n: number;
  /** Partial correlation with *overall*, the other items held, to two decimals; null when it cannot be told apart. */
  readonly importance: Estimate | null;
  /** How the item was judged by all who answered it: its mean out of 100. */
  readonly score100: number;
};

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
export type SatisfactionDimension = (typeof satisfactionDimensions)[number];

/** Answer of `GET /api/v1/satisfaction`. */
export type SatisfactionAnswer = {
  /** First month of the period, `YYYY-MM`. */
  readonly month: string;
  /** Length of the period. */
  readonly months: 1 | 3 | 12;
  /** Null: all clinics. */
  readonly clinicId: string | null;
  readonly surveyChannel: string | null;
  /** Ways of asking that have published figures in this period. */
  readonly channels: readonly string[];
  readonly by: SatisfactionDimension;
  readonly status: PublicationStatus | null;
  /** Rises with each publication of the period. */
  readonly version: number | null;
  readonly computedAt: string | null;
  readonly total: SatisfactionCell;
  /** Who was asked and who answered; null as long as no figure of the period is told. */
  readonly funnel: SurveyFunnel | null;
  /** Published once, with the final figures of a month, from 30 respondents on; else empty. */
  readonly drivers: readonly SatisfactionDriver[];
  readonly cells: readonly SatisfactionCell[];
};
