import { satisfactionDimensions, type MetricsAnswer, type SatisfactionAnswer } from '@vigie/contracts';
import type { AnswerLot, FigureMakeup } from '@vigie/metrics';

import type { TestServer } from '../../testing/test-server';

/** Everything an outsider was told of *overall*, by a name of what was asked, when, and of which part. */
export type Collected = ReadonlyMap<string, readonly number[]>;

const dimensionsOf = (status: SatisfactionAnswer['status']) =>
  status === 'final' || status === 'revised' ? satisfactionDimensions : (['none'] as const);

/** Asks everything that can be asked of a month over HTTP: each clinic and all, each dimension, and the metrics. */
export async function collect(
  server: Pick<TestServer, 'url' | 'ask'>,
  tenant: string,
  asked: {
    readonly month: string;
    readonly clinics: readonly string[];
    readonly range: string;
    readonly when: string;
  },
): Promise<Collected> {
  const { month, clinics, range, when } = asked;
  const found = new Map<string, readonly number[]>();
  const read = async <T>(path: string): Promise<T> =>
    (await (await server.ask(`${server.url}/api/v1/${path}&tenant=${tenant}`)).json()) as T;
  const keep = (name: string, counts: readonly (number | null)[]): void => {
    const known = counts.flatMap((count) => count ?? []);
    if (known.length === 5) found.set(`${when} ${name}`, known);
  };
  for (const clinic of [undefined, ...clinics]) {
    const of = `satisfaction?month=${month}${clinic === undefined ? '' : `&clinicId=${clinic}`}`;
    const { status } = await read<SatisfactionAnswer>(of);
    for (const by of dimensionsOf(status)) {
      const answer = await read<SatisfactionAnswer>(`${of}&by=${by}`);
      for (const cell of [answer.total, ...answer.cells]) {
        const overall = cell.items.find(({ itemId }) => itemId === 'overall');
        keep(
          `${month} ${clinic ?? 'all'} ${by} ${cell.key}`,
          overall?.distribution.map(({ count }) => count) ?? [],
        );
      }
    }
  }
  const metrics = await read<MetricsAnswer>(`metrics?${range}`);
  const { rating1, rating2, rating3, rating4, rating5 } = metrics.total.counts;
  keep(`${month} metrics`, [rating1, rating2, rating3, rating4, rating5]);
  return found;
}

/** Answers that came together from one clinic's calls of a month with the same traits. */
export type AnswerGroup = { readonly clinicId: string; readonly month: string; readonly size: number };

/** The value that marks a group in the tenant in which it is marked; 1 is for everybody else. */
export const marksPerTenant = 4;
export const markOf = (group: number, tenant: number): number =>
  Math.floor(group / marksPerTenant) === tenant ? 2 + (group % marksPerTenant) : 1;

/**
 * How many answers of each group are in each figure: what is told does not depend on what was answered, so the same
 * story with another group marked in each tenant shows which answers a figure is made of.
 */
export function makeups(
  tenants: readonly Collected[],
  groups: readonly AnswerGroup[],
): ReadonlyMap<string, readonly number[]> {
  const names = new Set(tenants.flatMap((collected) => [...collected.keys()]));
  return new Map(
    [...names].map((name) => [
      name,
      groups.map((_, group) => {
        const counts = tenants[Math.floor(group / marksPerTenant)]?.get(name);
        if (counts === undefined) throw new Error(`not the same story in every tenant: ${name}`);
        return counts[1 + (group % marksPerTenant)] ?? 0;
      }),
    ]),
  );
}

/** The attack's view: groups that are in the same figures are one lot. */
export function asAttack(
  figures: readonly (readonly number[])[],
  groups: readonly AnswerGroup[],
  isHidden: (group: AnswerGroup) => boolean,
): { readonly figures: readonly FigureMakeup[]; readonly lots: readonly AnswerLot[] } {
  const placeOf = (group: AnswerGroup): string | null =>
    isHidden(group) ? `${group.clinicId} ${group.month}` : null;
  const share = (figure: readonly number[], group: number): number =>
    (figure[group] ?? 0) / (groups[group]?.size ?? 1);
  const alike = Map.groupBy(groups.keys(), (group) =>
    JSON.stringify([
      figures.map((figure) => share(figure, group)),
      placeOf(groups[group] ?? { clinicId: '', month: '', size: 0 }),
    ]),
  );
  const lots = [...alike.values()];
  return {
    lots: lots.map((members) => ({
      count: members.reduce((sum, group) => sum + (groups[group]?.size ?? 0), 0),
      place: placeOf(groups[members[0] ?? 0] ?? { clinicId: '', month: '', size: 0 }),
    })),
    figures: figures.map((figure) => lots.map(([first = 0]) => share(figure, first))),
  };
}
