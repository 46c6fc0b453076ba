import * as z from 'zod/mini';

import { flag, instant, list, month, object, text } from './shapes';
import { suppressionSchema } from './satisfaction';
import type { SurveyLanguage } from './survey-settings';

/** Themes that Vigie has words for. A clinic may add its own in the settings. */
export const commentThemes = [
  'reach',
  'waiting',
  'courtesy',
  'listening',
  'clarity',
  'appointment',
  'followUp',
  'transfer',
  'language',
] as const;
export type CommentTheme = (typeof commentThemes)[number];

/** What a theme is called; a theme of the clinic's own is called by its id. */
export const commentThemeNames: {
  readonly [theme in CommentTheme]: { readonly [language in SurveyLanguage]: string };
} = {
  reach: { fr: 'Joindre le secrétariat', ca: 'Contactar', es: 'Contactar', en: 'Getting through' },
  waiting: { fr: 'Attente', ca: 'Espera', es: 'Espera', en: 'Waiting' },
  courtesy: { fr: 'Accueil', ca: 'Tracte', es: 'Trato', en: 'Courtesy' },
  listening: { fr: 'Écoute', ca: 'Escolta', es: 'Escucha', en: 'Listening' },
  clarity: { fr: 'Clarté', ca: 'Claredat', es: 'Claridad', en: 'Clarity' },
  appointment: { fr: 'Rendez-vous', ca: 'Cites', es: 'Citas', en: 'Appointments' },
  followUp: {
    fr: 'Rappel et suivi',
    ca: 'Retorn i seguiment',
    es: 'Rellamada y seguimiento',
    en: 'Follow-up',
  },
  transfer: { fr: 'Transfert', ca: 'Transferència', es: 'Transferencia', en: 'Transfers' },
  language: { fr: 'Langue', ca: 'Llengua', es: 'Idioma', en: 'Language' },
};

/** The name of a theme in a language. */
export function commentThemeName(theme: string, language: SurveyLanguage): string {
  const known = commentThemes.find((one) => one === theme);
  return known === undefined ? theme : commentThemeNames[known][language];
}
/** By the rating its author gave to *overall*: 4 and 5 positive, 1 and 2 negative. Nothing is read into the words. */
export const commentToneSchema = z.enum(['positive', 'negative']);
export type CommentTone = z.infer<typeof commentToneSchema>;

/** A comment as it may be read: scrubbed of names and numbers. */
export const commentViewSchema = object({
  id: text,
  text,
  tone: commentToneSchema,
  /** Of the survey; null when it was not told. */
  language: z.nullable(text),
  themes: list(text),
  /** Hidden by the clinic: quoted nowhere. */
  hidden: flag,
});
export type CommentView = z.infer<typeof commentViewSchema>;

/** Answer of `GET /api/v1/comments?month=YYYY-MM&clinicId=`: the comments of a published month of one clinic. */
export const commentsAnswerSchema = object({
  month,
  clinicId: text,
  /** Why none is told; null when they are. */
  suppressed: z.nullable(suppressionSchema),
  comments: list(commentViewSchema),
});
export type CommentsAnswer = z.infer<typeof commentsAnswerSchema>;

/** Why a comment is hidden or erased. */
export const commentReasons = ['personal', 'offensive', 'not_about_us', 'asked_by_patient', 'other'] as const;
export const commentReasonSchema = z.enum(commentReasons);
export type CommentReason = z.infer<typeof commentReasonSchema>;
/** One line of `GET /api/v1/comments/log`: what was done to a comment, never what it said. */
export const commentLogEntrySchema = object({
  /** ISO instant. */
  at: instant,
  commentId: text,
  /** `expired`: its time was over. */
  action: z.enum(['hidden', 'shown', 'erased', 'expired']),
  reason: z.nullable(commentReasonSchema),
});
export type CommentLogEntry = z.infer<typeof commentLogEntrySchema>;
export const commentLogSchema = list(commentLogEntrySchema);
