import type { LocalDate } from '../local-date';

/**
 * How many whole months before the anchor's the largest clinics joined; all others were with the centre from the
 * beginning. So the centre grows by a large client every other month, and most clinics have a year to look back on.
 */
const monthsWithUs: { readonly [clinicId: string]: number } = {
  'clinique-parc': 10,
  'ophtalmologie-bellecour': 7,
  'centre-jaures': 5,
  'centre-lilas': 3,
  'radiologie-sud': 2,
};

/** Whole months of past before the month in which the centre was first opened. */
export const pastMonths = 13;

function firstOfMonth(date: LocalDate, monthsBefore: number): LocalDate {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - monthsBefore, 1)).toISOString().slice(0, 10);
}

/** The first day of which the centre has records. */
export const pastBegins = (anchor: LocalDate): LocalDate => firstOfMonth(anchor, pastMonths);

/** Whether the centre answered for a clinic on a day. */
export const wasClient = (clinicId: string, date: LocalDate, anchor: LocalDate): boolean =>
  date >= firstOfMonth(anchor, monthsWithUs[clinicId] ?? pastMonths);
