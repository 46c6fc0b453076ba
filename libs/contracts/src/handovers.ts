import * as z from 'zod/mini';

import { count, flag, instant, list, number, object, text } from './shapes';

/** One message that its clinic has not acknowledged. */
export const handoverSchema = object({
  /** By which it is acknowledged here. */
  id: text,
  /** By which the centre's own software calls it, else a short word of ours. */
  reference: text,
  clinicId: text,
  clinicName: text,
  /** A patient was sent on to a doctor. */
  referral: flag,
  openedAt: instant,
  sentAt: z.nullable(instant),
  deliveredAt: z.nullable(instant),
  /** Of the fields that the clinic requires those it lacks; null: nobody said what it holds. */
  missing: z.nullable(list(text)),
});
export type OpenHandover = z.infer<typeof handoverSchema>;

/** `GET /api/v1/handovers`: referrals first, then the oldest. */
export const handoverListSchema = object({
  at: instant,
  /** How many there are; the list holds the first of them. */
  open: count,
  openReferrals: count,
  /** Those first told of more than 1, 4 and 24 hours ago; each is in the ones before. */
  overHour: count,
  overFourHours: count,
  overDay: count,
  handovers: list(handoverSchema),
});
export type HandoverList = z.infer<typeof handoverListSchema>;

const numbersShape = {
  handovers: count,
  handoversWritten: count,
  handoversComplete: count,
  handoverCompleteRate: z.nullable(number),
  handoversSent: count,
  handoversDelivered: count,
  handoversAcknowledged: count,
  handoverAcknowledgedRate: z.nullable(number),
  medianToAcknowledgedMs: z.nullable(number),
  referrals: count,
  referralsAcknowledged: count,
};
export const handoverNumbersSchema = object(numbersShape);
export type HandoverNumbers = z.infer<typeof handoverNumbersSchema>;
const figures = object({ key: text, ...numbersShape });

/** What became of messages for clinics, by the day on which each was told of; see `docs/metrics.md`. */
export const handoverFiguresSchema = object({ timezone: text, rows: list(figures), total: figures });
export type HandoverFigures = z.infer<typeof handoverFiguresSchema>;
