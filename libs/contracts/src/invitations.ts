import * as z from 'zod/mini';

import { flag, instant, object, text } from './shapes';

/** Why a caller is not asked. */
export const notInvitedReasons = [
  'unknown_call',
  'call_not_over',
  'not_counted',
  'too_late',
  'no_template',
  'channel_off',
  'not_sampled',
  'refused_for_good',
  'asked_recently',
] as const;
export const notInvitedSchema = z.enum(notInvitedReasons);
export type NotInvited = z.infer<typeof notInvitedSchema>;

/** What became of a request to invite, told after COMMIT. */
export const invitationAnswerSchema = z.union([
  object({
    outcome: z.literal('invited'),
    invitationId: text,
    surveyId: text,
    language: text,
    expiresAt: instant,
    /** True when this call's caller had been invited before: nothing is sent again. */
    repeated: flag,
  }),
  object({ outcome: notInvitedSchema, detail: text }),
]);
export type InvitationAnswer = z.infer<typeof invitationAnswerSchema>;

/** What became of a report of what a message came to: news, or known before. */
export const deliveryAnswerSchema = object({ outcome: z.enum(['noted', 'known']) });
export type DeliveryAnswer = z.infer<typeof deliveryAnswerSchema>;

/** A refusal is taken for good. */
export const refusalAnswerSchema = object({ outcome: z.literal('refused_for_good') });
export type RefusalAnswer = z.infer<typeof refusalAnswerSchema>;
