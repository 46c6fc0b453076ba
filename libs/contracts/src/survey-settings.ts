import { z } from 'zod';

/** Languages in which patients can be asked; the item bank has every wording in each of them. */
export const surveyLanguages = ['fr', 'ca', 'es', 'en'] as const;
export type SurveyLanguage = (typeof surveyLanguages)[number];

/** Ways in which Vigie itself can send an invitation. */
export const invitationChannels = ['sms', 'email'] as const;
export type InvitationChannel = (typeof invitationChannels)[number];

/** What can be asked, by id of the item bank. */
export const askedItems = [
  'overall',
  'reach',
  'courtesy',
  'listening',
  'clear',
  'resolved',
  'recommend',
  'effort',
  'return',
  'attentive',
  'comment',
  'callback',
] as const;
export type AskedItem = (typeof askedItems)[number];

const unique = (list: readonly string[]): boolean => new Set(list).size === list.length;
const once = { message: 'names something twice' };

/** A text in any of the languages; one that is missing has Vigie's own words. */
const texts = (longest: number) =>
  z.strictObject({
    fr: z.string().min(1).max(longest).optional(),
    ca: z.string().min(1).max(longest).optional(),
    es: z.string().min(1).max(longest).optional(),
    en: z.string().min(1).max(longest).optional(),
  });
const share = z.number().min(0).max(1);
/** Words that name a theme of comments: a star at the end stands for any ending. */
const themeWords = z
  .array(z.string().min(2).max(60).regex(/\p{L}/u, 'must hold a letter'))
  .max(200)
  .optional();
const themeId = z.string().regex(/^\p{L}[\p{L}\p{N} _'’-]{0,39}$/u, 'must be a short name');

const withLink = (text: string | undefined): boolean => text === undefined || text.includes('{link}');

/**
 * How the callers of a clinic are asked. The centre's holds for every clinic; what a clinic says of its own wins, field
 * by field. Without either nobody is asked.
 */
export const surveySettingsSchema = z.strictObject({
  /** What is asked, in this order; `callback` and `comment` always come last. */
  items: z.array(z.enum(askedItems)).min(1).max(askedItems.length).refine(unique, once).optional(),
  /** The first is used where the caller's own is not among them. */
  languages: z.array(z.enum(surveyLanguages)).min(1).refine(unique, once).optional(),
  /** Ways in which callers may be asked. */
  channels: z.array(z.enum(invitationChannels)).min(1).refine(unique, once).optional(),
  /** Share of the callers who were answered that is asked, 0 to 1. */
  share: share.optional(),
  /** The same of those who were not answered; by default the same share. */
  unansweredShare: share.optional(),
  /** Who answers for the data, as the page names it; by default the clinic's name. */
  controller: z.string().min(1).max(128).optional(),
  /** How patients reach them about their data: an e-mail address, a number, a postal address. */
  contact: z.string().min(1).max(200).optional(),
  /** How long answers are kept, as the page says. */
  retentionMonths: z.number().int().min(1).max(36).optional(),
  /** Opening words of the page, in place of Vigie's own. */
  intro: texts(400).optional(),
  /** The invitation's text, in place of Vigie's own: `{clinic}` and `{link}` are filled in. */
  message: texts(400)
    .refine((all) => Object.values(all).every(withLink), { message: 'must hold {link}' })
    .optional(),
  /** Words that name a theme of comments, in place of Vigie's own of that theme and language; a new name makes a theme. */
  themes: z
    .record(themeId, z.strictObject({ fr: themeWords, ca: themeWords, es: themeWords, en: themeWords }))
    .refine((all) => Object.keys(all).length <= 40, { message: 'at most 40 themes' })
    .optional(),
});
/** Themes as the settings edit them. */
export type EditedThemes = NonNullable<z.infer<typeof surveySettingsSchema>['themes']>;
export type SurveySettings = z.infer<typeof surveySettingsSchema>;
