import type { Call, CallSurvey, Instant } from '@vigie/calls';

/** When a caller said so, in which language. */
export type Concern = { readonly answeredAt: Instant; readonly language: string | null };

const highestBad = 2;

/**
 * The latest answer of a call's caller who was not content (*overall* 1 or 2 of 5) and wishes to be called back; null
 * without one, once somebody took note of it, and for a test line.
 */
export function concernOf({
  surveys,
  acknowledgedAt,
  test,
}: Pick<Call, 'surveys' | 'acknowledgedAt' | 'test'>): Concern | null {
  let latest: Concern | null = null;
  for (const survey of surveys) {
    const { answeredAt, language } = survey;
    if (answeredAt === null || test || !isConcern(survey)) continue;
    if (answeredAt > (latest?.answeredAt ?? acknowledgedAt ?? Number.NEGATIVE_INFINITY))
      latest = { answeredAt, language };
  }
  return latest;
}

function isConcern({ items }: CallSurvey): boolean {
  const overall = items?.['overall'];
  return overall !== undefined && overall <= highestBad && items?.['callback'] === 1;
}
