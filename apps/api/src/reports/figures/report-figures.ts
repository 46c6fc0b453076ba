import type {
  ClinicGreeting,
  Diagnosis,
  HandoverNumbers,
  IncidentNumbers,
  ReturnNumbers,
  SatisfactionAnswer,
} from '@vigie/contracts';
import type { Instant, LossName } from '@vigie/calls';
import type {
  CallbackMedians,
  CallbackTally,
  CampaignTally,
  FollowupTally,
  Month,
  Tally,
} from '@vigie/metrics';

/**
 * Calls of a stretch of time, in parts that add up: presented = covered + answeredOutside + closed + selfServed +
 * undecided; covered = coveredAnswered + unanswered.
 */
export type ReachCounts = {
  readonly presented: number;
  /** Arrived in the hours covered by contract and have an outcome. */
  readonly covered: number;
  readonly coveredAnswered: number;
  readonly unanswered: number;
  readonly losses: { readonly [name in LossName]: number };
  /** Of `abandoned`: gave up before the short threshold. */
  readonly shortAbandoned: number;
  readonly answeredOutside: number;
  readonly closed: number;
  /** Nobody needed to answer: served by the menu, an announcement or a robot. */
  readonly selfServed: number;
  /** Without a known outcome: waiting, in the greeting, lost sight of. */
  readonly undecided: number;
  /** Answered with a conversation of less than 5 s. */
  readonly talkUnder5s: number;
  /** Answered and held; answered and passed on. */
  readonly held: number;
  readonly transferred: number;
};

/** Waits in ms, told as the upper edge of their bin; null when nobody waited. */
export type WaitFigures = {
  readonly answeredMedianMs: number | null;
  /** Mean of the answered: the exact sum of known waits by their number. */
  readonly answeredMeanMs: number | null;
  /** Of everybody who waited, answered or not. */
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
};

/** Covered calls of a cell of the week. */
export type HourCounts = { readonly answered: number; readonly unanswered: number };

/** Calls outside covered hours, answered or not, by what the clinic's day looked like when they came. */
export type OutsideCounts = {
  readonly total: number;
  /** Between two openings of a day. */
  readonly lunch: number;
  /** Before the first or after the last opening of a day that has one. */
  readonly evening: number;
  /** On days without an opening: weekends and public holidays. */
  readonly closedDays: number;
};

/**
 * Callers of whom the first lost call is of the month, each once: reached, closed for a reason, never reached, or still
 * to be called back; see `docs/callbacks.md`. Reports that were frozen before callers were counted so count numbers, of
 * which each is recovered when every lost call was followed by a contact until the end of the next open day.
 */
export type CallerFigures = {
  readonly numbers: number;
  readonly calledAgain: number;
  readonly calledBack: number;
  /** Of those reached, within an hour of the first lost call; absent in a report that counts numbers. */
  readonly withinHour?: number;
  /** Wrong number, settled, refuses to be called back; likewise. */
  readonly closed?: number;
  readonly neverReached: number;
  /** Still to be called back. */
  readonly pending: number;
  /** Unanswered calls without a number, of whom nobody can be called back. */
  readonly hiddenCalls: number;
  /** The other unanswered calls; with the hidden ones all of them. */
  readonly numberedCalls: number;
  /** How soon those reached were, how long it took, how often they rang: absent in a report written down before. */
  readonly soon?: ReachedSoon;
};

/** Of callers whom nobody answered, as the registry has it of the list to call back. */
export type ReachedSoon = Pick<
  CallbackTally,
  'recoveredSameHalfDay' | 'recoveredBeforeClosing' | 'redials' | 'redialsKnown'
> &
  CallbackMedians & {
    /** Wanted share reached before closing, of those whose case is decided; null where the clinic has none. */
    readonly beforeClosingTarget: number | null;
  };

/** What patients asked for and what followed, by reason as the secretary noted it; null: nothing noted. */
export type ReasonFigures = {
  readonly reason: string | null;
  readonly calls: number;
  /** How often each outcome was noted, as written by the source. */
  readonly outcomes: { readonly [outcome: string]: number };
  readonly appointments: { readonly obtained: number; readonly notObtained: number };
  readonly urgent: number;
  /** Half of those who were answered waited no longer. */
  readonly medianWaitMs: number | null;
};

/**
 * Of which times the telephone system told nothing and tells nothing any more, in the hours covered, to the minute: what came then is
 * in no figure.
 */
export type UnheardFigures = {
  readonly coveredMs: number;
  /** The longest of them, in order. */
  readonly times: readonly { readonly from: Instant; readonly to: Instant }[];
};

/** Quarter hours with calls to decide on, and those whose service level reached its target. */
export type SteadinessFigures = { readonly quarters: number; readonly onTarget: number };

/** A month of the past, for comparisons. */
export type PastMonth = {
  readonly month: Month;
  readonly covered: number;
  readonly coveredAnswered: number;
  readonly presented: number;
  readonly openDays: number;
};

