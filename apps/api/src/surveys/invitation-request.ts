import { invitationChannels, opaqueId, surveyLanguages, type InvitationChannel } from '@vigie/contracts';
import { parsePhoneNumberFromString, type NumberType } from 'libphonenumber-js/max';
import { z } from 'zod';

import { readCallerNumber, type HomeCountry } from '../privacy/caller-number';
import { readBody } from '../platform/http/read-request';
import { badRequest } from '../platform/problems';

const languageTag = /^([a-z]{2,3})(?:-[A-Za-z0-9]{2,8})*$/u;

/** What inviting takes. The address is used to send, and then forgotten. */
export const invitationSchema = z.strictObject({
  source: opaqueId,
  callId: opaqueId,
  channel: z.enum(invitationChannels),
  address: z.string().min(3).max(254),
  language: z.string().regex(languageTag, 'is not a language tag').optional(),
});

/** What a refusal told to a person takes. */
export const refusalSchema = z.strictObject({
  channel: z.enum(invitationChannels),
  address: z.string().min(3).max(254),
});

/** What a delivery report takes. */
export const deliverySchema = z.strictObject({
  invitationId: z.string().regex(/^[A-Za-z0-9_-]{16}$/u, 'is not an invitation’s id'),
  outcome: z.enum(['delivered', 'failed']),
});

/** Somebody to invite, as asked for. */
export type InvitationRequest = z.infer<typeof invitationSchema>;
/** Somebody who told a person that they never want to be asked. */
export type RefusalRequest = z.infer<typeof refusalSchema>;
/** What became of a message, as the provider that sent it says. */
export type DeliveryReport = z.infer<typeof deliverySchema>;

/** Read a body, or throw a 400 that names the field and never quotes what it holds. */
export const readInvitationRequest = (body: unknown): InvitationRequest => readBody(invitationSchema, body);
export const readRefusalRequest = (body: unknown): RefusalRequest => readBody(refusalSchema, body);
export const readDeliveryReport = (body: unknown): DeliveryReport => readBody(deliverySchema, body);

/**
 * An address in the one spelling it is recognised by: a number in international form, an e-mail address in small
 * letters. Throws a 400 for one that cannot be written to.
 */
export function canonicalAddress(channel: InvitationChannel, address: string, home: HomeCountry): string {
  const read = channel === 'sms' ? readCallerNumber(address, home)?.e164 : readEmail(address);
  if (read === undefined || (channel === 'sms' && !isNumberOfSomebody(read)))
    throw badRequest('bad_address', `address: is not one that a message by ${channel} can be sent to.`);
  return read;
}

/** The best of the languages there are for somebody who wants one of those, most wanted first. */
export function chosenLanguage<Language extends string>(
  offered: readonly [Language, ...Language[]],
  wanted: readonly (string | null | undefined)[],
): Language {
  const bases = wanted.map((tag) => languageTag.exec(tag ?? '')?.[1]);
  const found = bases.flatMap((base) => offered.filter((language) => language === base));
  return found[0] ?? offered[0];
}

/** Whether the text names a language patients can be asked in. */
export const isSurveyLanguage = (text: unknown): text is (typeof surveyLanguages)[number] =>
  surveyLanguages.some((language) => language === text);

/** Lines of services. A message to one is read by nobody, and one at a premium rate is paid for by the centre. */
const serviceLines: ReadonlySet<NumberType> = new Set<NumberType>([
  'PREMIUM_RATE',
  'SHARED_COST',
  'TOLL_FREE',
  'UAN',
  'PAGER',
  'VOICEMAIL',
]);

function isNumberOfSomebody(e164: string): boolean {
  return /^\+\d{8,15}$/u.test(e164) && !serviceLines.has(parsePhoneNumberFromString(e164)?.getType());
}

function readEmail(address: string): string | undefined {
  const parsed = z.email().safeParse(address.trim());
  return parsed.success ? parsed.data.toLowerCase() : undefined;
}
