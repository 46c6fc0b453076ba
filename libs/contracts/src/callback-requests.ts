import { z } from 'zod';

import { callbackOutcomes, dischargeAnswers, longestNote, openOutcomes } from './callbacks';
import { callingRoles, isDialled } from './calling';
import { opaqueId, patientReference } from './event-types';

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
  /** Where the clinic takes them: a word of the centre's list, and a note of nothing medical. */
  reason: z.string().trim().min(1).max(40).optional(),
  note: z.string().trim().max(longestNote).optional(),
});

/** `POST /api/v1/clinic-alerts/…`: the token behind the `#` of the link. */
export const clinicAlertLinkSchema = z.strictObject({ token: z.string().min(1).max(200) });

/** An instant, or a day by the clinic's clock: from its beginning on, until its end. */
const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

/** When, and for whom, somebody is to be called. Nothing medical, no name and no number. */
export const plannedShape = {
  type: z
    .string()
    .max(40)
    .regex(/^[a-z][a-z0-9_]*$/u, 'must be a word such as post_discharge'),
  /** From when on the patient may be called, and until when; what is not said is as usual for the type. */
  dueFrom: moment.optional(),
  dueUntil: moment.optional(),
  reference: z
    .string()
    .regex(patientReference, 'must be one word of at most 32 characters and 8 digits: no name, no number')
    .optional(),
};

/** `POST /api/v1/followups`. */
export const planFollowupSchema = z.strictObject({
  clinicId: z.string().min(1).max(128),
  ...plannedShape,
  /** Sent again with the same one, the later time holds. */
  followupId: opaqueId.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/u)
    .optional(),
  /** The call on which it is planned, as its telephone system names it. */
  call: z.strictObject({ source: opaqueId, callId: opaqueId }).optional(),
});

/** `PUT /api/v1/call-ways`: how a source is asked to place calls, and to whom that is given. */
export const callWayRequestSchema = z.strictObject({
  source: opaqueId,
  /** `https://…` where a message is sent, or `ami://user@host/context`, `amis://…`, `esl://host/context` where it is dialled. */
  url: z.union([z.url({ protocol: /^https?$/u }).max(500), z.string().max(500).refine(isDialled)]),
  /** Of a user that is dialled as; a message is signed by a secret that is made here. */
  password: z.string().min(1).max(512).optional(),
  roles: z.array(z.enum(callingRoles)).max(callingRoles.length),
  /** Another secret in place of the one there is; a new way has one in any case. */
  renewSecret: z.boolean().default(false),
});
export type CallWayRequest = z.input<typeof callWayRequestSchema>;
/** `POST /api/v1/call-ways/test` and `/remove`. */
export const callWayNameSchema = z.strictObject({ source: opaqueId });

const answer = z.enum(dischargeAnswers);
/** What a patient answered after a discharge, by the version of the clinic's sheet that was read. No text. */
export const dischargeRepliesSchema = z.strictObject({
  version: z.int().min(1),
  answers: z.strictObject({
    condition: answer,
    medicines: answer,
    appointments: answer,
    services: answer,
    plan: answer,
  }),
  by,
});
