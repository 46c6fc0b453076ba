import type { Suppression } from '@vigie/contracts';

import type { fr } from '../words/fr';

/** The words of a hidden figure. */
export type SuppressedWord = keyof (typeof fr)['published']['suppressed'];

const told: Readonly<Record<Suppression, SuppressedWord>> = {
  few_answers: 'few_answers',
  protects_another: 'protects_another',
  mixed_channels: 'mixed_channels',
  off_grid: 'off_grid',
  not_published: 'not_published',
  not_final: 'not_final',
};

/** The word that says why a figure is hidden; a reason we do not know is said in general. */
export const suppressedWord = (reason: string | null): SuppressedWord =>
  reason !== null && Object.hasOwn(told, reason) ? told[reason as Suppression] : 'unknown';
