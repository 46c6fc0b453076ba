import * as z from 'zod/mini';

import { publicationStatusSchema } from './satisfaction';
import { count, flag, instant, list, month, number, object, text } from './shapes';

/** A stretch of text; `strong` is drawn bold. */
export const textRunSchema = object({ text: text, strong: z.exactOptional(z.literal(true)) });
export type TextRun = z.infer<typeof textRunSchema>;

export const sentenceSchema = list(textRunSchema);
export type Sentence = z.infer<typeof sentenceSchema>;

/** Meaning of a colour; the drawing never shows it without its mark (●, ◆, ▲) and word. */
export const reportToneSchema = z.enum(['good', 'watch', 'act', 'neutral']);
export type ReportTone = z.infer<typeof reportToneSchema>;

const titledShape = {
  id: text,
  title: text,
  /** Beside the title, small: the base. */
  note: z.exactOptional(text),
};

/** The commitment of the contract, and whether it was kept. */
export const commitmentBlockSchema = object({
  kind: z.literal('commitment'),
  id: text,
  tone: reportToneSchema,
  label: text,
  text,
});
export type CommitmentBlock = z.infer<typeof commitmentBlockSchema>;

export const sentencesBlockSchema = object({
  kind: z.literal('sentences'),
  id: text,
  sentences: list(sentenceSchema),
});
export type SentencesBlock = z.infer<typeof sentencesBlockSchema>;

/**
 * The calls that a number of a report counts, as `GET /api/v1/calls` is asked for them; of nobody who reads a report by
 * the link of a letter.
 */
export const reportCallsSchema = object({
  count: text,
  clinicId: text,
  from: instant,
  to: instant,
  coveredOnly: flag,
});
export type ReportCalls = z.infer<typeof reportCallsSchema>;

/** Large figures side by side, two to four; each with what it is and its base. */
export const figuresBlockSchema = object({
  ...titledShape,
  kind: z.literal('figures'),
  figures: list(
    object({
      value: text,
      label: text,
      tone: z.exactOptional(reportToneSchema),
      calls: z.exactOptional(reportCallsSchema),
    }),
  ),
});
export type FiguresBlock = z.infer<typeof figuresBlockSchema>;

/** A strip or grid of shares, by hour (one row) or by weekday and hour. `share` is 0–1, null = nothing came. */
export const heatBlockSchema = object({
  ...titledShape,
  kind: z.literal('heat'),
  columns: list(text),
  rows: list(object({ label: text, cells: list(object({ share: z.nullable(number), text })) })),
  /** The chart in words, for those who do not see it. */
  summary: text,
});
export type HeatBlock = z.infer<typeof heatBlockSchema>;

/** Stacked distributions, one row an item, lowest value first. */
export const scoresBlockSchema = object({
  ...titledShape,
  kind: z.literal('scores'),
  /** Names of the steps, lowest first. */
  steps: list(text),
  rows: list(
    object({
      label: text,
      /** Fractions that sum to 1; null when hidden. */
      shares: z.nullable(list(number)),
      /** "82 %", or a word when hidden. */
      value: text,
      /** "77 à 86 %". */
      interval: z.nullable(text),
      /** "peu de réponses". */
      badge: z.nullable(text),
    }),
  ),
  legend: text,
  summary: text,
});
export type ScoresBlock = z.infer<typeof scoresBlockSchema>;

/** A line over months with its usual range (XmR). `value` is a fraction or a number, `text` how it is read. */
export const trendBlockSchema = object({
  ...titledShape,
  kind: z.literal('trend'),
  points: list(object({ label: text, value: z.nullable(number), text, signal: flag })),
  centre: z.nullable(number),
  low: z.nullable(number),
  high: z.nullable(number),
  /** Drawn axis. */
  axis: object({ from: number, to: number }),
  summary: text,
});
export type TrendBlock = z.infer<typeof trendBlockSchema>;

