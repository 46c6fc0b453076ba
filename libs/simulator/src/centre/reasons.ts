import type { MenuChoice } from './clinic';

/** Why patients call, and what it takes to help them. */
export type ReasonProfile = {
  readonly code: string;
  /** Share of calls, in percent. */
  readonly share: number;
  readonly menu: MenuChoice;
  readonly talkMedianS: number;
  /** Standard deviation of the logarithm of the talk. */
  readonly talkSigma: number;
  readonly wrapMeanS: number;
  readonly holdPercent: number;
  readonly transferPercent: number;
};

type Row = readonly [string, number, MenuChoice, number, number, number, number, number];

const rows: readonly Row[] = [
  ['rendez-vous', 40, 'appointment', 120, 0.45, 26, 6, 1],
  ['modification', 17, 'appointment', 75, 0.42, 16, 3, 0.5],
  ['confirmation', 7, 'appointment', 50, 0.42, 8, 2, 0],
  ['ordonnance', 8, 'prescription', 95, 0.45, 45, 6, 1],
  ['resultats', 7, 'results', 110, 0.5, 35, 12, 4],
  ['renseignement', 8, 'appointment', 70, 0.55, 8, 5, 1],
  ['message', 5, 'appointment', 115, 0.5, 60, 5, 3],
  ['professionnel', 3, 'professional', 85, 0.55, 40, 15, 35],
  ['facturation', 2.8, 'appointment', 115, 0.55, 40, 12, 5],
  ['urgent', 1.2, 'urgent', 150, 0.5, 60, 25, 45],
  ['autre', 1, 'appointment', 25, 0.5, 5, 0, 0],
];

export const reasons: readonly ReasonProfile[] = rows.map(
  ([code, share, menu, talkMedianS, talkSigma, wrapMeanS, holdPercent, transferPercent]) => ({
    code,
    share,
    menu,
    talkMedianS,
    talkSigma,
    wrapMeanS,
    holdPercent,
    transferPercent,
  }),
);
