import * as z from 'zod/mini';

import { count, flag, instant, integer, list, month, object, text } from './shapes';

/** Counts that a contract line may go by: each can be opened as its calls. */
export const contractCounts = [
  'presented',
  'offered',
  'answered',
  'answeredOutsideHours',
  'unanswered',
  'abandoned',
  'voicemail',
  'callbackExit',
  'transferred',
  'answeredByBot',
] as const;
export type ContractCount = (typeof contractCounts)[number];

/** A day on which the centre counted otherwise. */
const invoiceDay = object({
  date: text,
  calls: count,
  own: count,
  difference: integer,
  /** The address of its calls, as the list of calls takes it. */
  query: text,
});

/** A line of a clinic's contract in a month. */
export const invoiceLineSchema = object({
  clinicId: text,
  clinicName: text,
  lineId: text,
  /** Null: the settings name no line, and answered calls are counted. */
  lineName: z.nullable(text),
  count: z.enum(contractCounts),
  calls: count,
  /** The centre's own count; null: none was taken in. */
  own: z.nullable(count),
  /** Its own less what is counted here. */
  difference: z.nullable(integer),
  /** The address of the calls counted here, as the list of calls takes it. */
  query: text,
  /** The days that differ; empty where the centre counted by month alone. */
  days: list(invoiceDay),
});
export type InvoiceLine = z.infer<typeof invoiceLineSchema>;

/** Answer of `GET /api/v1/history/invoice`. */
export const invoiceSchema = object({
  month,
  timezone: text,
  /** Whether the month still runs. */
  running: flag,
  /** When the centre's own count was taken in; null: never. */
  enteredAt: z.nullable(instant),
  /** By clinic, then as the contract has them. */
  lines: list(invoiceLineSchema),
});
export type Invoice = z.infer<typeof invoiceSchema>;
