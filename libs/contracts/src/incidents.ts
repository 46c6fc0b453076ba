import * as z from 'zod/mini';

import { count, flag, instant, list, number, object, text } from './shapes';

/** How an incident ended; see `docs/incidents.md`. */
export const incidentEnds = ['emergency', 'clinic', 'caller', 'notUrgent', 'lost'] as const;
export type IncidentEnd = (typeof incidentEnds)[number];
export const incidentStates = ['open', 'ended', 'reviewed', 'withdrawn'] as const;

/** Of a note on an incident, in characters. */
export const longestIncidentNote = 280;

const doneBy = object({ by: text, byId: text, at: instant });

const incidentShape = {
  /** Of its call. */
  id: text,
  clinicId: z.nullable(text),
  clinicName: z.nullable(text),
  state: z.enum(incidentStates),
  /** When the call was marked first, arrived and was answered. */
  openedAt: instant,
  calledAt: instant,
  answeredAt: z.nullable(instant),
  /** Whether the call still goes on. */
  isGoingOn: flag,
  language: z.nullable(text),
  reason: z.nullable(text),
  /** Who took it first, and who has it. */
  taken: z.nullable(doneBy),
  owner: z.nullable(doneBy),
  ended: z.nullable(object({ by: text, byId: text, at: instant, outcome: z.enum(incidentEnds) })),
  reviewed: z.nullable(doneBy),
  /** From the answer until the caller was passed on to 15, 112 or their like; null where no such transfer is told. */
  answerToEmergencyMs: z.nullable(number),
};
/** An urgent call and what became of it. */
export const incidentSchema = object(incidentShape);
export type IncidentView = z.infer<typeof incidentSchema>;

/** One with its course. */
export const incidentDetailSchema = object({
  ...incidentShape,
  course: list(
    object({
      at: instant,
      kind: z.enum(['marked', 'unmarked', 'emergency', 'taken', 'noted', 'ended', 'reviewed']),
      by: z.nullable(text),
      outcome: z.nullable(z.enum(incidentEnds)),
      note: z.nullable(text),
    }),
  ),
});
export type IncidentDetail = z.infer<typeof incidentDetailSchema>;

/** Of the incidents that were opened in the range; names and formulas are those of docs/metrics.md. */
export const incidentNumbersSchema = object({
  incidents: count,
  incidentsEnded: count,
  incidentsReviewed: count,
  incidentReviewedRate: z.nullable(number),
  incidentTakenMedianMs: z.nullable(number),
  incidentsToEmergency: count,
  incidentToEmergencyMedianMs: z.nullable(number),
});
export type IncidentNumbers = z.infer<typeof incidentNumbersSchema>;

export const incidentListSchema = object({
  at: instant,
  /** Half-open; those that are open or not reviewed are listed whenever they began. */
  from: instant,
  to: instant,
  /** Whether who asks may take, end and review them. */
  mayWork: flag,
  figures: incidentNumbersSchema,
  /** Open ones, then those to be reviewed, then the others; of each the latest first. */
  incidents: list(incidentSchema),
});
export type IncidentList = z.infer<typeof incidentListSchema>;
