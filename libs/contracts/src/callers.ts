import * as z from 'zod/mini';

import { count, flag, instant, list, number, object, text } from './shapes';

/** Everything that is kept of one caller. Who answered is not told: it is somebody else's. */
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
  /** Whether there are more calls than are told. */
  truncated: flag,
});
export type CallerExport = z.infer<typeof callerExportSchema>;

/** What was erased of a caller; the proof of it is in the audit log under the same id. */
export const callerErasureSchema = object({
  erasureId: text,
  events: count,
  calls: count,
  comments: count,
  invitations: count,
  refusedEvents: count,
});
export type CallerErasure = z.infer<typeof callerErasureSchema>;
