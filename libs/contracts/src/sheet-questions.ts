import * as z from 'zod/mini';

import { count, flag, instant, list, number, object, text } from './shapes';

/** Where a question without an answer stands: nobody decided; it was written into the sheet; it is not to be. */
export const questionStates = ['open', 'accepted', 'refused'] as const;

/** What callers ask and a clinic's sheet does not answer. */
export const sheetQuestionSchema = object({
  question: text,
  state: z.enum(questionStates),
  /** How often it was looked up in vain, and proposed, since it was decided on last, within the days that are told. */
  asked: count,
  proposed: count,
  lastAt: z.nullable(instant),
  /** The last decision; null: none yet. One that was accepted and is asked again is open again. */
  decided: z.nullable(object({ at: instant, by: text, why: text })),
});
export type SheetQuestion = z.infer<typeof sheetQuestionSchema>;

/** `GET /api/v1/sheets/:clinicId/questions`, and what a decision answers. */
export const sheetQuestionsSchema = object({
  clinicId: text,
  /** So many days back. */
  days: count,
  /** Look-ups that ended, those without an answer, and half of them within how long; null without any. */
  lookUps: count,
  missed: count,
  medianMs: z.nullable(number),
  /** Those that are open first, by how often they are asked. What was asked once and never proposed is not told. */
  questions: list(sheetQuestionSchema),
  /** Asked once, which may be about somebody: counted here alone. */
  askedOnce: count,
  /** Paths and answers that were found unclear, by their names in the sheet, the most frequent first. */
  unclear: list(object({ name: text, count })),
  /** Whether the viewer may decide. */
  mayDecide: flag,
});
export type SheetQuestions = z.infer<typeof sheetQuestionsSchema>;

/** Where a request stands: the other side has not answered; it works on it; it has done it; it will not. */
export const sheetRequestStates = ['asked', 'taken', 'done', 'refused'] as const;
export type SheetRequestState = (typeof sheetRequestStates)[number];

/** What one side asks of the other about the clinic's sheet. */
export const sheetRequestSchema = object({
  id: text,
  /** Which side asks; the other one answers. */
  side: z.enum(['centre', 'clinic']),
  at: instant,
  by: text,
  text,
  state: z.enum(sheetRequestStates),
  /** The last answer; null: none yet. */
  answered: z.nullable(object({ at: instant, by: text, word: text })),
  /** Which side has to do something now; null: it is over. */
  waits: z.nullable(z.enum(['centre', 'clinic'])),
  /** Whether the viewer may answer it. */
  mayAnswer: flag,
});
export type SheetRequest = z.infer<typeof sheetRequestSchema>;

/** `GET /api/v1/sheets/:clinicId/requests`, and what asking and answering answer. */
export const sheetRequestsSchema = object({
  clinicId: text,
  /** Those that are not over first, then the newest. */
  requests: list(sheetRequestSchema),
  mayAsk: flag,
});
export type SheetRequests = z.infer<typeof sheetRequestsSchema>;
