import type { SatisfactionDimension, Suppression } from '@vigie/contracts';

import type { LossName } from '@vigie/calls';
import type { DiagnosisWords } from './diagnosis-words';
import type { NotedWords } from './noted-words';
import type { ReportFormat } from './report-format';

type Text = (text: string) => string;
type Counted = (count: number) => string;
/** A table of words by a code that sources may add to: one that is not there is written as it is. */
type Names = { readonly [code: string]: string };

/** A comparison of two shares whose interval of the difference is known; all of it written already. */
export type ToldChange = {
  readonly now: string;
  readonly before: string;
  /** With its preposition: "en septembre". */
  readonly month: string;
  readonly n: string;
  /** Ends of the difference's interval, in points. */
  readonly low: string;
  readonly high: string;
};

/** Everything a report says, in one language. Values come written already; counts beside them decide on the plural. */
export type ReportWords = {
  /** "en septembre"; with the year where it is another one. */
  readonly inMonth: (format: ReportFormat, month: string, otherYear: boolean) => string;
  /** Between a name and what is said of it. */
  readonly colon: string;
  /** Between two things that are said. */
  readonly semicolon: string;
  /** Before the last of several things. */
  readonly and: string;
  readonly status: {
    readonly running: Text;
    readonly provisional: Text;
    readonly final: Text;
    readonly revised: (day: string, version: number) => string;
    readonly empty: string;
  };
  readonly product: string;
  readonly documentTitle: (clinic: string, month: string) => string;
  readonly methodNote: string;
  readonly pages: { readonly summary: string; readonly detail: string; readonly method: string };
  readonly footer: (clinic: string, month: string) => string;
  /** Whom to call, at the foot of each page. */
  readonly footContact: Text;
  readonly commitment: {
    /** A clinic's own target is a commitment, the centre's a target. */
    readonly kept: string;
    readonly missed: string;
    readonly targetKept: string;
    readonly targetMissed: string;
    readonly running: string;
    readonly noCalls: string;
    readonly text: Text;
    readonly now: Text;
    readonly before: (rate: string, month: string) => string;
    readonly none: string;
  };
  readonly sentences: {
    readonly reach: (told: {
      readonly covered: string;
      readonly answered: string;
      readonly coveredCount: number;
      readonly answeredCount: number;
    }) => string;
    readonly median: Text;
    readonly noCalls: string;
    readonly callers: (told: {
      readonly missed: string;
      readonly missedCount: number;
      readonly reached: string;
      readonly reachedCount: number;
      /** Null where nobody was reached. */
      readonly withinHour: string | null;
    }) => string;
    readonly satisfied: (told: {
      readonly share: string;
      readonly n: string;
      readonly low: string;
      readonly high: string;
      readonly period: string | null;
    }) => string;
    readonly fragile: string;
    readonly suppressed: { readonly [reason in Suppression]: string };
    readonly chance: (change: ToldChange) => string;
    readonly rise: (change: ToldChange) => string;
    readonly fall: (change: ToldChange) => string;
    readonly noComparison: string;
    /** The share unanswered moved beyond chance. */
    readonly lost: { readonly [reading in 'rise' | 'fall']: (change: ToldChange) => string };
    readonly worst: Text;
    readonly stretch: (told: {
      readonly weekday: string | null;
      readonly from: string;
      readonly to: string;
      readonly share: string;
    }) => string;
  };
  readonly reach: {
    readonly title: string;
    readonly note: (covered: string, n: number) => string;
    readonly outside: (outside: string, lunch: string | null) => string;
    readonly unheard: Text;
    readonly unanswered: (count: string, parts: string) => string;
    readonly p90: string;
    readonly noWait: string;
    readonly reached: Counted;
    readonly closed: (count: string, n: number) => string;
    readonly missedNeverReached: (missed: string, n: number) => string;
    /** Of numbers, as reports counted that were frozen before callers were. */
    readonly recovered: Counted;
    readonly calledAgain: (count: string, n: number) => string;
    readonly calledBack: (count: string, n: number) => string;
    readonly neverReached: (numbers: string, n: number) => string;
    readonly pending: Text;
    readonly hidden: (count: string, n: number) => string;
  };
  readonly losses: { readonly [name in LossName]: Counted };
  readonly when: {
    readonly title: string;
    readonly note: string;
    readonly weekTitle: string;
    readonly weekNote: string;
    readonly row: string;
    readonly hour: (hour: number) => string;
    readonly nothing: string;
    readonly summary: (worst: string, rate: string) => string;
    /** No cell has calls enough to be named. */
    readonly fewCalls: string;
    readonly empty: string;
  };
  readonly scores: {
    readonly title: string;
    readonly note: (n: string, channel: string | null) => string;
    readonly rateNote: Text;
    readonly detailTitle: string;
    readonly detailNote: string;
    /** Steps of agreement, lowest first. */
    readonly steps: readonly [string, string, string, string, string];
    readonly legend: string;
    readonly fragile: string;
    readonly range: (low: string, high: string) => string;
    readonly row: (label: string, value: string, range: string | null) => string;
    readonly countsTitle: string;
    readonly countsNote: string;
    readonly countsColumns: { readonly question: string; readonly answers: string; readonly mean: string };
    readonly othersTitle: string;
    readonly othersColumns: readonly [string, string, string, string];
    readonly score100: string;
    readonly nps: string;
    readonly mean: Text;
    readonly favourable: Text;
  };
  readonly items: Names;
  readonly channels: Names;
  readonly diagnosis: DiagnosisWords;
  readonly trend: {
    readonly title: string;
    readonly reachTitle: string;
    readonly note: string;
    /** Where satisfaction has no months to tell. */
    readonly reachNote: string;
    readonly summary: (from: string, to: string, usual: string) => string;
    readonly signal: Text;
    readonly noSignal: string;
    readonly tooFew: string;
    readonly hidden: string;
  };
  readonly reasons: {
    readonly title: string;
    readonly columns: readonly [string, string, string, string];
    readonly none: string;
    readonly others: string;
    readonly empty: string;
    readonly names: Names;
    readonly outcomes: { readonly [outcome: string]: Counted };
    readonly obtained: (count: string, n: number) => string;
    readonly notObtained: Text;
    /** Calls that followed otherwise than in the ways that are told. */
    readonly otherwise: (count: string, n: number) => string;
  };
  readonly actions: {
    readonly title: string;
    readonly lastTitle: string;
    readonly empty: string;
    readonly done: string;
    readonly dropped: string;
    readonly noDue: string;
    readonly beforeAfter: (before: string, after: string) => string;
  };
  readonly notes: { readonly title: string };
  readonly detail: {
    readonly sumTitle: string;
    readonly sumNote: string;
    readonly sumColumns: readonly [string, string, string];
    readonly answered: string;
    readonly answeredOutside: string;
    readonly closed: string;
    readonly selfServed: string;
    readonly undecided: string;
    readonly presented: string;
    readonly shortAbandons: (count: string, seconds: string) => string;
    readonly compareTitle: string;
    readonly compareColumns: readonly [string, string, string, string, string];
    readonly peers: Text;
    readonly serviceTitle: string;
    readonly steadiness: Text;
    readonly held: Text;
    readonly transferred: Text;
    readonly talkUnder5s: string;
    readonly waitsTitle: string;
    readonly waitsColumns: readonly [string, string];
    readonly answeredMedian: string;
    readonly answeredMean: string;
    readonly allMedian: string;
    readonly allP90: string;
    readonly outsideTitle: string;
    readonly outsideColumns: readonly [string, string];
    readonly lunch: string;
    readonly evening: string;
    readonly closedDays: string;
    readonly outsideEmpty: string;
  };
  /** What was done about those whom nobody answered, and calls that were planned. */
  readonly done: {
    readonly share: string;
    readonly number: string;
    readonly half: Text;
    readonly missed: {
      readonly title: string;
      readonly note: string;
      readonly head: string;
      readonly all: string;
      readonly reached: string;
      readonly calledAgain: string;
      readonly withinHour: string;
      readonly sameHalfDay: string;
      readonly beforeClosing: string;
      /** A target, whether it was kept, and the share of those whose case is decided. */
      readonly target: (label: string, target: string, isKept: boolean, rate: string) => string;
      readonly closed: string;
      readonly pending: string;
      readonly neverReached: string;
      readonly firstTry: string;
      readonly toReached: string;
      readonly redials: string;
    };
    readonly followups: {
      readonly title: string;
      readonly note: string;
      readonly head: string;
      readonly due: string;
      readonly onTime: string;
      readonly late: string;
      readonly overdue: string;
      readonly stillDue: string;
      readonly cancelled: string;
      readonly reached: string;
      readonly asked: string;
      readonly medicines: string;
      readonly inCall: string;
      readonly afterCall: string;
    };
    readonly campaigns: {
      readonly title: string;
      readonly note: string;
      readonly head: string;
      readonly offered: string;
      readonly inCalls: string;
      readonly byList: string;
      readonly accepted: string;
      readonly refused: string;
      readonly notOffered: string;
    };
    readonly returns: {
      readonly title: string;
      readonly note: string;
      readonly provisional: string;
      readonly head: string;
      readonly known: string;
      readonly repeated: string;
      readonly repeatedWithinDay: string;
      readonly resolved: string;
      readonly journey: string;
      readonly journeyP90: string;
    };
  };
  /** What secretaries noted of calls, messages for the clinic, and the greeting. */
  readonly noted: NotedWords;
  readonly survey: {
    readonly funnelTitle: string;
    readonly funnelNote: string;
    readonly funnelColumns: readonly [string, string];
    readonly eligible: string;
    readonly invited: string;
    readonly delivered: string;
    readonly answered: string;
    readonly fewerThanTen: string;
    readonly rate: (invited: string, delivered: string | null) => string;
    readonly lowRate: string;
    readonly compareTitle: string;
    readonly compareNote: string;
    readonly compareColumns: readonly [string, string, string, string, string];
    readonly peers: Text;
    readonly reading: {
      readonly chance: string;
      readonly rise: string;
      readonly fall: string;
      readonly above: string;
      readonly below: string;
    };
    readonly driversTitle: string;
    readonly driversNote: string;
    readonly driversColumns: readonly [string, string, string, string];
    readonly importanceTitle: string;
    readonly importanceNote: string;
    readonly importanceColumns: readonly [string, string, string, string];
    readonly hidden: string;
    readonly dimensions: { readonly [dimension in Exclude<SatisfactionDimension, 'none'>]: string };
    readonly keys: Names;
    readonly bands: {
      readonly upTo: Text;
      readonly between: (from: string, to: string) => string;
      readonly over: Text;
    };
    readonly periods: { readonly quarter: (from: string, to: string) => string; readonly year: Text };
  };
  readonly quotes: {
    readonly title: string;
    readonly note: string;
    readonly positive: string;
    readonly negative: string;
    readonly favourable: (count: string, n: number) => string;
    readonly unfavourable: (count: string, n: number) => string;
    readonly empty: string;
  };
  readonly mail: {
    readonly subject: (clinic: string, month: string) => string;
    readonly text: (clinic: string, month: string) => string;
    /** Above the link; until which day it opens. */
    readonly read: (day: string) => string;
  };
  readonly method: {
    readonly title: string;
    readonly paragraphs: readonly string[];
    readonly service: (formula: string, seconds: string, target: string) => string;
    /** For how long nothing was heard, and when. */
    readonly unheard: (length: string, times: string) => string;
    readonly between: (from: string, to: string) => string;
    readonly contact: Text;
  };
};
