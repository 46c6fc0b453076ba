import * as z from 'zod/mini';

import { object, text } from './shapes';

/** Why nobody is asked about a call. All of it is of the call and the settings: none of it tells of a number. */
export const notInvitedReasons = [
  'unknown_call',
  'call_not_over',
  'not_counted',
  'too_late',
  'no_template',
  'channel_off',
  'not_sampled',
] as const;
export const notInvitedSchema = z.enum(notInvitedReasons);
export type NotInvited = z.infer<typeof notInvitedSchema>;

/**
 * What became of a request to invite, told after COMMIT. `taken`: the caller is asked, unless they were asked lately or
 * never want to be; which of these is not said, since it would tell whether a number called.
 */
export const invitationAnswerSchema = object({
  outcome: z.enum(['taken', ...notInvitedReasons]),
  detail: text,
});
export type InvitationAnswer = z.infer<typeof invitationAnswerSchema>;

/** What became of a report of what a message came to: news, or known before. */
export const deliveryAnswerSchema = object({ outcome: z.enum(['noted', 'known']) });
export type DeliveryAnswer = z.infer<typeof deliveryAnswerSchema>;

/** A refusal is taken for good. */
export const refusalAnswerSchema = object({ outcome: z.literal('refused_for_good') });
export type RefusalAnswer = z.infer<typeof refusalAnswerSchema>;
