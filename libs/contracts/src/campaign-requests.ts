import { z } from 'zod';

import { campaignKinds, contactOutcomes, liftReasons } from './campaigns';

const words = (least: number, most: number) =>
  z
    .string()
    .trim()
    .min(least)
    .max(most)
    .regex(/^[^\u0000-\u001f\u007f]*$/u, 'one line without control characters');
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u, 'must be a time such as 09:30');
const longestDays = 366;

/** An amount of money: what has a price is not what a campaign is for. */
const price = /[€$£]|\b(?:eur|euros?)\b/iu;

/** The clinic's order. `nothingSold` is what whoever writes it down says of it. */
export const campaignOrderSchema = z
  .strictObject({
    kind: z.enum(campaignKinds),
    title: words(2, 80),
    sentence: words(10, 400).refine((text) => !price.test(text), 'names a price: nothing is sold'),
    orderedBy: words(2, 80),
    orderedOn: z.iso.date(),
    listSource: words(0, 120).default(''),
    startsOn: z.iso.date(),
    endsOn: z.iso.date(),
    callFrom: clock.default('09:00'),
    callUntil: clock.default('19:00'),
    nothingSold: z.literal(true),
  })
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, {
    path: ['endsOn'],
    message: 'is before its first day',
  })
  .refine(({ startsOn, endsOn }) => Date.parse(endsOn) - Date.parse(startsOn) <= longestDays * 86_400_000, {
    path: ['endsOn'],
    message: 'is more than a year after its first day',
  })
  .refine(({ callFrom, callUntil }) => callFrom < callUntil, {
    path: ['callUntil'],
    message: 'is not after its beginning',
  });

/** `POST /api/v1/campaigns`. Sent again with one `campaignId` it is made once. */
export const newCampaignSchema = z.strictObject({
  campaignId: z.uuid(),
  clinicId: z.string().min(1).max(128),
  order: campaignOrderSchema,
});
/** `PUT /api/v1/campaigns/{id}`: another version of the order, begun with the newest one. */
export const changeCampaignSchema = z.strictObject({ basedOn: z.int().min(1), order: campaignOrderSchema });
/** `POST /api/v1/campaigns/{id}/list`: the clinic's list as CSV. */
export const campaignListFileSchema = z.strictObject({ text: z.string().min(1).max(2_000_000) });
/** `POST /api/v1/campaigns/{id}/contacts/{contactId}/outcome`. */
export const contactOutcomeSchema = z.strictObject({ outcome: z.enum(contactOutcomes) });
/** `POST /api/v1/campaigns/marks/{id}/restore`. */
export const restoreMarkSchema = z.strictObject({ clinicId: z.string().min(1).max(128) });
/** `POST /api/v1/campaigns/marks/{id}/lift`. */
export const liftMarkSchema = restoreMarkSchema.extend({ reason: z.enum(liftReasons) });
