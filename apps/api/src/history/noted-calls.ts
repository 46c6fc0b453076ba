import type { History, LoadNumbers, NotedNumbers } from '@vigie/contracts';
import { countOf, metricOf, type FigureOptions } from '@vigie/metrics';

import type { LoadsNow } from './call-loads';
import type { Sums } from './sums';

/** What was noted of answered calls in a range, and in what it is compared with; null where nothing was in either. */
export function notedOf(
  now: Sums,
  before: Sums | null,
  options: FigureOptions,
  loads: LoadsNow,
): History['noted'] {
  if (options.unit !== 'calls') return null;
  const isNoted = [now, before].some((sums) => (sums?.tally.noted ?? 0) + (sums?.tally.difficult ?? 0) > 0);
  if (!isNoted) return null;
  return {
    now: numbersOf(now, options, loads.now),
    before: before === null ? null : numbersOf(before, options, loads.before),
  };
}

function numbersOf(sums: Sums, options: FigureOptions, load: LoadNumbers | null): NotedNumbers {
  const count = (name: Parameters<typeof countOf>[0]): number => countOf(name, { ...sums, options });
  const rate = (name: Parameters<typeof metricOf>[0]): number | null =>
    metricOf(name, sums.tally, sums.bins, options);
  return {
    answered: count('answered'),
    difficult: count('difficult'),
    difficultAngry: count('difficultAngry'),
    difficultDistressed: count('difficultDistressed'),
    difficultComplaint: count('difficultComplaint'),
    difficultAggressive: count('difficultAggressive'),
    noted: count('noted'),
    notedResolved: count('notedResolved'),
    notedMessage: count('notedMessage'),
    notedTransferred: count('notedTransferred'),
    notedCallback: count('notedCallback'),
    notedUnresolved: count('notedUnresolved'),
    difficultRate: rate('difficultRate'),
    difficultResolvedRate: rate('difficultResolvedRate'),
    otherResolvedRate: rate('otherResolvedRate'),
    notedRate: rate('notedRate'),
    load,
  };
}
