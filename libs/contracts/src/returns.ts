import * as z from 'zod/mini';

import { count, flag, number, object } from './shapes';

/** How callers came back; see `docs/metrics.md`. */
export const returnNumbersSchema = object({
  answeredKnown: count,
  answeredUnknown: count,
  repeated: count,
  repeatedWithinDay: count,
  reasonKnown: count,
  repeatedSameReason: count,
  journeys: count,
  journeysClosed: count,
  repeatRate: z.nullable(number),
  repeatRateWithinDay: z.nullable(number),
  firstCallResolution: z.nullable(number),
  medianJourneyMs: z.nullable(number),
  journeyP90Ms: z.nullable(number),
  /** Not seven days have passed: who has not called again yet may still do so. */
  provisional: flag,
});
export type ReturnNumbers = z.infer<typeof returnNumbersSchema>;
