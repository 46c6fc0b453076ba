import { canTell, mergeOnce, mergeSmall, type Counting, type Part, type Respondent } from '@vigie/metrics';

import type { PublishedAnswer, PublishedRespondent } from './published-respondent';
import { splitDimensions, valueBy, type SplitDimension } from './split-dimensions';
import type { PublishedEntry } from './answered-calls-query';

/** A dimension as it is told: its parts, in order. */
export type Split = { readonly dimension: SplitDimension; readonly parts: readonly Part[] };

/** Those whose answers are split, and what else is told of each of their answers. */
export type SplitQuestion = {
  readonly item: string;
  readonly respondents: readonly PublishedRespondent[];
  readonly countingOf: (
    respondent: PublishedRespondent,
    place: PublishedEntry,
  ) => Pick<Counting, 'told' | 'possible'>;
  readonly breathe: () => Promise<void>;
};

/**
 * The splits of a cell: dimension by dimension, each merged until it may be told beside those before it, or left out.
 */
export async function chooseSplits(question: SplitQuestion): Promise<readonly Split[]> {
  const chosen: Split[] = [];
  for (const dimension of splitDimensions) {
    let parts = mergeSmall(countsBy(question, dimension), dimension.order !== undefined);
    while (parts.length > 1 && !(await mayPublish(question, [...chosen, { dimension, parts }]))) {
      parts = mergeOnce(parts, dimension.order !== undefined);
    }
    if (parts.length > 1) chosen.push({ dimension, parts });
  }
  return chosen;
}

/** The part of a split that a respondent is in, as it is published. */
export function partKey({ dimension, parts }: Split, respondent: PublishedRespondent): string {
  const value = valueBy(dimension, respondent.traits);
  return parts.find(({ values }) => values.includes(value))?.values.join('+') ?? value;
}

function countsBy(
  { item, respondents }: SplitQuestion,
  dimension: SplitDimension,
): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>((dimension.order ?? []).map((value) => [value, 0]));
  for (const { answers, traits } of respondents) {
    if (!answers.has(item)) continue;
    const value = valueBy(dimension, traits);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => (dimension.order !== undefined ? 0 : a < b ? -1 : 1));
}

async function mayPublish(question: SplitQuestion, splits: readonly Split[]): Promise<boolean> {
  const { item, respondents, countingOf, breathe } = question;
  const all: Respondent[] = [];
  for (const respondent of respondents) {
    await breathe();
    const answer = respondent.answers.get(item);
    if (answer === undefined) continue;
    const asked = splits.map((split) => ({
      figure: `${split.dimension.name} ${partKey(split, respondent)}`,
      weight: 1,
    }));
    const answers = answer.places.map((place) => ({ ...countingOf(respondent, place), asked }));
    all.push({ group: groupOf(answer), answers });
  }
  return canTell(all, breathe);
}

/** Those who entered with the same batch. */
export const groupOf = ({ places }: PublishedAnswer): string => String(places.at(-1)?.batch ?? 0);
