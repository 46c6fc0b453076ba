import { countOf, type CountName } from '../counts';
import type { Sums } from '../kpi';
import { kpis } from '../kpis';
import { serviceLevelFormulas } from '../service-level';
import type { PresetMeasure } from './preset';

/** A published count. */
export const count =
  (name: CountName) =>
  (sums: Sums): number =>
    countOf(name, sums);
/** Answered by a person. */
export const answered = count('answered');
/** Answered within the threshold of the options. */
export const inThreshold = count('answeredInThreshold');
/** Hung up within it. */
export const lostInThreshold = count('abandonedInThreshold');
/** All who called and were owed an answer. */
export const concerned = (sums: Sums): number => answered(sums) + countOf('unanswered', sums);

/** A measure that is a published count. */
export const counted = (name: CountName, edges: string): PresetMeasure => ({
  unit: 'count',
  formula: name,
  edges,
  count: count(name),
});
/** A measure that is a part of a whole. */
export const rate = (
  [formula, edges]: readonly [string, string],
  part: (sums: Sums) => number,
  whole: (sums: Sums) => number,
  more: Pick<PresetMeasure, 'threshold' | 'target'> = {},
): PresetMeasure => ({ unit: 'ratio', formula, edges, part, whole, ...more });
/** A measure that is a mean of the registry. */
export const meanOf = (
  name: 'averageSpeedOfAnswerMs' | 'meanWaitAbandonedMs' | 'meanWaitMs',
): PresetMeasure => {
  const { formula, edges, part, whole } = kpis[name];
  return { unit: 'ms', formula, edges, part, whole };
};
/** By the threshold of the settings. */
export const own = { threshold: 'own' } as const;
/** What holds at the edges of every service level. */
export const levelEdges = 'A wait equal to the threshold is inside; waiting calls are in none.';
/** A service level of the registry. */
export const levelOf = (name: keyof typeof serviceLevelFormulas): PresetMeasure => {
  const { formula, part, whole } = serviceLevelFormulas[name];
  return rate([formula, levelEdges], part, whole, own);
};
