import { scaleValues, surveyItem, surveyItems } from '@vigie/contracts';
import type { AskedScale, CountedScale } from '@vigie/metrics';

import { respondents } from './entry-store';

/** Items that are counted and published: not free text, and not the wish to be called back, which is no opinion. */
export const publishedItems: readonly string[] = surveyItems
  .filter(({ id, scale }) => scale !== 'text' && id !== 'callback')
  .map(({ id }) => id);

/** Items of a respondent's score out of 100, with their scales. */
export const scoredItems: readonly AskedScale[] = surveyItems.flatMap(({ id, scale, scored }) =>
  scored && scale !== 'text' ? [{ itemId: id, scale: scale satisfies CountedScale }] : [],
);

/** The values an item is counted by, rising; the one of being there, for respondents. */
export function valuesOf(itemId: string): readonly number[] {
  if (itemId === respondents) return [1];
  const scale = surveyItem(itemId)?.scale;
  return scale === undefined ? [] : scaleValues[scale];
}
