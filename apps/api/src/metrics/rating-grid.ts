import type { Instant } from '@vigie/calls';
import { intervalsOf, localClock, unknownKey } from '@vigie/metrics';

import type { MetricsQuestion } from './metrics-question';

/** Which cells of the published grid a question is about: every clinic, one, or all of them together. */
export type RatingScope =
  { readonly clinics: 'each' } | { readonly clinics: 'one'; readonly clinicId: string | null };

/**
 * The cells a question asks for; undefined when it lies off the grid: another zone than the tenant's, some hours or
 * weekdays alone, another dimension or filter than one clinic.
 */
export function ratingScope(question: MetricsQuestion, tenantZone: string): RatingScope | undefined {
  const { by, filters, window, timezone } = question;
  const { clinic: clinicIds = [], ...others } = filters;
  const isNarrowed = Object.keys(window).length > 0 || Object.keys(others).length > 0 || question.coveredOnly;
  if (timezone !== tenantZone || isNarrowed) return undefined;
  if (by !== 'none' && by !== 'clinic') return undefined;
  return scopeOf(by, clinicIds);
}

function scopeOf(by: 'none' | 'clinic', clinicIds: readonly string[]): RatingScope | undefined {
  const [clinicId, ...more] = clinicIds;
  if (clinicId === undefined)
    return by === 'clinic' ? { clinics: 'each' } : { clinics: 'one', clinicId: null };
  return more.length > 0 || clinicId === unknownKey ? undefined : { clinics: 'one', clinicId };
}

/** The calendar months a range consists of, `YYYY-MM`; empty when it begins or ends within one. */
export function wholeMonths(from: Instant, to: Instant, timezone: string): readonly string[] {
  const ranges = intervalsOf(from, to, '1mo', timezone);
  const isWhole = (at: Instant): boolean => {
    const { day, minuteOfDay } = localClock(at, timezone);
    return day === 1 && minuteOfDay === 0;
  };
  if (!isWhole(from) || !isWhole(to)) return [];
  return ranges.map(({ start }) => localClock(start, timezone).date.slice(0, 7));
}
