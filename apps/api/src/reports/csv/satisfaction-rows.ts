import type { Estimate, SatisfactionAnswer, SatisfactionCell } from '@vigie/contracts';

import type { ReportFigures } from '../figures/report-figures';
import type { CsvRow } from './call-rows';

/** The rows of everything that is told of satisfaction; what is hidden is one row that says why. */
export function satisfactionRows({ satisfaction }: ReportFigures): CsvRow[] {
  if (satisfaction === null) return [];
  const { answer, before, yearBefore, months, drivers, peers } = satisfaction;
  const rows = [
    ...cellRows('satisfaction', periodName(answer), answer.total),
    ...(before === null ? [] : cellRows('satisfaction-before', periodName(before), before.total)),
    ...(yearBefore === null
      ? []
      : cellRows('satisfaction-year-before', periodName(yearBefore), yearBefore.total)),
    ...drivers.flatMap(({ by, cells }) =>
      cells.flatMap((cell) => cellRows(`by-${by}`, cell.key ?? '', cell)),
    ),
    ...months.map(({ month, csat, n }): CsvRow => ({
      block: 'trend',
      item: 'csat',
      detail: month,
      value: csat,
      unit: 'share',
      n,
    })),
    ...funnelRows(answer),
  ];
  if (peers !== null)
    rows.push({
      block: 'peers',
      item: 'csat',
      detail: `median of ${peers.clinics} clinics`,
      value: peers.median,
      unit: 'share',
      n: peers.n,
    });
  return rows;
}

const periodName = ({ month, months, surveyChannel }: SatisfactionAnswer): string =>
  [month, `${months} mo`, surveyChannel ?? ''].join(' ').trim();

function cellRows(block: string, detail: string, cell: SatisfactionCell): CsvRow[] {
  if (cell.suppressed !== null)
    return [{ block, item: `suppressed:${cell.suppressed}`, detail, value: null, unit: 'answers' }];
  const told = (item: string, estimate: Estimate, unit: CsvRow['unit'], n: number | null): CsvRow => ({
    block,
    item,
    detail,
    value: estimate.value,
    unit,
    n,
    low: estimate.low,
    high: estimate.high,
  });
  const rows = cell.items.flatMap((item): CsvRow[] => [
    { block, item: `${item.itemId}.n`, detail, value: item.n, unit: 'answers' },
    ...item.distribution.map(({ value, count }): CsvRow => ({
      block,
      item: `${item.itemId}.${value}`,
      detail,
      value: count,
      unit: 'answers',
      n: item.n,
    })),
    told(`${item.itemId}.favourable`, item.favourable, 'share', item.n),
    told(`${item.itemId}.mean`, item.mean, 'mark', item.n),
    told(`${item.itemId}.score100`, item.score100, 'score', item.n),
    ...(item.netPromoter === null ? [] : [told(`${item.itemId}.nps`, item.netPromoter, 'points', item.n)]),
  ]);
  return cell.score100 === null ? rows : [...rows, told('score100', cell.score100, 'score', cell.n)];
}

function funnelRows({ funnel }: SatisfactionAnswer): CsvRow[] {
  if (funnel === null) return [];
  const { eligible, invited, delivered, answered } = funnel;
  return Object.entries({ eligible, invited, delivered, answered }).map(([item, value]) => ({
    block: 'response',
    item,
    value,
    unit: 'calls',
  }));
}
