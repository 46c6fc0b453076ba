import * as z from 'zod/mini';

import { count, instant, list, object, text } from './shapes';

/** Answer of `GET /api/v1/me/data`: what is kept of whoever asks, for how long, and who looked at it. */
export const myDataSchema = object({
  /** How long, in months: calls they took, what they did minute by minute, and who did what. */
  keptMonths: object({ calls: count, agentDays: count, audit: count }),
  /** Null for the people of the demonstration, who have none. */
  account: z.nullable(object({ since: instant })),
  /** Null for who answers no calls. */
  agent: z.nullable(
    object({
      id: text,
      /** Days of which it is kept what they did; dates of the centre, null without any. */
      days: count,
      from: z.nullable(text),
      to: z.nullable(text),
    }),
  ),
  /** What others did that names them, in the last ninety days, newest first. */
  deeds: list(object({ at: instant, who: z.nullable(text), kind: text, action: text, times: count })),
  /** Who, in the last thirty days, looked where agents are told by name: on how many days, and when last. */
  watchers: list(object({ who: z.nullable(text), kind: text, days: count, lastAt: instant })),
});
export type MyData = z.infer<typeof myDataSchema>;
