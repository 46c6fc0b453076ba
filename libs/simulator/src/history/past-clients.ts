import type { LocalDate } from '../local-date';

/** Clinics that were with the centre from the beginning; the others came since, as a centre grows. */
const firstClients: ReadonlySet<string> = new Set([
  'cabinet-durand',
  'pediatrie-platanes',
  'centre-pirineus',
  'dr-moreau',
  'cabinet-des-halles',
  'dr-puig',
]);

/** Whole months of past before the month in which the centre was first opened. */
export const pastMonths = 13;

function firstOfMonth(date: LocalDate, monthsBefore: number): LocalDate {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - monthsBefore, 1)).toISOString().slice(0, 10);
}

/** The first day of which the centre has records. */
export const pastBegins = (anchor: LocalDate): LocalDate => firstOfMonth(anchor, pastMonths);

/** Whether the centre answered for a clinic on a day: for all since the first of the month before the anchor's. */
export const wasClient = (clinicId: string, date: LocalDate, anchor: LocalDate): boolean =>
  date >= firstOfMonth(anchor, 1) || firstClients.has(clinicId);
