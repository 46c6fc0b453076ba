/** A calendar day `2026-10-01`, in the zone of the centre. */
type Day = string;

const dayMs = 86_400_000;

const at = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

/** The calendar day so many days later; before, when negative. */
export const daysLater = (day: Day, days: number): Day => dayOf(at(day) + days * dayMs);

/** Whether a text is a calendar day that exists. */
export function isDay(text: string | null): text is Day {
  return (
    text !== null && /^\d{4}-\d\d-\d\d$/u.test(text) && !Number.isNaN(at(text)) && dayOf(at(text)) === text
  );
}

/** The calendar day of an instant in a time zone. */
export function dayIn(zone: string, instant: number): Day {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-CA', { ...parts, timeZone: zone }).format(instant);
}

/** From a first day to a last one, both of them in it. */
export type DaySpan = { readonly first: Day; readonly last: Day };

/** The calendar days a range of instants touches. */
export function daysOf(range: { readonly from: string; readonly to: string }, zone: string): DaySpan {
  return { first: dayIn(zone, Date.parse(range.from)), last: dayIn(zone, Date.parse(range.to) - 1) };
}

/** As many days, right before or after. */
export function shifted({ first, last }: DaySpan, by: -1 | 1): DaySpan {
  const days = Math.round((at(last) - at(first)) / dayMs) + 1;
  return { first: daysLater(first, by * days), last: daysLater(last, by * days) };
}

/** A day of the named period before or after the one that has these days: the day before its first, or the one after its last. */
export function dayBeside(name: string, { first }: DaySpan, by: -1 | 1): Day {
  if (by < 0) return daysLater(first, -1);
  const date = new Date(at(first));
  const months = monthsIn[name];
  if (months === undefined) return daysLater(first, name === 'week' ? 7 : 1);
  return dayOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
}

const monthsIn: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };
