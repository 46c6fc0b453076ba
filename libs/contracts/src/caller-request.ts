import { z } from 'zod';

import { sharedNumberKinds } from './earlier-calls';

/** Body of `POST /api/v1/callers/export` and `…/erase`. */
export const callerRequestSchema = z.strictObject({
  /** A telephone number in any spelling, or the hash by which the telephone system tells of the caller. */
  number: z.string().min(1).max(128),
});
export type CallerRequest = z.infer<typeof callerRequestSchema>;

/** Body of `PUT /api/v1/callers/shared/{callId}`: whose number it is; `one`: one caller's own. */
export const sharedNumberRequestSchema = z.strictObject({ kind: z.enum([...sharedNumberKinds, 'one']) });
export type SharedNumberRequest = z.infer<typeof sharedNumberRequestSchema>;
