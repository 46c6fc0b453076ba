import * as z from 'zod/mini';

import { count, flag, instant, list, number, object, text } from './shapes';

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
  questionsAnswered: count,
  medicinesUnderstood: count,
  clinicAlerts: count,
  alertsKnown: count,
  medianToKnownMs: z.nullable(number),
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

/** What may be wrong with a row of a list of follow-ups; the page says in words what to do. */
export const followupFaults = [
  'notRead',
  'who',
  'when',
  'date',
  'order',
  'over',
  'ahead',
  'type',
  'reference',
  'phone',
  'hash',
  'language',
] as const;
export type FollowupFault = (typeof followupFaults)[number];

/** What became, or would become, of a clinic's list: every row is one of `accepted`, `known` and `rejectedCount`. */
export const followupFileSchema = object({
  preview: flag,
  received: count,
  /** New ones, and those whose time or patient is another one now. */
  accepted: count,
  /** Those that are planned already, or over. */
  known: count,
  rejectedCount: count,
  /** At most 1,000 of them, each with the line it stands on. */
  rejected: list(object({ line: count, fault: z.enum(followupFaults) })),
  ignoredColumns: list(text),
  /** The first of those that are accepted. */
  rows: list(
    object({
      line: count,
      type: text,
      reference: z.nullable(text),
      mask: z.nullable(text),
      dueFrom: instant,
      dueUntil: instant,
    }),
  ),
});
export type FollowupFile = z.infer<typeof followupFileSchema>;
