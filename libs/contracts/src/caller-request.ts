import { z } from 'zod';

/** Body of `POST /api/v1/callers/export` and `…/erase`. */
export const callerRequestSchema = z.strictObject({
  /** A telephone number in any spelling, or the hash by which the telephone system tells of the caller. */
  number: z.string().min(1).max(128),
});
export type CallerRequest = z.infer<typeof callerRequestSchema>;
