import * as z from 'zod/mini';

import { byKey, count, fields, flag, instant, list, month, number, object, text } from './shapes';

/** The six errors of a clinic with its telephone secretariat, in the guide's order. */
export const lightNames = ['complicated', 'simple', 'long', 'short', 'greeting', 'disclosure'] as const;
export type LightName = (typeof lightNames)[number];

export const lightStates = ['green', 'amber', 'red', 'notApplicable', 'notEnoughData'] as const;
export type LightState = (typeof lightStates)[number];
export const lightStateSchema = z.enum(lightStates);

const lightSchema = object({
  name: z.enum(lightNames),
  state: lightStateSchema,
  /** What it was decided by: counts, shares as fractions, times in ms; null where there is nothing to tell. */
  evidence: byKey(z.nullable(number)),
  /** Paths hardly taken, or questions without an answer, by the sheet's names where it has them. */
  items: list(object({ name: text, count })),
  /** What it was held against: each value with whether the guide says so or it is a hypothesis. */
  thresholds: list(object({ name: text, value: number, source: z.enum(['guide', 'hypothesis']) })),
  /** Of the month before; null: it was not judged. */
  before: z.nullable(lightStateSchema),
});
export type DiagnosisLight = z.infer<typeof lightSchema>;

/** `GET /api/v1/clinics/:clinicId/diagnosis`. */
export const diagnosisSchema = object({
  clinicId: text,
  name: text,
  month,
  /** Whether the month is over; what comes later is a revision. */
  isFinal: flag,
  at: instant,
  /** Calls of the month. */
  presented: count,
  /** The version of the sheet that held; null: none did. */
  sheetVersion: z.nullable(count),
  lights: list(lightSchema),
  /** Newest first; empty while the month runs. */
  revisions: list(
    object({ revision: count, at: instant, why: z.enum(['first', 'events', 'sheet', 'thresholds']) }),
  ),
  /** Months that were judged, newest first. */
  months: list(month),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;

/** `GET /api/v1/diagnoses`: the clinics of the viewer's scope by name. What a colour says is no rank. */
export const diagnosisListSchema = object({
  month,
  clinics: list(object({ clinicId: text, name: text, lights: object(fields(lightNames, lightStateSchema)) })),
});
export type DiagnosisList = z.infer<typeof diagnosisListSchema>;
