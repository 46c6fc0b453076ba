import type { SatisfactionDimension } from '@vigie/contracts';

import type { CallTraits } from './answered-calls-query';

/** A dimension of the final figures: which value a call has, and the order of values that have one. */
export type SplitDimension = {
  readonly name: Exclude<SatisfactionDimension, 'none'>;
  readonly valueOf: (call: CallTraits) => string;
  readonly order?: readonly string[];
};

const unknown = 'unknown';
const yesOrNo = (value: boolean | null): string => (value === null ? unknown : value ? 'yes' : 'no');

/** Bands of the wait in seconds, `from-to`; a wait equal to an edge is in the lower band. */
const bands = ['0-20', '20-60', '60-180', '180-'] as const;
const edgesMs = [20_000, 60_000, 180_000];

function waitBand({ outcome, waitMs }: CallTraits): string {
  if (outcome !== null && outcome !== 'answered') return 'unanswered';
  if (waitMs === null) return unknown;
  const band = edgesMs.findIndex((edge) => waitMs <= edge);
  return bands[band === -1 ? edgesMs.length : band] ?? unknown;
}

/** The dimensions a final month is told by, the most wanted first: each must be safe beside those before it. */
export const splitDimensions: readonly SplitDimension[] = [
  { name: 'waitBand', valueOf: waitBand, order: [...bands, 'unanswered', unknown] },
  { name: 'appointment', valueOf: ({ appointment }) => yesOrNo(appointment) },
  { name: 'hold', valueOf: ({ held }) => yesOrNo(held) },
  { name: 'transfer', valueOf: ({ transferred }) => yesOrNo(transferred) },
  { name: 'reason', valueOf: ({ reason }) => reason ?? unknown },
  { name: 'language', valueOf: ({ language }) => language ?? unknown },
  { name: 'queue', valueOf: ({ queueId }) => queueId ?? unknown },
];

/** The value of a call by a dimension; of one that is gone, that it is not known. */
export const valueBy = ({ valueOf }: SplitDimension, call: CallTraits | undefined): string =>
  call === undefined ? unknown : valueOf(call);