/** Similar clinics of the same provider: told only from five on, none of them with more than 40 % of the base. */
export type PeerFigures = {
  readonly clinics: number;
  /** Median of their shares answered. */
  readonly answerRate: number;
};
export type SatisfactionPeers = {
  readonly clinics: number;
  readonly median: number;
  /** Those satisfied and those who answered, of the other clinics together. */
  readonly satisfied: number;
  readonly n: number;
};

/** Satisfaction as published; what is not published is absent. */
export type SatisfactionFigures = {
  /** The shortest of the month, the quarter and the year that reaches 30 answers, or what is published of the month. */
  readonly answer: SatisfactionAnswer;
  /** The same length before, and a year before. */
  readonly before: SatisfactionAnswer | null;
  readonly yearBefore: SatisfactionAnswer | null;
  /** The clinic's months, oldest first; null where nothing is published. */
  readonly months: readonly {
    readonly month: Month;
    readonly csat: number | null;
    readonly n: number | null;
  }[];
  readonly drivers: readonly SatisfactionAnswer[];
  readonly peers: SatisfactionPeers | null;
};

/** The six errors as they were judged of the month: each light with what it was decided by. */
export type DiagnosisFigures = Pick<Diagnosis, 'sheetVersion' | 'lights'> & {
  /** Of the month's judgement, from 1 on, and why it is another than the first. */
  readonly revision: number;
  readonly why: Diagnosis['revisions'][number]['why'];
};

/** What was noted of the answered calls of all hours: counts, and rates that are null over nothing. */
export type NotedFigures = Pick<
  Tally,
  | 'answered'
  | 'difficult'
  | 'difficultAngry'
  | 'difficultDistressed'
  | 'difficultComplaint'
  | 'difficultAggressive'
  | 'difficultNoted'
  | 'difficultResolved'
  | 'noted'
  | 'notedResolved'
> &
  Readonly<
    Record<'difficultRate' | 'difficultResolvedRate' | 'otherResolvedRate' | 'notedRate', number | null>
  >;

export type GreetingNumbers = ClinicGreeting['numbers'];

/** Everything a report is drawn from, in no language. Stored when a report is frozen. */
export type ReportFigures = {
  readonly month: Month;
  readonly timezone: string;
  readonly clinic: { readonly id: string; readonly name: string; readonly kind: string };
  /** Who answers the calls, named as the contact. */
  readonly centre: string;
  /** Wanted share answered of the covered calls. */
  readonly answerRateTarget: number;
  /** Whether that is this clinic's own, by contract; else it is the centre's. */
  readonly isCommitted: boolean;
  readonly serviceLevel: { readonly seconds: number; readonly formula: string; readonly target: number };
  readonly shortAbandonMs: number;
  readonly reach: ReachCounts;
  readonly waits: WaitFigures;
  readonly openDays: number;
  /** By weekday (0 = Monday) × hour: 168 cells of covered calls. */
  readonly hours: readonly HourCounts[];
  readonly outside: OutsideCounts;
  readonly callers: CallerFigures;
  /** How callers came back; absent in a report written down before. */
  readonly returns?: ReturnNumbers;
  /** What became of planned calls; absent where none was, and in a report written down before. */
  readonly followups?: FollowupTally;
  /** What campaigns offered; absent where nothing was answered nor noted, and in a report written down before. */
  readonly campaigns?: CampaignTally;
  /** Absent where no answered call was said to be difficult, and in a report written down before. */
  readonly noted?: NotedFigures;
  /** As far as messages had come when the report was written down; absent where none was told of, and in a report written down before. */
  readonly handovers?: HandoverNumbers;
  /** As far as urgent calls had come when the report was written down; absent where there was none, and in a report written down before. */
  readonly incidents?: IncidentNumbers;
  /** Absent where no greeting was told of, and in a report written down before. */
  readonly greeting?: GreetingNumbers;
  readonly reasons: readonly ReasonFigures[];
  readonly steadiness: SteadinessFigures;
  /** Absent where everything was heard. */
  readonly unheard?: UnheardFigures;
  /** Thirteen months, oldest first; the last one is the report's. */
  readonly past: readonly PastMonth[];
  readonly peers: PeerFigures | null;
  /** Absent in reports that were frozen before it was told, and of months that were not judged. */
  readonly diagnosis?: DiagnosisFigures;
  readonly satisfaction: SatisfactionFigures | null;
};

/** What was called `answered` in a report until its name said that it counts the covered hours alone. */
type Answered = { readonly answered?: number; readonly coveredAnswered: number };

/** Figures as they were written down, by this version or an earlier one, under the names of this one. */
export const readFigures = (stored: ReportFigures): ReportFigures => ({
  ...stored,
  reach: underNewNames(stored.reach),
  past: stored.past.map(underNewNames),
});

export function underNewNames<Counts extends { readonly coveredAnswered: number }>(stored: Counts): Counts {
  const { answered, ...counts } = stored as Counts & Answered;
  return answered === undefined ? stored : ({ ...counts, coveredAnswered: answered } as unknown as Counts);
}
