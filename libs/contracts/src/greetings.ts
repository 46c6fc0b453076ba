import * as z from 'zod/mini';

import { count, flag, instant, list, number, object, text } from './shapes';

const phase = z.enum(['before', 'during', 'after']);
const share = object({ value: number, low: number, high: number });

const numbersShape = {
  greetingCalls: count,
  greeted: count,
  greetedRate: z.nullable(number),
  medianToGreetingMs: z.nullable(number),
  p90ToGreetingMs: z.nullable(number),
  greetedAfterOther: count,
  heardToEnd: count,
  heardToEndRate: z.nullable(number),
  hungUpBefore: count,
  hungUpDuring: count,
  hungUpAfter: count,
  hungUpInGreetingRate: z.nullable(number),
  waitsAnnounced: count,
  announcedErrorP50Ms: z.nullable(number),
  announcedErrorP90Ms: z.nullable(number),
};

/** `GET /api/v1/clinics/:clinicId/greeting`: what callers of a clinic do at its greeting. */
export const clinicGreetingSchema = object({
  clinicId: text,
  from: instant,
  to: instant,
  numbers: object(numbersShape),
  /** For each second after arrival how many were still there and how many hung up in it. */
  bySecond: list(object({ second: count, atRisk: count, hungUp: count })),
  byPhase: list(object({ phase, hungUp: count, ms: number, perMinute: z.nullable(number) })),
  /** Versions of the sheet that changed the greeting within the range, newest first. */
  changes: list(
    object({
      version: count,
      at: instant,
      /** Days that were compared before it, and after it. */
      days: count,
      before: object({ calls: count, hungUp: count, medianToGreetingMs: z.nullable(number) }),
      after: object({ calls: count, hungUp: count, medianToGreetingMs: z.nullable(number) }),
      /** The share that hung up after less the share before, with its 95 % interval; null where one is of nothing. */
      difference: z.nullable(share),
      /** Whether the interval leaves no room for no change. */
      isShown: flag,
    }),
  ),
});
export type ClinicGreeting = z.infer<typeof clinicGreetingSchema>;