export const tableBlockSchema = object({
  ...titledShape,
  kind: z.literal('table'),
  columns: list(object({ label: text, align: z.exactOptional(z.literal('end')) })),
  /** The first cell of a row is its header. */
  rows: list(list(text)),
  /** The calls that the number of each row, its second cell, counts; null where they cannot be listed. */
  rowCalls: z.exactOptional(list(z.nullable(reportCallsSchema))),
  /** Said instead when there is no row. */
  empty: z.exactOptional(text),
});
export type TableBlock = z.infer<typeof tableBlockSchema>;

export const quotesBlockSchema = object({
  ...titledShape,
  kind: z.literal('quotes'),
  quotes: list(object({ id: text, text, tone: z.enum(['positive', 'negative']), toneLabel: text })),
  themes: list(object({ label: text, text })),
  empty: z.exactOptional(text),
});
export type QuotesBlock = z.infer<typeof quotesBlockSchema>;

export const actionsBlockSchema = object({
  ...titledShape,
  kind: z.literal('actions'),
  actions: list(
    object({ id: text, text, owner: text, due: text, expected: text, outcome: z.nullable(text) }),
  ),
  empty: z.exactOptional(text),
});
export type ActionsBlock = z.infer<typeof actionsBlockSchema>;

export const notesBlockSchema = object({ ...titledShape, kind: z.literal('notes'), paragraphs: list(text) });
export type NotesBlock = z.infer<typeof notesBlockSchema>;

export const reportBlockSchema = z.union([
  commitmentBlockSchema,
  sentencesBlockSchema,
  figuresBlockSchema,
  heatBlockSchema,
  scoresBlockSchema,
  trendBlockSchema,
  tableBlockSchema,
  quotesBlockSchema,
  actionsBlockSchema,
  notesBlockSchema,
]);
export type ReportBlock = z.infer<typeof reportBlockSchema>;

const pageShape = { id: z.enum(['summary', 'detail', 'method']), title: text };
export const reportPageSchema = object({ ...pageShape, blocks: list(reportBlockSchema) });
export type ReportPage = z.infer<typeof reportPageSchema>;

/** What a report holds beside its pages. */
const documentShape = {
  language: z.enum(['fr', 'ca', 'en', 'es']),
  clinic: object({ id: text, name: text }),
  /** `YYYY-MM`. */
  month,
  /** `empty`: the month is over, or has not begun, and no call came: there is no report of it, nor a file. */
  status: z.enum([...publicationStatusSchema.options, 'empty']),
  version: count,
  /** ISO instant of the figures. */
  computedAt: instant,
  /** Name of the clinic. */
  title: text,
  /** "Accueil téléphonique · octobre 2026 · chiffres définitifs, établis le 10 novembre". */
  subtitle: text,
  /** Document title for the PDF's properties and the browser's tab. */
  documentTitle: text,
  /** Where the method is told, at the head of page one ("méthode en dernière page"). */
  methodNote: text,
  /** Running foot of each page; `{page}` and `{pages}` are filled in by who draws it. */
  footer: text,
};
/**
 * A monthly report as it is read: blocks in reading order, worded in one language, numbers already formatted. The
 * screen, the PDF and the e-mail all draw this one document, so that none of them can say anything else.
 */
export const reportDocumentSchema = object({
  ...documentShape,
  /** Page one stands alone; later ones are the detail. */
  pages: list(reportPageSchema),
});
export type ReportDocument = z.infer<typeof reportDocumentSchema>;

/** A report whose blocks were not looked at: a server may know kinds of blocks that a page does not know yet. */
export const reportFrameSchema = object({
  ...documentShape,
  pages: list(object({ ...pageShape, blocks: list(z.unknown()) })),
});
export type ReportFrame = z.infer<typeof reportFrameSchema>;

/** CSAT of *overall* with its interval and its base; null when hidden. */
const csatSchema = z.nullable(object({ value: number, low: number, high: number, n: count }));

