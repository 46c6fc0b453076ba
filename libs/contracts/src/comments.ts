import type { Suppression } from './satisfaction';
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
export type CommentTone = 'positive' | 'negative';

/** A comment as it may be read: scrubbed of names and numbers. */
export type CommentView = {
  readonly id: string;
  readonly text: string;
  readonly tone: CommentTone;
  /** Of the survey; null when it was not told. */
  readonly language: string | null;
  readonly themes: readonly string[];
  /** Hidden by the clinic: quoted nowhere. */
  readonly hidden: boolean;
};

/** Answer of `GET /api/v1/comments?month=YYYY-MM&clinicId=`: the comments of a published month of one clinic. */
export type CommentsAnswer = {
  readonly month: string;
  readonly clinicId: string;
  /** Why none is told; null when they are. */
  readonly suppressed: Suppression | null;
  readonly comments: readonly CommentView[];
};

/** Why a comment is hidden or erased. */
export const commentReasons = ['personal', 'offensive', 'not_about_us', 'asked_by_patient', 'other'] as const;
export type CommentReason = (typeof commentReasons)[number];

/** One line of `GET /api/v1/comments/log`: what was done to a comment, never what it said. */
export type CommentLogEntry = {
  /** ISO instant. */
  readonly at: string;
  readonly commentId: string;
  /** `expired`: its time was over. */
  readonly action: 'hidden' | 'shown' | 'erased' | 'expired';
  readonly reason: CommentReason | null;
};
