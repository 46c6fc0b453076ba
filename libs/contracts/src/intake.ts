import * as z from 'zod/mini';

import { byKey, count, flag, list, number, object, text } from './shapes';

/** Why an event alone may be refused. The rest of its batch goes in. */
export const rejectionCodes = [
  'invalid_event',
  'unknown_type',
  'invalid_time',
  'invalid_id',
  'invalid_text',
  'malformed_json',
  'too_large',
  'too_many_facts',
  'time_ahead',
  'too_many_new_ids',
  'foreign_source',
  'foreign_clinic',
  'not_allowed',
] as const;
export const rejectionCodeSchema = z.enum(rejectionCodes);
export type RejectionCode = z.infer<typeof rejectionCodeSchema>;

/** One refused event of a request: where it stood, what it called itself, and what is wrong with it. */
export const rejectedEventSchema = object({
  index: count,
  id: z.nullable(text),
  code: rejectionCodeSchema,
  message: text,
});
export type RejectedEvent = z.infer<typeof rejectedEventSchema>;

/** The answer to `POST /api/v1/events`, given after COMMIT. `received` = accepted + duplicates + rejectedCount. */
export const intakeAnswerSchema = object({
  received: count,
  accepted: count,
  duplicates: count,
  rejectedCount: count,
  /** At most 1,000 of them. */
  rejected: list(rejectedEventSchema),
});
export type IntakeAnswer = z.infer<typeof intakeAnswerSchema>;

/** An `application/problem+json` body (RFC 9457) with a stable code. */
export const problemViewSchema = object({
  type: text,
  title: text,
  status: count,
  code: text,
  retryable: flag,
  requestId: text,
  detail: z.exactOptional(text),
  /** How far the work is that has to be done first, of 1: of `past_is_loading`. */
  progress: z.exactOptional(number),
  /** What is wrong where, one field each, where a form was sent. */
  faults: z.exactOptional(list(object({ field: text, message: text }))),
});
export type ProblemView = z.infer<typeof problemViewSchema>;

const id = z.string().check(z.maxLength(128));

/** A CloudEvent as the door takes it; docs/events.md tells the fields of each type's `data`. */
export const cloudEventSchema = object({
  specversion: z.exactOptional(z.literal('1.0')),
  /** Unique within the source. */
  id,
  /** The telephone system. */
  source: id,
  type: text,
  /** The call, the agent or the source itself, by type. */
  subject: id,
  time: z.iso.datetime({ offset: true }),
  /** Order within the source among equal times. */
  sequence: z.exactOptional(text),
  data: z.exactOptional(byKey(z.unknown())),
});
