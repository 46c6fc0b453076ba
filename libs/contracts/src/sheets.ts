import * as z from 'zod/mini';

import { count, fields, flag, instant, list, number, object, text } from './shapes';

/** What a clinic has bought: messages alone, appointments too, or callers told where to go. */
export const sheetServices = ['message', 'booking', 'triage'] as const;
export type SheetService = (typeof sheetServices)[number];

/** Languages that a sheet is written in, and that there are templates in. */
export const sheetLanguages = ['fr', 'ca', 'es', 'en'] as const;
export type SheetLanguage = (typeof sheetLanguages)[number];

/** The nine things that callers ask of every clinic (S1-4c). */
export const basicNames = [
  'hours',
  'place',
  'parking',
  'website',
  'telephone',
  'email',
  'insurances',
  'professionals',
  'services',
] as const;
export type BasicName = (typeof basicNames)[number];

/** A sheet as a file. */
export const sheetFormats = ['yaml', 'csv'] as const;
export type SheetFormat = (typeof sheetFormats)[number];

export const pathKinds = ['specific', 'general'] as const;
export const openingKinds = ['closed', 'open'] as const;

const day = z.nullable(text);
const basicSchema = object({
  /** Empty: the clinic has not said it. */
  text,
  /** When the clinic last looked whether it still holds, and until when it holds unasked; `YYYY-MM-DD`. */
  reviewedOn: day,
  reviewBy: day,
});

const pathSchema = object({ id: text, name: text, kind: z.enum(pathKinds), text });
const answerSchema = object({ id: text, question: text, text, reviewedOn: day, reviewBy: day });

/** What secretaries of the centre say for one clinic. An empty text is one that nobody wrote yet. */
export const sheetSchema = object({
  language: z.enum(sheetLanguages),
  service: z.enum(sheetServices),
  greeting: object({
    text,
    /** How long it plays, as measured; null: nobody did. */
    seconds: z.nullable(number),
    /** Whether a caller hears it before anything else; null: not said. */
    comesFirst: z.nullable(flag),
  }),
  /** That callers speak with the clinic's telephone secretariat. */
  disclosure: text,
  opening: object({ kind: z.enum(openingKinds), text }),
  /** What is said to whom it may be about life or death. */
  emergency: text,
  paths: list(pathSchema),
  basics: object(fields(basicNames, basicSchema)),
  answers: list(answerSchema),
});
export type Sheet = z.infer<typeof sheetSchema>;
export type SheetPath = z.infer<typeof pathSchema>;
export type SheetAnswer = z.infer<typeof answerSchema>;
export type SheetBasic = z.infer<typeof basicSchema>;

/** A version without its text. */
export const sheetVersionSchema = object({
  /** From 1 on, by clinic. */
  version: count,
  at: instant,
  by: text,
  /** Which side of the telephone wrote it. */
  side: z.enum(['centre', 'clinic']),
  note: text,
  /** From when secretaries have it; null: a proposal of the clinic that the centre has not taken over. */
  heldFrom: z.nullable(instant),
  /**
   * The clinic's approval; null: it has not given it. By the link of a letter it is of one of those who get the clinic's
   * reports, counted from 1 in the order of the settings, under the name that was given; null: somebody signed in.
   */
  approved: z.nullable(object({ at: instant, by: text, recipient: z.nullable(count) })),
  /** That the centre did not take it over; null: it was not refused. */
  declined: z.nullable(object({ at: instant, by: text, why: text })),
});
export type SheetVersion = z.infer<typeof sheetVersionSchema>;

/**
 * Where a clinic's sheet stands: nobody wrote one; the clinic proposes a version that the centre has not answered; the
 * clinic has not approved the one that holds; it has.
 */
export const sheetStates = ['none', 'proposed', 'unapproved', 'approved'] as const;
export type SheetState = (typeof sheetStates)[number];

const reviewSchema = object({ filled: count, stale: count, empty: count });

/** `GET /api/v1/sheets`: the clinics of the viewer's scope, by name. */
export const sheetListSchema = list(
  object({
    clinicId: text,
    name: text,
    state: z.enum(sheetStates),
    /** Of the version that holds, or the latest where none does. */
    version: z.nullable(count),
    at: z.nullable(instant),
    /** Of the nine basics: filled, to be looked at again, empty. */
    basics: reviewSchema,
    answers: count,
    /** Answers to frequent questions whose day to be looked at again has come. */
    staleAnswers: count,
  }),
);
export type SheetList = z.infer<typeof sheetListSchema>;

/** `GET /api/v1/sheets/:clinicId`, and what every change of it answers. */
export const clinicSheetSchema = object({
  clinicId: text,
  name: text,
  state: z.enum(sheetStates),
  /** The centre's present day, `YYYY-MM-DD`: what is to be looked at again by it is stale. */
  today: text,
  /** The version that holds; null: none does yet. */
  held: z.nullable(count),
  /** The newest, which a form begins with and sends back; 0: none. */
  latest: count,
  /** What the newest says; null: nobody wrote anything. */
  sheet: z.nullable(sheetSchema),
  /** Newest first. */
  versions: list(sheetVersionSchema),
  /**
   * Of the secretaries who answer for the clinic, how many have said that they read the version that holds, and who has
   * not, by name, where the viewer is told of secretaries by name; null for who is not of the centre, and without a version.
   */
  readers: z.nullable(object({ of: count, read: count, unread: z.nullable(list(text)) })),
  /** What the viewer may do with it. */
  may: object({ write: flag, manage: flag, approve: flag }),
});
export type ClinicSheet = z.infer<typeof clinicSheetSchema>;

/** `GET /api/v1/sheets/:clinicId/versions/:version`. */
export const sheetVersionTextSchema = object({ version: sheetVersionSchema, sheet: sheetSchema });
export type SheetVersionText = z.infer<typeof sheetVersionTextSchema>;

/** Whether something that holds until a day is there, is to be looked at again, or is missing. */
export type ReviewState = 'filled' | 'stale' | 'empty';

/** `today` is the clinic's day: what holds until today holds today. */
export function reviewStateOf(
  { text: said, reviewBy }: Pick<SheetBasic, 'text' | 'reviewBy'>,
  today: string,
): ReviewState {
  if (said.trim() === '') return 'empty';
  return reviewBy !== null && reviewBy < today ? 'stale' : 'filled';
}
