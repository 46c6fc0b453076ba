import type { fr } from '../words/fr';

/** A number that can say how it was made. */
export type FormulaKey = keyof (typeof fr)['formula']['cards'];

/** Whose number: a team, a clinic, or (without) the whole centre. */
export type FormulaRow = { readonly kind: 'team' | 'clinic'; readonly id: string };

export type FormulaRequest = { readonly key: FormulaKey; readonly row: FormulaRow | null };
