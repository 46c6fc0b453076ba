import type * as z from 'zod/mini';

import { settingsChangesSchema } from './settings-forms';
import { count, instant, integer, list, object, text } from './shapes';

const months = { callMonths: integer, agentMonths: integer, auditMonths: integer };

/** Answer of `GET /api/v1/retention`: how long each kind of data is kept, and what went lately. */
export const retentionSchema = object({
  ...months,
  /** The longest that calls may be kept, as patients are promised. */
  promisedMonths: integer,
  /** Removals, newest first: of what kind, from before when, how many. */
  runs: list(object({ at: instant, kind: text, before: text, count })),
  /** Every change of how long that is kept, newest first. */
  changes: settingsChangesSchema,
});
export type RetentionView = z.infer<typeof retentionSchema>;

/** Answer of `POST /api/v1/retention/preview`: what would go within the day. */
export const retentionPreviewSchema = object({ calls: count, agentDays: count, auditEntries: count });
export type RetentionPreview = z.infer<typeof retentionPreviewSchema>;
