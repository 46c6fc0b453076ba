import { z } from 'zod';

import { basicNames, openingKinds, pathKinds, sheetFormats, sheetLanguages, sheetServices } from './sheets';

const day = z.iso.date().nullable();
const said = (most: number): z.ZodString => z.string().max(most);
const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\p{L}\p{N}._-]+$/u, 'is made of letters, digits, points and dashes');

const basicSchema = z.strictObject({ text: said(2_000), reviewedOn: day, reviewBy: day });
const distinct = (all: readonly { readonly id: string }[]): boolean =>
  new Set(all.map((one) => one.id)).size === all.length;

/** A sheet as it is written: the same fields as it is read by, within bounds. */
export const writtenSheetSchema = z.strictObject({
  language: z.enum(sheetLanguages),
  service: z.enum(sheetServices),
  greeting: z.strictObject({
    text: said(1_000),
    seconds: z.number().min(0).max(600).nullable(),
    comesFirst: z.boolean().nullable(),
  }),
  disclosure: said(500),
  opening: z.strictObject({ kind: z.enum(openingKinds), text: said(500) }),
  emergency: said(500),
  paths: z
    .array(
      z.strictObject({ id, name: z.string().min(1).max(200), kind: z.enum(pathKinds), text: said(2_000) }),
    )
    .max(50)
    .refine(distinct, 'has two of one id'),
  basics: z.strictObject(
    Object.fromEntries(basicNames.map((name) => [name, basicSchema])) as {
      [name in (typeof basicNames)[number]]: typeof basicSchema;
    },
  ),
  answers: z
    .array(
      z.strictObject({
        id,
        question: z.string().min(1).max(300),
        text: said(4_000),
        reviewedOn: day,
        reviewBy: day,
      }),
    )
    .max(1_000)
    .refine(distinct, 'has two of one id'),
});

/** `PUT /api/v1/sheets/:clinicId`. */
export const writeSheetSchema = z.strictObject({
  /** The newest version as the form began with it; 0: none. */
  basedOn: z.int().min(0),
  sheet: writtenSheetSchema,
  /** What was changed and why, for whoever approves it. */
  note: said(500).default(''),
});

/** `POST /api/v1/sheets/:clinicId/versions/:version/decline`. */
export const declineSheetSchema = z.strictObject({ why: z.string().min(1).max(500) });

/** `POST /api/v1/sheet-files`: a file of a sheet, to be looked at before it is saved. */
export const readSheetFileSchema = z.strictObject({
  format: z.enum(sheetFormats),
  text: z.string().max(2_000_000),
});

/** `POST /api/v1/sheets/:clinicId/questions`: what becomes of a question without an answer. */
export const decideQuestionSchema = z.discriminatedUnion('decision', [
  z.strictObject({ question: z.string().min(1).max(128), decision: z.literal('accepted') }),
  z.strictObject({
    question: z.string().min(1).max(128),
    decision: z.literal('refused'),
    why: z.string().max(200).default(''),
  }),
]);
export type DecideQuestion = z.infer<typeof decideQuestionSchema>;

/** `POST /api/v1/sheets/:clinicId/requests`: what is asked of the other side. */
export const askSheetSchema = z.strictObject({ text: z.string().trim().min(1).max(1_000) });

/** `POST /api/v1/sheets/:clinicId/requests/:requestId`: what the other side says to it. */
export const answerSheetRequestSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.enum(['taken', 'done']), word: z.string().trim().max(500).default('') }),
  z.strictObject({ state: z.literal('refused'), word: z.string().trim().min(1).max(500) }),
]);
export type AnswerSheetRequest = z.infer<typeof answerSheetRequestSchema>;
