import * as z from 'zod/mini';

import { count, instant, list, number, object, text } from './shapes';

/** What a follow-up is usually of; a centre may send others. */
export const followupTypes = [
  'same_day',
  'visit_reminder',
  'prescription_renewal',
  'post_discharge',
] as const;
export type FollowupType = (typeof followupTypes)[number];

/** A call to a patient that is planned; once it is due, it is on the list to call back. */
export const followupSchema = object({
  /** Also that of its row on the list. */
  id: text,
  state: z.enum(['planned', 'open', 'recovered', 'neverReached', 'closed']),
  clinicId: text,
  clinicName: text,
  type: text,
  /** By what the clinic finds the patient in its own software. */
  reference: z.nullable(text),
  plannedAt: instant,
  dueFrom: instant,
  dueUntil: instant,
});
export type Followup = z.infer<typeof followupSchema>;

/** `GET /api/v1/followups`: those that are not due yet, the next one first. */
export const followupListSchema = object({
  at: instant,
  /** The clinics of the viewer's scope that have them. */
  clinics: list(object({ id: text, name: text })),
  followups: list(followupSchema),
});
export type FollowupList = z.infer<typeof followupListSchema>;

/** `POST /api/v1/followups`. */
export const plannedFollowupSchema = object({ id: text, dueFrom: instant, dueUntil: instant });
export type PlannedFollowup = z.infer<typeof plannedFollowupSchema>;

const numbersShape = {
  followupsDue: count,
  doneOnTime: count,
  doneLate: count,
  overdue: count,
  stillDue: count,
  cancelled: count,
  followupsReached: count,
  plannedInCall: count,
  plannedAfterCall: count,
  followupsOnTimeRate: z.nullable(number),
};
export const followupNumbersSchema = object(numbersShape);
export type FollowupNumbers = z.infer<typeof followupNumbersSchema>;
const figures = object({ key: text, ...numbersShape });

/** What became of follow-ups, by the day until which they were due; see `docs/metrics.md`. */
export const followupFiguresSchema = object({ timezone: text, rows: list(figures), total: figures });
export type FollowupFigures = z.infer<typeof followupFiguresSchema>;
