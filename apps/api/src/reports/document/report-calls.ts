import type { ReportCalls, ReportDocument, TableBlock } from '@vigie/contracts';
import { rangeOfMonth } from '@vigie/metrics';

import type { Scene } from './scene';

/**
 * The calls that a number of a report counts: of its clinic and month, by the clinic's own clock; none for a number
 * that is 0. They are listed as they are known now: a report that is behind them is about to be revised.
 */
export function callsOf(
  { figures: { month, timezone, clinic } }: Pick<Scene, 'figures'>,
  count: string,
  n: number,
  coveredOnly = false,
): ReportCalls | null {
  if (n === 0) return null;
  const { start, end } = rangeOfMonth(month, timezone);
  const [from, to] = [start, end].map((at) => new Date(at).toISOString()) as [string, string];
  return { count, clinicId: clinic.id, from, to, coveredOnly };
}

/** The field of a figure that has such calls. */
export const opening = (calls: ReportCalls | null): { readonly calls?: ReportCalls } =>
  calls === null ? {} : { calls };

/** A report that leads to no call, for who opened it without an account. */
export function withoutCalls(report: ReportDocument): ReportDocument {
  const pages = report.pages.map((page) => ({ ...page, blocks: page.blocks.map(unlinked) }));
  return { ...report, pages };
}

type Block = ReportDocument['pages'][number]['blocks'][number];

function unlinked(block: Block): Block {
  if (block.kind === 'figures')
    return { ...block, figures: block.figures.map(({ calls: _, ...figure }) => figure) };
  return block.kind === 'table' ? unlinkedTable(block) : block;
}

const unlinkedTable = ({ rowCalls: _, ...table }: TableBlock): TableBlock => table;
