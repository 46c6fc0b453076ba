import { isPublicHoliday } from '../holidays';
import { plainConditions, type DayConditions } from '../day/conditions';
import { addDays, daysBetween, weekdayOf, type LocalDate } from '../local-date';

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

/** Weeks from a date's Monday to the anchor's Monday; 0 in the anchor's own week. */
function weeksBefore(date: LocalDate, anchor: LocalDate): number {
  const monday = (day: LocalDate): LocalDate => addDays(day, 1 - weekdayOf(day));
  return daysBetween(monday(date), monday(anchor)) / 7;
}

function demandOf(date: LocalDate, anchor: LocalDate): (clinicId: string) => number {
  const ago = daysBetween(date, anchor);
  const flu = ago >= 4 && ago <= 17 ? 1.12 : 1;
  const letter = weeksBefore(date, anchor) === 1 && weekdayOf(date) === 2;
  const absent = isDoctorAbsent(date, anchor);
  return (clinicId) => {
    if (letter && clinicId === 'ophtalmologie-bellecour') return 2.2 * flu;
    return absent && clinicId === 'cabinet-durand' ? 1.3 * flu : flu;
  };
}

/** What moved how patients judge a clinic, from and up to how many days before the anchor. */
const moods: readonly {
  readonly clinicId: string;
  readonly from: number;
  readonly to: number;
  readonly shift: number;
}[] = [
  { clinicId: 'pediatrie-platanes', from: 250, to: -Infinity, shift: 0.7 },
  { clinicId: 'centre-pirineus', from: 100, to: 62, shift: -1.3 },
];

function moodOf(date: LocalDate, anchor: LocalDate): (clinicId: string) => number {
  const ago = daysBetween(date, anchor);
  const present = moods.filter(({ from, to }) => ago <= from && ago > to);
  return (clinicId) => present.find((mood) => mood.clinicId === clinicId)?.shift ?? 0;
}

/** Wednesday, or Thursday when that is a holiday. */
const deafPhoneWeekday = (wednesday: LocalDate): number => (isPublicHoliday(wednesday, 'FR') ? 4 : 3);

const isDoctorAbsent = (date: LocalDate, anchor: LocalDate): boolean =>
  weeksBefore(date, anchor) === 2 && weekdayOf(date) <= 3;

/**
 * The story of the demo centre before and after its anchor, the day it was first opened: 20 secretaries a day became
 * 24 three weeks before; in the third week back the carrier failed on Thursday from 10:10 to 10:30; in the second a
 * doctor of Cabinet Durand was away from Monday to Wednesday; the week before, a letter of Ophtalmologie Bellecour
 * brought 2.2 times its calls on Tuesday and a telephone rang unheard on Wednesday morning; a flu campaign brought 12 %
 * more from 17 to 4 days before. Of the year before, patients tell: those of Pédiatrie Les Platanes are happier since a
 * new script, those of Centre Mèdic Pirineus were not while its software was changed.
 */
export function scriptedConditions(date: LocalDate, anchor: LocalDate): DayConditions {
  const week = weeksBefore(date, anchor);
  const weekday = weekdayOf(date);
  return {
    ...plainConditions,
    headcount: daysBetween(date, anchor) > 21 ? 20 : 24,
    demandOf: demandOf(date, anchor),
    outage: week === 3 && weekday === 4 ? { from: 610, to: 630 } : null,
    deafPhone: week === 1 && weekday === deafPhoneWeekday(addDays(date, 3 - weekday)),
    absentDoctorOf: isDoctorAbsent(date, anchor) ? 'cabinet-durand' : null,
    moodOf: moodOf(date, anchor),
  };
}
