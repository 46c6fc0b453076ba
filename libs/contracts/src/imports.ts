import * as z from 'zod/mini';

import { byKey, count, flag, list, object, text } from './shapes';

/** A line that was not taken, by its number in what was read. */
export const rejectedLineSchema = object({ line: count, code: text, message: text });
export type RejectedLine = z.infer<typeof rejectedLineSchema>;

/** What became of the lines of a `queue_log`, told after everything accepted is committed. */
export const queueLogAnswerSchema = object({
  lines: count,
  /** Lines by the name of their event. */
  events: byKey(count),
  accepted: count,
  duplicates: count,
  rejectedCount: count,
  /** At most 1,000 of them. */
  rejected: list(rejectedLineSchema),
  ignored: list(object({ event: text, reason: text, count })),
  /** What was noticed of the file itself, in words. */
  notes: list(text),
  /** The last line had no newline: perhaps only half of it was written. It was not read. */
  unfinishedLine: flag,
});
export type QueueLogAnswer = z.infer<typeof queueLogAnswerSchema>;

/** A row that was not taken. */
export const rejectedRowSchema = object({
  /** Number of the line it begins on; the header is line 1. */
  line: count,
  /** The call it is about, where that could be read. */
  callId: z.nullable(text),
  code: z.literal('bad_row'),
  message: text,
});
export type RejectedRow = z.infer<typeof rejectedRowSchema>;

/** A call that stands in one file more than once, with times that differ. */
export const repeatedIdSchema = object({
  callId: text,
  /** Number of the line it stood on first, and of the one that contradicts it. */
  firstLine: count,
  line: count,
});
export type RepeatedId = z.infer<typeof repeatedIdSchema>;

/** What became of the rows of a file, told after everything accepted is committed. */
export const importAnswerSchema = object({
  /** To name the import by, should it have to be undone. */
  importId: count,
  /** Rows read: accepted + duplicates + rejectedCount. */
  received: count,
  /** New rows and corrections. */
  accepted: count,
  /** Of those accepted: rows that replace what stood of the same call. */
  corrected: count,
  /** Rows that say what stands already. */
  duplicates: count,
  rejectedCount: count,
  /** At most 1,000 of them. */
  rejected: list(rejectedRowSchema),
  /** Rows whose id the file had used before, for a call at another time: the last of them stands. */
  repeatedCount: count,
  /** At most 1,000 of them. */
  repeated: list(repeatedIdSchema),
  /** Columns of the file that nobody knows. */
  ignoredColumns: list(text),
});
export type ImportAnswer = z.infer<typeof importAnswerSchema>;

/** What became of a plan of secretaries: lines read, and the days of teams they plan. */
export const plannedAnswerSchema = object({ rows: count, teamDays: count });
export type PlannedAnswer = z.infer<typeof plannedAnswerSchema>;
