import { countOf } from './counts';
import type { ServiceLevelFormula, Sums } from './kpi';

/** Calls offered that have an outcome: those still waiting are in no rate. */
export const decided = ({ tally }: Sums): number => tally.offered - tally.waiting;
const answered = ({ tally }: Sums): number => tally.answered;
const inThreshold = (sums: Sums): number => countOf('answeredInThreshold', sums);
const lostInThreshold = (sums: Sums): number => countOf('abandonedInThreshold', sums);

type ServiceLevel = {
  readonly formula: string;
  readonly part: (sums: Sums) => number;
  readonly whole: (sums: Sums) => number;
};

/** The five ways to set answers within T against what was offered and decided. */
export const serviceLevelFormulas: { readonly [name in ServiceLevelFormula]: ServiceLevel } = {
  sl1: { formula: 'answeredInThreshold ÷ (offered − waiting)', part: inThreshold, whole: decided },
  sl2: {
    formula: 'answeredInThreshold ÷ (offered − waiting − shortAbandoned)',
    part: inThreshold,
    whole: (sums) => decided(sums) - sums.tally.shortAbandoned,
  },
  sl3: {
    formula: 'answeredInThreshold ÷ (offered − waiting − abandonedInThreshold)',
    part: inThreshold,
    whole: (sums) => decided(sums) - lostInThreshold(sums),
  },
  sl4: {
    formula: '(answeredInThreshold + abandonedInThreshold) ÷ (offered − waiting)',
    part: (sums) => inThreshold(sums) + lostInThreshold(sums),
    whole: decided,
  },
  sl5: { formula: 'answeredInThreshold ÷ answered', part: inThreshold, whole: answered },
};
