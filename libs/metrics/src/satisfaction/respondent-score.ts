import { meanInterval, within, type Estimate } from './estimate';
import { score100Of, type CountedScale } from './scales';

/** An item that was asked and counts in the score. */
export type AskedScale = { readonly itemId: string; readonly scale: CountedScale };

/** What one respondent said: item to value. */
export type Answers = { readonly [itemId: string]: number | undefined };

/**
 * One respondent's score out of 100: the mean of the answered items, each rescaled to 0–100. Null when fewer than half
 * of the items asked were answered, or none was.
 */
export function respondentScore(answers: Answers, asked: readonly AskedScale[]): number | null {
  const scores = asked.flatMap(({ itemId, scale }) => {
    const value = answers[itemId];
    return value === undefined ? [] : [score100Of(scale, value)];
  });
  if (scores.length === 0 || scores.length * 2 < asked.length) return null;
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/**
 * Score out of 100, "internal method" (after e-Satis, without its adjustment): the mean of the respondents' scores,
 * with Student's interval. `n` counts the respondents who have one. Null without any.
 */
export function respondentsScore(
  all: readonly Answers[],
  asked: readonly AskedScale[],
): { readonly n: number; readonly score100: Estimate } | null {
  const scores = all
    .map((answers) => respondentScore(answers, asked))
    .filter((score): score is number => score !== null);
  const mean = meanInterval(scores);
  return mean === null ? null : { n: scores.length, score100: within(mean, 0, 100) };
}
