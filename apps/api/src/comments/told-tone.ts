import type { CommentTone, SatisfactionAnswer } from '@vigie/contracts';

import type { ToneCounts } from './choose-quotes';

const goodFrom = 4;
const badTo = 2;

/** The box of a rating of *overall*, 1 to 5; null for 3, which is neither. */
export function toneOf(overall: number): CommentTone | null {
  if (overall >= goodFrom) return 'positive';
  return overall <= badTo ? 'negative' : null;
}

/** How many of the published answers were positive and negative; null where *overall* is not told. */
export function answeredTones({ total }: Pick<SatisfactionAnswer, 'total'>): ToneCounts | null {
  const overall = total.items.find(({ itemId }) => itemId === 'overall');
  if (overall === undefined) return null;
  const counts = { positive: 0, negative: 0 };
  for (const { value, count } of overall.distribution) {
    const tone = toneOf(value);
    if (tone !== null) counts[tone] += count;
  }
  return counts;
}
