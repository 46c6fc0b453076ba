import type { Call, CallSurvey } from './call';
import type { Instant } from './fact';

/** The highest *overall* (1 to 5) of a caller who was not content. */
export const highestBadAnswer = 2;

/** What one who was not content and wishes to be called back answered, when and in which language. */
export type SurveyWish = Pick<CallSurvey, 'channel' | 'language'> & { readonly answeredAt: Instant };

/** Where a call's caller was not content and wishes to be called back, both in one survey; nowhere for a test line. */
export function wishesOf({ surveys, test }: Pick<Call, 'surveys' | 'test'>): readonly SurveyWish[] {
  if (test || surveys.length === 0) return [];
  return surveys.flatMap(({ channel, language, answeredAt, items }) =>
    answeredAt !== null && isWish(items) ? { channel, language, answeredAt } : [],
  );
}

function isWish(items: CallSurvey['items']): boolean {
  const overall = items?.['overall'];
  return overall !== undefined && overall <= highestBadAnswer && items?.['callback'] === 1;
}
