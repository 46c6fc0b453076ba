import * as z from 'zod/mini';

import { flag, instant, list, object, text } from './shapes';

export const mailingRhythms = ['day', 'week', 'month'] as const;
export type MailingRhythm = (typeof mailingRhythms)[number];
/** What of a history is sent: everything its page shows, or its table. */
export const mailingParts = ['page', 'breakdown'] as const;
export type MailingPart = (typeof mailingParts)[number];
export const mailingFormats = ['csv', 'xlsx'] as const;
/** Languages that its letter is written in. */
export const mailingLanguages = ['fr', 'ca', 'en'] as const;
export type MailingLanguage = (typeof mailingLanguages)[number];
export type MailingFormat = (typeof mailingFormats)[number];

/** A history that somebody has sent to themselves. */
export const mailingSchema = object({
  id: text,
  name: text,
  every: z.enum(mailingRhythms),
  part: z.enum(mailingParts),
  format: z.enum(mailingFormats),
  /** Null: in that of its person. */
  language: z.nullable(z.enum(mailingLanguages)),
  /** What narrows it, as the address of the page has it, without range. */
  query: text,
  /** By whose days it is told and sent. */
  timezone: text,
  /** Whether it rests: nothing goes out until it is taken up again. */
  isPaused: flag,
  nextAt: instant,
  /** Null where it was never due yet. */
  lastAt: z.nullable(instant),
  /** What became of the last letter; null where none was written in the last thirty days. */
  letter: z.nullable(z.enum(['waiting', 'sent', 'bounced', 'given_up', 'empty'])),
});
export type Mailing = z.infer<typeof mailingSchema>;

/** `GET /api/v1/me/mailings`. */
export const mailingsSchema = object({
  /** Whether the server sends mail at all. */
  canSend: flag,
  /** Where they go: the address of one's account, and no other. */
  to: z.nullable(text),
  /** By name. */
  mailings: list(mailingSchema),
});
export type Mailings = z.infer<typeof mailingsSchema>;
