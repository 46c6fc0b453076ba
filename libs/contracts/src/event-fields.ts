import { z } from 'zod';

/** An opaque identifier: any printable text of at most 128 characters, without control characters. */
export const opaqueId = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[^\u0000-\u001f\u007f\ud800-\udfff]+$/u, 'holds a control character');

/** A short text. */
export const text = z.string().max(256);
/** A duration of a week at most, in ms. */
export const durationMs = z.number().int().min(0).max(604_800_000);
/** A language tag such as `fr` or `ca-ES`. */
export const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/u, 'is not a language tag');

/** What the clinic's own software calls a patient: one word, and too few digits for a telephone number. */
export const patientReference = /^(?!(?:[^\d]*\d){9})[A-Za-z0-9][A-Za-z0-9./_-]{0,31}$/u;

/** Fields any event may carry: who and where it is about. All optional, all opaque. */
export const common = {
  clinicId: opaqueId.optional(),
  segmentId: opaqueId.optional(),
  legId: opaqueId.optional(),
  queueId: opaqueId.optional(),
  agentId: opaqueId.optional(),
  /** Which way of one telephone system told it, where several tell the same calls. */
  via: z.enum(['ami', 'esl', 'log', 'record']).optional(),
  /** Its connector concluded it: the telephone system has no word for it. */
  inferred: z.boolean().optional(),
};

/** Of an agent's events: who, and the other name by which the telephone system calls the same agent. */
export const agent = { ...common, interface: opaqueId.optional() };

/** How a caller's number is told once the clear number is gone. */
export const caller = {
  ani: text.optional(),
  aniHash: z.string().max(128).optional(),
  aniKind: z.enum(['fixed', 'mobile', 'foreign', 'withheld']).optional(),
  aniMask: z.string().max(32).optional(),
};

/** Nothing but who and where. */
export const legOnly = z.object({ ...common });
/** What a patient answered. */
export const survey = z.object({
  ...common,
  surveyId: opaqueId.optional(),
  itemId: opaqueId.optional(),
  items: z.record(z.string().max(64), z.union([z.number(), z.string().max(2000), z.null()])).optional(),
  channel: text.optional(),
  language: language.optional(),
});
/** A call that a clinic owes. */
export const callback = z.object({
  ...common,
  callbackId: opaqueId.optional(),
  dueAt: z.iso.datetime({ offset: true }).optional(),
  attemptNo: z.number().int().min(0).max(1000).optional(),
  result: text.optional(),
});
/** A call to a patient that is planned. */
export const followup = callback.extend({
  ...caller,
  followupId: opaqueId.optional(),
  type: text.optional(),
  /** From when on the patient may be called; `dueAt` is until when. */
  dueFrom: z.iso.datetime({ offset: true }).optional(),
  /** By what the clinic finds the patient in its own software: no name, no number. */
  reference: z.string().regex(patientReference).optional(),
  language: language.optional(),
});
/** What was looked up in the clinic’s sheet. */
export const faq = z.object({
  ...common,
  entryId: opaqueId.optional(),
  pathId: opaqueId.optional(),
  elapsedMs: durationMs.optional(),
});
/** Of which campaign of the clinic, and what was answered: the last word of a call stands, `none` takes it back. */
export const campaign = z.object({
  ...common,
  campaignId: opaqueId.optional(),
  answer: z.enum(['accepted', 'refused', 'not_offered', 'none']).optional(),
});
/** A message for the clinic: the names of the fields that are filled in, never what stands in them. */
export const handover = z.object({
  ...common,
  /** Which message of the call; absent where it has one alone. By this the clinic finds it, too. */
  handoverId: z.string().regex(patientReference).optional(),
});
/** The name of a field of a message. */
export const messageField = z.string().regex(/^[a-z][A-Za-z0-9_]{0,39}$/u, 'must be a field such as name');
/** What was asked, in a few words. */
export const asked = faq.extend({ question: z.string().max(80).optional() });
