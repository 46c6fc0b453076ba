import * as z from 'zod/mini';

import { count, flag, instant, list, number, object, text } from './shapes';

/**
 * Everything that is kept of one caller. Not told: who answered, which is somebody else's, and the raw text of refused
 * events, which may name others; sums and published figures are of nobody.
 */
export const callerExportSchema = object({
  calls: list(
    object({
      arrivedAt: instant,
      clinicId: z.nullable(text),
      queueId: z.nullable(text),
      mask: z.nullable(text),
      outcome: z.nullable(text),
      waitMs: z.nullable(number),
      language: z.nullable(text),
      reason: z.nullable(text),
      answered: flag,
      surveys: list(
        object({
          channel: text,
          answeredAt: z.nullable(instant),
          items: z.nullable(z.record(z.string(), number)),
        }),
      ),
      comments: list(object({ at: instant, text })),
    }),
  ),
  invitations: list(
    object({ channel: text, state: text, createdAt: instant, answeredAt: z.nullable(instant) }),
  ),
  /** That a clinic owed the caller a call, and what became of it. */
  owed: list(
    object({
      clinicId: text,
      openedAt: instant,
      state: text,
      closedAt: z.nullable(instant),
      /** The reasons that were given, and what was noted, beside outcomes that ended it. */
      reasons: list(text),
      notes: list(text),
    }),
  ),
  /** Their number, sealed to call them back: for which clinic, and since when. */
  keptNumbers: list(object({ clinicId: text, keptAt: instant })),
  /** Messages of their calls for a clinic: which fields were filled in, never what stands in them. */
  handovers: list(
    object({
      clinicId: z.nullable(text),
      openedAt: instant,
      fields: list(text),
      referral: flag,
      acknowledgedAt: z.nullable(instant),
    }),
  ),
  /** Since when the caller is never asked for an opinion again; null: may be asked. */
  notAskedSince: z.nullable(instant),
  /** Campaigns: lists that the caller is on, what was noted in calls, and which clinics never call for them again. */
  campaigns: object({
    lists: list(
      object({
        campaignId: text,
        addedAt: instant,
        consents: flag,
        reference: z.nullable(text),
        mask: z.nullable(text),
      }),
    ),
    answers: list(object({ campaignId: z.nullable(text), at: instant, said: text })),
    doNotCall: list(object({ clinicId: text, since: instant })),
  }),
  /** Events that were refused and name the caller: why, when first and last, how often. */
  refusedEvents: list(object({ code: text, firstAt: instant, lastAt: instant, times: count })),
  /** Whether there are more calls than are told. */
  truncated: flag,
});
export type CallerExport = z.infer<typeof callerExportSchema>;

/** What was erased of a caller; the proof of it is in the audit log under the same id. */
export const callerErasureSchema = object({
  erasureId: text,
  askedAt: instant,
  doneAt: instant,
  events: count,
  calls: count,
  comments: count,
  invitations: count,
  refusedEvents: count,
});
export type CallerErasure = z.infer<typeof callerErasureSchema>;

/** Answer of `GET /api/v1/callers/erasures`: those that were done, newest first; never whose. */
export const callerErasuresSchema = list(callerErasureSchema);
