import type { KpiText } from './kpi';

/** What became of callers who were owed a call: additive, whatever they are grouped by. */
export type CallbackTally = {
  readonly recovered: number;
  readonly calledAgain: number;
  readonly recoveredWithinHour: number;
  readonly recoveredSameHalfDay: number;
  readonly recoveredBeforeClosing: number;
  readonly neverReached: number;
  readonly closedForReason: number;
  readonly toCallBack: number;
  /** How often those of `redialsKnown` rang again until they were reached. */
  readonly redials: number;
  /** Those of recovered of whom it is known how often they rang. */
  readonly redialsKnown: number;
};

/** What no sum tells: medians over the callers themselves. */
export type CallbackMedians = {
  readonly medianToFirstTryMs: number | null;
  readonly medianToReachedMs: number | null;
};

/** Everybody who was owed a call: the sum of the four parts, each caller in one. */
export const callersOwed = ({
  recovered,
  neverReached,
  closedForReason,
  toCallBack,
}: CallbackTally): number => recovered + neverReached + closedForReason + toCallBack;

/** Everything that is told of callers who were owed a call; a rate over nothing is null: "nobody yet" is not "0 %". */
export type CallbackNumbers = Omit<CallbackTally, 'redialsKnown'> &
  CallbackMedians & {
    readonly callersOwed: number;
    readonly recoveredRate: number | null;
    readonly recoveredBeforeClosingRate: number | null;
    readonly redialsPerReached: number | null;
  };

/** The figures of the registry of some callers. */
export function callbackNumbers(row: CallbackTally & CallbackMedians): CallbackNumbers {
  const { redialsKnown, ...told } = row;
  const owed = callersOwed(row);
  const decided = owed - row.toCallBack;
  const over = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  return {
    ...told,
    callersOwed: owed,
    recoveredRate: over(row.recovered, decided),
    recoveredBeforeClosingRate: over(row.recoveredBeforeClosing, decided),
    redialsPerReached: over(row.redials, redialsKnown),
  };
}

/** Of nobody. */
export const noCallers: CallbackTally & CallbackMedians = {
  recovered: 0,
  calledAgain: 0,
  recoveredWithinHour: 0,
  recoveredSameHalfDay: 0,
  recoveredBeforeClosing: 0,
  neverReached: 0,
  closedForReason: 0,
  toCallBack: 0,
  redials: 0,
  redialsKnown: 0,
  medianToFirstTryMs: null,
  medianToReachedMs: null,
};

type CallbackText = Pick<KpiText, 'formula' | 'edges'> & {
  readonly unit: 'callers' | 'calls' | 'ratio' | 'ms';
};

/**
 * The figures of the list to call back. They count callers, each once a clinic however often they rang, on the day on
 * which the first of their unanswered calls was lost.
 */
export const callbackRegistry = {
  callersOwed: {
    unit: 'callers',
    formula: 'recovered + neverReached + closedForReason + toCallBack',
    edges:
      'Callers whom nobody answered, or whom a call was promised, by clinic. Calls without a number are in none of them, unless a message or a wish says how to call back.',
  },
  recovered: {
    unit: 'callers',
    formula:
      'callers who rang again and spoke with a person for 5 s or more, or whom somebody said to have reached',
    edges:
      'One who was promised a call is recovered by an outcome alone. Our own call counts when somebody confirms it.',
  },
  calledAgain: {
    unit: 'callers',
    formula: 'those of recovered who rang again by themselves',
    edges: 'The rest of recovered was reached by us.',
  },
  recoveredWithinHour: {
    unit: 'callers',
    formula: 'those of recovered who were reached at most 60 min after the first call was lost',
    edges: 'Equal is inside.',
  },
  recoveredSameHalfDay: {
    unit: 'callers',
    formula: 'those of recovered who were reached in the half of the day in which the first call was lost',
    edges: 'The clinic’s day is cut at 13:00 and at midnight, by its own clock.',
  },
  recoveredBeforeClosing: {
    unit: 'callers',
    formula:
      'those of recovered who were reached before the clinic closed on the day the first call was lost',
    edges: 'A call lost after closing, or on a day without opening, is not.',
  },
  neverReached: {
    unit: 'callers',
    formula:
      'callers not reached until the end of the clinic’s next open day after their last unanswered call',
    edges:
      'A promise ends so only with its call, when that is no longer kept. Decided within a minute of the deadline.',
  },
  closedForReason: {
    unit: 'callers',
    formula: 'wrong number, settled, or refuses to be called back, as somebody said',
    edges: 'No answer, a message left and another person leave the caller to be called back.',
  },
  toCallBack: {
    unit: 'callers',
    formula: 'those still owed a call',
    edges: 'Promises that are late among them.',
  },
  recoveredRate: {
    unit: 'ratio',
    formula: 'recovered ÷ (callersOwed − toCallBack)',
    edges: 'Null while nothing is decided.',
  },
  recoveredBeforeClosingRate: {
    unit: 'ratio',
    formula: 'recoveredBeforeClosing ÷ (callersOwed − toCallBack)',
    edges:
      'What `clinics[].reachedBeforeClosingTarget` is held against. Whoever was lost after closing is among those decided. Null while nothing is decided.',
  },
  redials: {
    unit: 'calls',
    formula:
      'how often callers of recovered rang again: unanswered calls after the first, and the one on which they were answered',
    edges: 'Of callers of whom it is known: not of those whose calls were forgotten before that was kept.',
  },
  redialsPerReached: {
    unit: 'ratio',
    formula: 'redials ÷ recovered',
    edges: 'A mean, which may be above 1; null over nobody.',
  },
  medianToFirstTryMs: {
    unit: 'ms',
    formula: 'the time from the first lost call to our first try that half of the callers tried do not pass',
    edges: 'Nearest rank, of callers whom we tried to call; null without any.',
  },
  medianToReachedMs: {
    unit: 'ms',
    formula: 'the time from the first lost call to being reached that half of recovered do not pass',
    edges: 'Nearest rank, whoever rang; null without any.',
  },
} as const satisfies Readonly<Record<string, CallbackText>>;
