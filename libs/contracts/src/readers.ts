import * as z from 'zod/mini';
import { z as zod } from 'zod';

import { sheetLanguages, sheetVersionTextSchema } from './sheets';
import { reportDocumentSchema, reportFrameSchema } from './report-document';
import { count, flag, instant, list, object, text } from './shapes';

/** What whoever got a report by mail may say to it. */
export const readerAnswerKinds = ['received', 'question', 'accepted', 'refused'] as const;

const token = zod.string().min(1).max(256);
const body = zod.string().trim().min(1).max(1_000);
const actionId = zod.string().min(1).max(64);

/** `POST /api/v1/reader/open`: the token of the letter’s link. */
export const readerLinkSchema = zod.strictObject({ token });

/** `POST /api/v1/reader/answers`. */
export const readerAnswerRequestSchema = zod.discriminatedUnion('kind', [
  zod.strictObject({ token, kind: zod.literal('received') }),
  zod.strictObject({ token, kind: zod.literal('question'), text: body }),
  zod.strictObject({
    token,
    kind: zod.enum(['accepted', 'refused']),
    actionId,
    text: body.optional(),
  }),
]);
export type ReaderAnswerRequest = zod.infer<typeof readerAnswerRequestSchema>;

/** What a reader said. */
export const readerAnswerSchema = object({
  id: text,
  at: instant,
  /** Which of those who get the report, counted from 1 in the order of the settings. */
  recipient: count,
  kind: z.enum(readerAnswerKinds),
  /** The action that was accepted or refused. */
  actionId: z.nullable(text),
  text: z.nullable(text),
});
export type ReaderAnswer = z.infer<typeof readerAnswerSchema>;
/** What this reader has said so far (`POST /api/v1/reader/answers`). */
export const readerAnswersSchema = list(readerAnswerSchema);

const openedShape = {
  centre: text,
  /** Until when the link opens. */
  expiresAt: instant,
  /** Actions that may be accepted or refused: those of this month that are open. */
  openActions: list(text),
  answers: readerAnswersSchema,
  /** The version of the clinic's sheet that waits for its approval; null: none does. */
  sheetWaits: z.nullable(count),
};
/** Answer of `POST /api/v1/reader/open`: the report, without patients’ comments. */
export const readerReportSchema = object({ ...openedShape, report: reportDocumentSchema });
export type ReaderReport = z.infer<typeof readerReportSchema>;
/** The same with blocks that were not looked at. */
export const readerFrameSchema = object({ ...openedShape, report: reportFrameSchema });
export type ReaderFrame = z.infer<typeof readerFrameSchema>;

/** `POST /api/v1/reader/sheet/approve`: who approves which version, as they say. */
export const readerSheetApprovalSchema = zod.strictObject({
  token,
  version: zod.int().min(1),
  name: zod.string().trim().min(1).max(100),
});
export type ReaderSheetApproval = zod.infer<typeof readerSheetApprovalSchema>;

/** Answer of `POST /api/v1/reader/sheet`, and of an approval by the link. */
export const readerSheetSchema = object({
  centre: text,
  clinic: text,
  /** The clinic's, for the page. */
  language: z.enum(sheetLanguages),
  /** Until when the link opens. */
  expiresAt: instant,
  /** The clinic's present day, `YYYY-MM-DD`. */
  today: text,
  /** What secretaries have; null: nothing yet. */
  held: z.nullable(sheetVersionTextSchema),
});
export type ReaderSheet = z.infer<typeof readerSheetSchema>;

const readerLinksSchema = list(
  object({
    recipient: count,
    version: count,
    sentAt: instant,
    expiresAt: instant,
    openedAt: z.nullable(instant),
    /** Whether it still opens what it is of. */
    open: flag,
  }),
);

/** `GET /api/v1/sheets/{clinicId}/readers`: who can approve it by the link of a letter. */
export const sheetReadersSchema = object({
  /** How many addresses of the settings get the clinic's letters. */
  recipients: count,
  /** Of letters about its sheet, newest version first. */
  links: readerLinksSchema,
});
export type SheetReaders = z.infer<typeof sheetReadersSchema>;

/** `GET /api/v1/reports/{month}/clinics/{clinicId}/readers`: who can open it by a letter’s link, and what they said. */
export const reportReadersSchema = object({
  links: readerLinksSchema,
  answers: readerAnswersSchema,
});
export type ReportReaders = z.infer<typeof reportReadersSchema>;
