/**
 * A monthly report as it is read: blocks in reading order, worded in one language, numbers already formatted. The
 * screen, the PDF and the e-mail all draw this one document, so that none of them can say anything else.
 */
export type ReportDocument = {
  readonly language: 'fr' | 'ca' | 'en' | 'es';
  readonly clinic: { readonly id: string; readonly name: string };
  /** `YYYY-MM`. */
  readonly month: string;
  /** `empty`: the month is over, or has not begun, and no call came: there is no report of it, nor a file. */
  readonly status: 'running' | 'provisional' | 'final' | 'revised' | 'empty';
  readonly version: number;
  /** ISO instant of the figures. */
  readonly computedAt: string;
  /** Name of the clinic. */
  readonly title: string;
  /** "Accueil téléphonique · octobre 2026 · chiffres définitifs, établis le 10 novembre". */
  readonly subtitle: string;
  /** Document title for the PDF's properties and the browser's tab. */
  readonly documentTitle: string;
  /** Where the method is told, at the head of page one ("méthode en dernière page"). */
  readonly methodNote: string;
  /** Page one stands alone; later ones are the detail. */
  readonly pages: readonly ReportPage[];
  /** Running foot of each page; `{page}` and `{pages}` are filled in by who draws it. */
  readonly footer: string;
};
export type ReportPage = {
  readonly id: 'summary' | 'detail' | 'method';
  readonly title: string;
  readonly blocks: readonly ReportBlock[];
};

/** A stretch of text; `strong` is drawn bold. */
export type TextRun = { readonly text: string; readonly strong?: true };
export type Sentence = readonly TextRun[];

/** Meaning of a colour; the drawing never shows it without its mark (●, ◆, ▲) and word. */
export type ReportTone = 'good' | 'watch' | 'act' | 'neutral';

type Titled = {
  readonly id: string;
  readonly title: string;
  /** Beside the title, small: the base. */
  readonly note?: string;
};

/** The commitment of the contract, and whether it was kept. */
export type CommitmentBlock = {
  readonly kind: 'commitment';
  readonly id: string;
  readonly tone: ReportTone;
  readonly label: string;
  readonly text: string;
};
export type SentencesBlock = {
  readonly kind: 'sentences';
  readonly id: string;
  readonly sentences: readonly Sentence[];
};
/** Large figures side by side, two to four; each with what it is and its base. */
export type FiguresBlock = Titled & {
  readonly kind: 'figures';
  readonly figures: readonly { readonly value: string; readonly label: string; readonly tone?: ReportTone }[];
};
/** A strip or grid of shares, by hour (one row) or by weekday and hour. `share` is 0–1, null = nothing came. */
export type HeatBlock = Titled & {
  readonly kind: 'heat';
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    readonly cells: readonly { readonly share: number | null; readonly text: string }[];
  }[];
  /** The chart in words, for those who do not see it. */
  readonly summary: string;
};
/** Stacked distributions, one row an item, lowest value first. */
export type ScoresBlock = Titled & {
  readonly kind: 'scores';
  /** Names of the steps, lowest first. */
  readonly steps: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    /** Fractions that sum to 1; null when hidden. */
    readonly shares: readonly number[] | null;
    /** "82 %", or a word when hidden. */
    readonly value: string;
    /** "77 à 86 %". */
    readonly interval: string | null;
    /** "peu de réponses". */
    readonly badge: string | null;
  }[];
  readonly legend: string;
  readonly summary: string;
};
/** A line over months with its usual range (XmR). `value` is a fraction or a number, `text` how it is read. */
export type TrendBlock = Titled & {
  readonly kind: 'trend';
  readonly points: readonly {
    readonly label: string;
    readonly value: number | null;
    readonly text: string;
    readonly signal: boolean;
  }[];
  readonly centre: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Drawn axis. */
  readonly axis: { readonly from: number; readonly to: number };
  readonly summary: string;
};
export type TableBlock = Titled & {
  readonly kind: 'table';
  readonly columns: readonly { readonly label: string; readonly align?: 'end' }[];
  /** The first cell of a row is its header. */
  readonly rows: readonly (readonly string[])[];
  /** Said instead when there is no row. */
  readonly empty?: string;
};
export type QuotesBlock = Titled & {
  readonly kind: 'quotes';
  readonly quotes: readonly {
    readonly id: string;
    readonly text: string;
    readonly tone: 'positive' | 'negative';
    readonly toneLabel: string;
  }[];
  readonly themes: readonly { readonly label: string; readonly text: string }[];
  readonly empty?: string;
};
export type ActionsBlock = Titled & {
  readonly kind: 'actions';
  readonly actions: readonly {
    readonly id: string;
    readonly text: string;
    readonly owner: string;
    readonly due: string;
    readonly expected: string;
    readonly outcome: string | null;
  }[];
  readonly empty?: string;
};
export type NotesBlock = Titled & { readonly kind: 'notes'; readonly paragraphs: readonly string[] };

export type ReportBlock =
  | CommitmentBlock
  | SentencesBlock
  | FiguresBlock
  | HeatBlock
  | ScoresBlock
  | TrendBlock
  | TableBlock
  | QuotesBlock
  | ActionsBlock
  | NotesBlock;

/** One clinic's line on the provider's page of reports. Never ordered by result. */
export type ReportSummary = {
  readonly clinicId: string;
  readonly name: string;
  readonly month: string;
  readonly status: Exclude<ReportDocument['status'], 'empty'> | null;
  readonly version: number | null;
  /** presented = covered + outside + otherCalls; covered = coveredAnswered + unanswered. */
  readonly presented: number;
  readonly covered: number;
  readonly coveredAnswered: number;
  readonly unanswered: number;
  /** Outside the covered hours, answered or not. */
  readonly outside: number;
  /** Served by the message, or of unknown outcome. */
  readonly otherCalls: number;
  /** unanswered ÷ covered; null over nothing. */
  readonly coveredUnansweredRate: number | null;
  /** The same of the calendar month before. */
  readonly coveredUnansweredRateBefore: number | null;
  /** Wanted share answered, a fraction; null without a commitment. */
  readonly answerRateTarget: number | null;
  /** What became of the commitment; null without one, without a covered call, or before the month is over. */
  readonly commitment: 'kept' | 'missed' | null;
  /** The month is not over: its figures move. */
  readonly isRunning: boolean;
  /** CSAT of *overall* with its interval; null when hidden, then `suppressed` says why. */
  readonly csat: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly n: number;
  } | null;
  readonly suppressed: string | null;
  readonly fragile: boolean;
  /** What became of the e-mails of the latest version that went out; null when nobody was to get one. */
  readonly mail: ReportMail | null;
};
/** Letters of one version of a report, one a recipient, by what became of them. */
export type ReportMail = {
  readonly version: number;
  readonly sent: number;
  readonly waiting: number;
  /** The recipient's mail server said that it will never take it: an address to be mended in the settings. */
  readonly refused: number;
  /** Tried for three days. */
  readonly givenUp: number;
};
/** All clinics of a month taken together: what the provider adds up. */
export type ReportTotal = Pick<
  ReportSummary,
  | 'presented'
  | 'covered'
  | 'coveredAnswered'
  | 'unanswered'
  | 'outside'
  | 'otherCalls'
  | 'coveredUnansweredRate'
  | 'coveredUnansweredRateBefore'
  | 'csat'
  | 'suppressed'
  | 'fragile'
> & {
  /** Mean of *overall*, 1 to 5. */
  readonly meanRating: number | null;
};
/** Answer of `GET /api/v1/reports?month=`. */
export type ReportSummaries = {
  readonly month: string;
  /** Months that have calls, newest first. */
  readonly months: readonly string[];
  readonly clinics: readonly ReportSummary[];
  readonly total: ReportTotal;
};

/** An action agreed with a clinic, as `GET/POST/PATCH /api/v1/reports/actions` exchanges it. */
export type ReportAction = {
  readonly id: string;
  readonly clinicId: string;
  /** Month of the report it came from. */
  readonly month: string;
  readonly text: string;
  readonly owner: string;
  /** Local date. */
  readonly due: string | null;
  /** What it should change, in words. */
  readonly expected: string;
  readonly status: 'open' | 'done' | 'dropped';
  /** What became of it. */
  readonly outcome: string | null;
};
