import type { KpiText } from './kpi';

/** Within so many days a caller who calls the same clinic again calls *again* (S2-9, §2.3). */
export const repeatDays = 7;
/** Calls of a caller to a clinic that follow one another within so many hours are one journey. */
export const journeyHours = 24;

/** How callers came back: additive, whatever calls are grouped by. */
export type ReturnTally = {
  readonly answeredKnown: number;
  readonly answeredUnknown: number;
  readonly repeated: number;
  readonly repeatedWithinDay: number;
  readonly reasonKnown: number;
  readonly repeatedSameReason: number;
  readonly journeys: number;
  readonly journeysClosed: number;
};

/** Percentiles of the journeys that closed: each of its own journeys, never of others'. */
export type JourneyTimes = { readonly medianJourneyMs: number | null; readonly journeyP90Ms: number | null };

/** Nobody called, or nobody whose calls can be told to be theirs. */
export const noReturns: ReturnTally & JourneyTimes = {
  answeredKnown: 0,
  answeredUnknown: 0,
  repeated: 0,
  repeatedWithinDay: 0,
  reasonKnown: 0,
  repeatedSameReason: 0,
  journeys: 0,
  journeysClosed: 0,
  medianJourneyMs: null,
  journeyP90Ms: null,
};

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** The tallies with what is derived of them; a ratio over nothing is null. */
export const returnNumbers = (tally: ReturnTally & JourneyTimes) => ({
  ...tally,
  repeatRate: ratio(tally.repeated, tally.answeredKnown),
  repeatRateWithinDay: ratio(tally.repeatedWithinDay, tally.answeredKnown),
  firstCallResolution: ratio(tally.reasonKnown - tally.repeatedSameReason, tally.reasonKnown),
});

type ReturnText = Pick<KpiText, 'formula' | 'edges'> & {
  readonly unit: 'calls' | 'journeys' | 'ratio' | 'ms';
};

/**
 * How callers come back. Each answered call is judged by the next calls of its caller to its clinic, so a day is complete
 * only seven days later; until then it is told as provisional.
 */
export const returnRegistry = {
  answeredKnown: {
    unit: 'calls',
    formula: 'answered calls of callers who are known again',
    edges:
      'By the quarter of arrival. The number may be hashed under two keys: that is one caller. A call on the day on which its caller was called to be reminded of a visit is in none of these figures.',
  },
  answeredUnknown: {
    unit: 'calls',
    formula: 'answered calls without a number, or of one that many share',
    edges: 'In none of the others.',
  },
  repeated: {
    unit: 'calls',
    formula: 'those of answeredKnown whose caller called the same clinic again within 7 days',
    edges: 'From arrival to arrival, equal is inside; whatever became of the next call.',
  },
  repeatedWithinDay: {
    unit: 'calls',
    formula: 'those of repeated whose caller called again within 24 hours',
    edges: 'Equal is inside.',
  },
  reasonKnown: {
    unit: 'calls',
    formula: 'those of answeredKnown whose reason was noted',
    edges: 'The last reason that was noted of the call.',
  },
  repeatedSameReason: {
    unit: 'calls',
    formula:
      'those of reasonKnown whose caller called the same clinic again for the same reason within 7 days',
    edges: 'A next call without a reason is not for the same one.',
  },
  repeatRate: {
    unit: 'ratio',
    formula: 'repeated ÷ answeredKnown',
    edges: 'Provisional until 7 days after the last call of the range; it can only rise till then.',
  },
  repeatRateWithinDay: {
    unit: 'ratio',
    formula: 'repeatedWithinDay ÷ answeredKnown',
    edges: 'As repeatRate.',
  },
  firstCallResolution: {
    unit: 'ratio',
    formula: '(reasonKnown − repeatedSameReason) ÷ reasonKnown',
    edges: 'Provisional as repeatRate; it can only fall till then. Null where no reason was noted.',
  },
  journeys: {
    unit: 'journeys',
    formula:
      'calls of one caller to one clinic that follow one another within 24 hours, for 7 days at most, in the quarter of the first',
    edges: 'Answered or not. A call after more than 24 hours begins another one.',
  },
  journeysClosed: {
    unit: 'journeys',
    formula:
      'those whose last call was answered, or whose caller was reached, or settled it, after that call',
    edges: 'As somebody said on the list to call back, or as the caller called again and was answered.',
  },
  medianJourneyMs: {
    unit: 'ms',
    formula: 'the time from the first call to the need closed that half of journeysClosed do not pass',
    edges:
      'Closed at the end of the last call that was answered, else when reached or settled. Nearest rank.',
  },
  journeyP90Ms: {
    unit: 'ms',
    formula: 'the time from the first call to the need closed that nine in ten of journeysClosed do not pass',
    edges: 'As medianJourneyMs.',
  },
} as const satisfies Readonly<Record<string, ReturnText>>;
