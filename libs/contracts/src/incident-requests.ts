import { z } from 'zod';

import { incidentEnds, longestIncidentNote } from './incidents';

/** What others see who does it; whoever is signed in is known without it. */
const by = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^\u0000-\u001f\u007f]+$/u)
  .optional();
const note = z.string().trim().max(longestIncidentNote);

/** `POST /api/v1/incidents/:id/take`; `over`: also from somebody else who has it. */
export const takeIncidentSchema = z
  .strictObject({ by, over: z.boolean().default(false) })
  .default({ over: false });
/** `POST /api/v1/incidents/:id/notes`: of nothing medical; names and numbers are taken out. */
export const noteIncidentSchema = z.strictObject({ by, note: note.min(1) });
/** `POST /api/v1/incidents/:id/end`. */
export const endIncidentSchema = z.strictObject({
  by,
  outcome: z.enum(incidentEnds),
  note: note.default(''),
});
/** `POST /api/v1/incidents/:id/review`: what was learnt of it. */
export const reviewIncidentSchema = z.strictObject({ by, note: note.default('') });
