import * as z from 'zod/mini';

import { settingsChangesSchema } from './settings-forms';
import { flag, instant, object, text } from './shapes';

/** `GET /api/v1/staff-notice`: whether figures of persons may be told, since when, and by which notice. */
export const staffNoticeSchema = object({
  /** The centre's present day, `YYYY-MM-DD`: nobody was informed later. */
  today: text,
  /** When staff and their representatives were informed and consulted; null: not recorded. */
  informedOn: z.nullable(text),
  /** What they were told; empty where nothing is recorded. */
  text,
  /** Who is in wrap-up for long, on a break or off the phone, by name on the live board. */
  whoCouldBeFreed: flag,
  /** Figures by secretary of others than oneself. */
  figuresByAgent: flag,
  /** Secretaries on the board of a past moment. */
  pastAgents: flag,
  /** The last change of it; `by` null: a file. */
  recorded: z.nullable(object({ at: instant, by: z.nullable(text) })),
  /** Every change of it that is kept, newest first. */
  changes: settingsChangesSchema,
});
export type StaffNoticeView = z.infer<typeof staffNoticeSchema>;
