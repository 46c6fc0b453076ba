import { isPublicHoliday, type HolidayRegion } from '../holidays';
import { minutesOf, weekdayOf, type LocalDate } from '../local-date';

export type TeamId = 'mg' | 'cds' | 'spe' | 'img' | 'cat';
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Spans of the day such as `08:30-18:00`, by weekday; a day that is not named is closed. */
export type Week = { readonly [day in Weekday]?: readonly string[] };

/** What a caller chooses in a clinic's menu. */
export type MenuChoice = 'appointment' | 'results' | 'prescription' | 'professional' | 'urgent' | 'catalan';

/** Calls to patients that a clinic has planned. */
export type FollowupHabits = {
  /** Discharges on a mean working day, told in the evening. */
  readonly discharges?: number;
  /** Visits on a mean working day whose patients are reminded of them the day before, told in the evening. */
  readonly reminders?: number;
  /** The share of calls for a prescription on which a call is planned, to say that it is ready. */
  readonly renewals?: number;
};

/** A clinic the demo centre answers for. */
export type ClinicProfile = {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: 'cabinet' | 'centre' | 'clinique';
  readonly team: TeamId;
  /** First attempts on a mean weekday within the covered hours. */
  readonly callsPerDay: number;
  /** The number patients dial, of a block reserved for fiction. */
  readonly number: string;
  /** The telephone system its calls come through. */
  readonly source: string;
  /** `overflow`: the centre takes only what the clinic does not pick up itself. */
  readonly mode: 'full' | 'overflow';
  readonly holidays: HolidayRegion;
  /** When the clinic itself is open. */
  readonly hours: Week;
  /** When the centre answers by contract. */
  readonly covered: Week;
  /** Languages asked for, by weight. */
  readonly languages: readonly (readonly [string, number])[];
  /** The queue of each menu choice; what is not named goes to `appointment`. */
  readonly queues: { readonly appointment: string } & { readonly [choice in MenuChoice]?: string };
  /** Plays music before the greeting speaks, which comes late: twice as many hang up at once. */
  readonly musicFirst?: true;
  /** Callers past the 60 s announcement may press 1 to be called back. */
  readonly callbackKey?: true;
  /** What the centre calls its patients for. */
  readonly followUps?: FollowupHabits;
  /** Multiplies a weekday's calls. */
  readonly weekdayFactor?: { readonly [day in Weekday]?: number };
};

/** The same spans from Monday to Friday. */
export function mondayToFriday(...spans: readonly string[]): Week {
  return { mon: spans, tue: spans, wed: spans, thu: spans, fri: spans };
}

/** A span of the day in minutes since local midnight, half-open. */
export type Span = { readonly from: number; readonly to: number };

/** The spans of one weekday (1 = Monday). */
export function spansOfWeekday(week: Week, weekday: number): readonly Span[] {
  const name = weekdays[weekday - 1];
  const texts = name === undefined ? [] : (week[name] ?? []);
  return texts.map((text) => {
    const [from = '', to = ''] = text.split('-');
    return { from: minutesOf(from), to: minutesOf(to) };
  });
}

/** When the centre answers for a clinic on a day: nothing on the clinic's public holidays. */
export const coveredSpans = (clinic: ClinicProfile, date: LocalDate): readonly Span[] =>
  isPublicHoliday(date, clinic.holidays) ? [] : spansOfWeekday(clinic.covered, weekdayOf(date));

export const isWithin = (spans: readonly Span[], minute: number): boolean =>
  spans.some((span) => minute >= span.from && minute < span.to);
