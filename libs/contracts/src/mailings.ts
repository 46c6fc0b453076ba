import * as z from 'zod/mini';

import { flag, instant, list, object, text } from './shapes';

export const mailingRhythms = ['day', 'week', 'month'] as const;
export type MailingRhythm = (typeof mailingRhythms)[number];
/** What of a history is sent: everything its page shows, or its table. */
export const mailingParts = ['page', 'breakdown'] as const;
export type MailingPart = (typeof mailingParts)[number];
export const mailingFormats = ['csv', 'xlsx'] as const;
export type MailingFormat = (typeof mailingFormats)[number];

/** A history that somebody has sent to themselves. */
export const mailingSchema = object({
  id: text,
  name: text,
  every: z.enum(mailingRhythms),
  part: z.enum(mailingParts),
  format: z.enum(mailingFormats),
  /** What narrows it, as the address of the page has it, without range. */
  query: text,
  /** By whose days it is told and sent. */
  timezone: text,
  nextAt: instant,
  /** Null where it was never due yet. */
  lastAt: z.nullable(instant),
});
export type Mailing = z.infer<typeof mailingSchema>;

/** `GET /api/v1/me/mailings`. */
export const mailingsSchema = object({
  /** Whether the server sends mail at all. */
  canSend: flag,
  /** By name. */
  mailings: list(mailingSchema),
});
export type Mailings = z.infer<typeof mailingsSchema>;
