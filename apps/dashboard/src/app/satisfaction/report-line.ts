import type { ReportSummary } from '@vigie/contracts';

/** What may be shown of the list: all, or only the lines someone has to look at. */
export const lineFilters = ['all', 'missed', 'hidden', 'unpublished'] as const;
export type LineFilter = (typeof lineFilters)[number];

export const asLineFilter = (text: string | null): LineFilter =>
  lineFilters.find((filter) => filter === text) ?? 'all';

/** Whether a line belongs to what is shown. */
export function passes(line: ReportSummary, filter: LineFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'missed':
      return line.commitment === 'missed';
    case 'hidden':
      return line.csat === null;
    case 'unpublished':
      return line.status === null || line.status === 'running';
    default:
      return filter satisfies never;
  }
}

/** How the list may be sorted, by name unless the reader chooses otherwise: it is no ranking. */
export const lineOrders = ['name', 'calls', 'unanswered', 'change'] as const;
export type LineOrder = (typeof lineOrders)[number];

export const asLineOrder = (text: string | null): LineOrder =>
  lineOrders.find((order) => order === text) ?? 'name';

const dayMs = 86_400_000;

/** The month before one, both `YYYY-MM`. */
export const monthBefore = (month: string): string =>
  new Date(Date.parse(`${month}-01T00:00:00Z`) - dayMs).toISOString().slice(0, 7);

/** Points by which the share unanswered rose since the month before; null where one of both is not told. */
export function riseOf(line: Pick<ReportSummary, 'coveredUnansweredRate' | 'coveredUnansweredRateBefore'>) {
  const { coveredUnansweredRate: now, coveredUnansweredRateBefore: before } = line;
  return now === null || before === null ? null : now - before;
}

const valueBy: { readonly [order in Exclude<LineOrder, 'name'>]: (line: ReportSummary) => number | null } = {
  calls: ({ presented }) => presented,
  unanswered: ({ coveredUnansweredRate }) => coveredUnansweredRate,
  change: riseOf,
};

/** The largest first; what is not told comes last, and equals stand by name, as the language of the page sorts. */
export function inOrder(order: LineOrder, locale: string): (a: ReportSummary, b: ReportSummary) => number {
  const byName = (a: ReportSummary, b: ReportSummary): number =>
    a.name.localeCompare(b.name, locale, { numeric: true }) || a.clinicId.localeCompare(b.clinicId);
  if (order === 'name') return byName;
  const value = (line: ReportSummary): number => valueBy[order](line) ?? Number.NEGATIVE_INFINITY;
  return (a, b) => {
    const [left, right] = [value(a), value(b)];
    return left === right ? byName(a, b) : right - left;
  };
}
