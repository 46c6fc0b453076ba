import type { CalendarSetting } from '@vigie/contracts';

export type Weekday = keyof CalendarSetting['week'];

/** The days of a week as settings call them, Monday first. */
export const weekdays = [
  'mon',
  'tue',
  'wed',
  'thu',
  'fri',
  'sat',
  'sun',
] as const satisfies readonly Weekday[];

const indexes: ReadonlyMap<string, number> = new Map(
  [
    weekdays,
    ['lun', 'mar', 'mer', 'jeu', 'ven', 'sam', 'dim'],
    ['dl', 'dt', 'dc', 'dj', 'dv', 'ds', 'dg'],
  ].flatMap((language) => language.map((name, index) => [name, index] as const)),
);

/** The place in the week of a day named in English, French (`lun`) or Catalan (`dl`), Monday being 0. */
export function weekdayIndex(name: string): number | undefined {
  return indexes.get(name.toLowerCase());
}

/** The day as settings call it, whichever of the three languages it is named in. */
export function weekdayNamed(name: string): Weekday | undefined {
  const index = weekdayIndex(name);
  return index === undefined ? undefined : weekdays[index];
}
