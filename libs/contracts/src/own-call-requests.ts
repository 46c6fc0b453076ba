import { z } from 'zod';

import { campaignAnswers } from './campaigns';
import { callOutcomes, difficultReasons, promisedTimes } from './own-call';
import { opaqueId } from './event-types';
import { plannedShape } from './callback-requests';

/** Of one key: sent again under the same id it counts once. */
const note = { id: z.uuid(), callId: z.guid() };
const elapsedMs = z.int().min(0).max(3_600_000);
/** A question in a few words, never a name or a number. */
const question = z.string().trim().min(2).max(80);
const reason = z.string().min(1).max(64);

/** `POST /api/v1/own-call/notes`: one thing that a secretary notes of her call. */
export const callNoteSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...note, kind: z.literal('urgent'), isSo: z.boolean() }),
  z.strictObject({
    ...note,
    kind: z.literal('difficult'),
    isSo: z.boolean(),
    why: z.enum(difficultReasons).optional(),
  }),
  z.strictObject({ ...note, kind: z.literal('appointment'), isSo: z.boolean() }),
  z.strictObject({ ...note, kind: z.literal('reason'), reason }),
  z.strictObject({ ...note, kind: z.literal('outcome'), outcome: z.enum(callOutcomes) }),
  z.strictObject({ ...note, kind: z.literal('path'), pathId: opaqueId, version: z.int().min(1) }),
  z.strictObject({ ...note, kind: z.literal('found'), entryId: opaqueId, elapsedMs }),
  z.strictObject({ ...note, kind: z.literal('missed'), question, elapsedMs }),
  z.strictObject({ ...note, kind: z.literal('proposed'), question }),
  z.strictObject({
    ...note,
    kind: z.literal('unclear'),
    pathId: opaqueId.optional(),
    entryId: opaqueId.optional(),
  }),
  z.strictObject({
    ...note,
    kind: z.literal('campaign'),
    campaignId: z.uuid(),
    answer: z.enum(campaignAnswers),
  }),
  z.strictObject({ ...note, kind: z.literal('doNotCall'), isSo: z.boolean() }),
  z.strictObject({ ...note, kind: z.literal('promised'), until: z.enum(promisedTimes) }),
  /** A call to the patient is planned: at a clinic that has follow-ups. */
  z.strictObject({ ...note, kind: z.literal('planned'), ...plannedShape }),
  /** One that was planned on this call is not needed any more. */
  z.strictObject({ ...note, kind: z.literal('unplanned'), followupId: z.guid() }),
]);
export type CallNote = z.infer<typeof callNoteSchema>;
