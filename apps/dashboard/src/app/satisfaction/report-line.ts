import type { ReportSummary } from '@vigie/contracts';

/** What may be shown of the list: all, or only the lines someone has to look at. */
export const lineFilters = ['all', 'missed', 'hidden', 'unpublished'] as const;
export type LineFilter = (typeof lineFilters)[number];

export const asLineFilter = (text: string | null): LineFilter =>
  lineFilters.find((filter) => filter === text) ?? 'all';

/** Whether the commitment was kept; null without a commitment or without a call that counts. */
export function commitmentKept({ unansweredRate, answerRateTarget }: ReportSummary): boolean | null {
  if (unansweredRate === null || answerRateTarget === null) return null;
  return 1 - unansweredRate >= answerRateTarget - rounding;
}

/** The calendar month of an instant, `YYYY-MM`; near midnight of its first day it may be one off, where zones differ. */
export const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);

/** Whether the month is not over yet, by what the server says of it and else by the calendar. */
export const isUnderWay = ({ status, month }: ReportSummary, thisMonth: string): boolean =>
  status === 'running' || (status === null && month >= thisMonth);

/** What two fractions told in floating point may differ by and still be the same. */
const rounding = 1e-9;

/** Whether a line belongs to what is shown. */
export function passes(line: ReportSummary, filter: LineFilter, thisMonth: string): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'missed':
      return commitmentKept(line) === false && !isUnderWay(line, thisMonth);
    case 'hidden':
      return line.csat === null;
    case 'unpublished':
      return line.status === null || line.status === 'running';
    default:
      return filter satisfies never;
  }
}

/** Alphabetic, as the language of the page sorts; never by a result. */
export const byName =
  (locale: string) =>
  (a: ReportSummary, b: ReportSummary): number =>
    a.name.localeCompare(b.name, locale, { numeric: true }) || a.clinicId.localeCompare(b.clinicId);