/** Letters of one version of a report, one a recipient, by what became of them. */
export const reportMailSchema = object({
  version: count,
  sent: count,
  waiting: count,
  /** The recipient's mail server said that it will never take it: an address to be mended in the settings. */
  refused: count,
  /** Tried for three days. */
  givenUp: count,
  /** Recipients who opened the report by the link of a letter. */
  opened: count,
  /** Recipients who said something to it. */
  answered: count,
});
export type ReportMail = z.infer<typeof reportMailSchema>;

/** What a clinic's line and the sum of all have in common. */
const summaryShape = {
  /** presented = covered + outside + otherCalls; covered = coveredAnswered + unanswered. */
  presented: count,
  covered: count,
  coveredAnswered: count,
  unanswered: count,
  /** Outside the covered hours, answered or not. */
  outside: count,
  /** Served by the message, or of unknown outcome. */
  otherCalls: count,
  /** unanswered ÷ covered; null over nothing. */
  coveredUnansweredRate: z.nullable(number),
  /** The same of the calendar month before. */
  coveredUnansweredRateBefore: z.nullable(number),
  /** CSAT of *overall* with its interval; null when hidden, then `suppressed` says why. */
  csat: csatSchema,
  suppressed: z.nullable(text),
  fragile: flag,
};

/** One clinic's line on the provider's page of reports. Never ordered by result. */
export const reportSummarySchema = object({
  ...summaryShape,
  clinicId: text,
  name: text,
  month,
  status: z.nullable(publicationStatusSchema),
  version: z.nullable(count),
  /** Wanted share answered, a fraction; null without a commitment. */
  answerRateTarget: z.nullable(number),
  /** What became of the commitment; null without one, without a covered call, or before the month is over. */
  commitment: z.nullable(z.enum(['kept', 'missed'])),
  /** The month is not over: its figures move. */
  isRunning: flag,
  /** What became of the e-mails of the latest version that went out; null when nobody was to get one. */
  mail: z.nullable(reportMailSchema),
});
export type ReportSummary = z.infer<typeof reportSummarySchema>;

/** All clinics of a month taken together: what the provider adds up. */
export const reportTotalSchema = object({
  ...summaryShape,
  /** Mean of *overall*, 1 to 5. */
  meanRating: z.nullable(number),
  /** Of `presented`, those of queues that settings give to no clinic: they are in the sums and in no report. */
  ofNoReport: count,
});
export type ReportTotal = z.infer<typeof reportTotalSchema>;

/** Answer of `GET /api/v1/reports?month=`. */
export const reportSummariesSchema = object({
  month,
  /** Months that have calls, newest first. */
  months: list(month),
  /** Whether some of the past is still being brought in: figures of months are not whole, and none of them final. */
  pastIsLoading: z.boolean(),
  clinics: list(reportSummarySchema),
  total: reportTotalSchema,
});
export type ReportSummaries = z.infer<typeof reportSummariesSchema>;

/** An action agreed with a clinic, as `GET/POST/PATCH /api/v1/reports/actions` exchanges it. */
export const reportActionSchema = object({
  id: text,
  clinicId: text,
  /** Month of the report it came from. */
  month,
  text,
  owner: text,
  /** Local date. */
  due: z.nullable(text),
  /** What it should change, in words. */
  expected: text,
  status: z.enum(['open', 'done', 'dropped']),
  /** What became of it. */
  outcome: z.nullable(text),
});
export type ReportAction = z.infer<typeof reportActionSchema>;
export const reportActionsSchema = list(reportActionSchema);

/** An entry of an action's log: what it became, or null when it was taken away. */
export const reportActionChangeSchema = object({ at: instant, became: z.nullable(reportActionSchema) });
export type ReportActionChange = z.infer<typeof reportActionChangeSchema>;
export const reportActionChangesSchema = list(reportActionChangeSchema);

/** The notes of a clinic's month, as they are read and written. */
export const reportNotesSchema = object({ paragraphs: list(text) });
export type ReportNotes = z.infer<typeof reportNotesSchema>;
