import { z } from 'zod';

import { callbackOutcomes, openOutcomes } from './callbacks';

/** What others see who calls; whoever is signed in is known without it. */
const by = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^\u0000-\u001f\u007f]+$/u)
  .optional();

/** Who calls, or calls no more. */
export const callbackActSchema = z.strictObject({ by }).default({});
/** Of a try that leaves the caller to be called back. */
export const callbackAttemptSchema = z.strictObject({
  outcome: z.enum(openOutcomes),
  by,
});
/** Of one that ends it. */
export const callbackCloseSchema = z.strictObject({
  outcome: z.enum(callbackOutcomes).exclude(openOutcomes),
  by,
});
