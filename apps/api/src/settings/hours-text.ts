import type { CalendarSetting } from '@vigie/contracts';

import { weekdayIndex, weekdays, type Weekday } from './day-names';

type Week = CalendarSetting['week'];
/**
 * Opening hours in one cell: `mon-fri 08:00-12:00 14:00-19:00; sat 09:00-12:00`. Days in English, French (`lun`) or
 * Catalan (`dl`), one or a run of them; a day that is not named is closed. Undefined when it cannot be read.
 */
export function parseHoursText(text: string): Week | undefined {
  const week: { [day in Weekday]?: string[] } = {};
  for (const group of text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')) {
    const [days = '', ...spans] = group.split(/\s+/u);
    const indexes = daysOf(days);
    if (indexes === undefined || spans.length === 0) return undefined;
    for (const day of indexes) week[day] = [...(week[day] ?? []), ...spans];
  }
  return week;
}

function daysOf(text: string): readonly Weekday[] | undefined {
  const [first = '', last = first, ...rest] = text.split('-');
  const from = weekdayIndex(first);
  const to = weekdayIndex(last);
  if (from === undefined || to === undefined || to < from || rest.length > 0) return undefined;
  return weekdays.slice(from, to + 1);
}
