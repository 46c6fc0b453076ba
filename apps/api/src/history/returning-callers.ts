import type { History } from '@vigie/contracts';
import type { TimeRange } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import type { Viewer } from '../access/viewer';
import { longestNarrowMs } from '../metrics/metrics-question';
import { askedOfOwed } from '../metrics/owed-query';
import { readReturnFigures } from '../metrics/return-query';
import { planTime } from '../metrics/time-plan';
import type { AskedHistory } from './history-questions';

/** How callers came back in a range, and in what it is compared with: as `GET /api/v1/metrics?returns=true` tells it. */
export async function readReturningCallers(
  tx: EntityManager,
  { scope }: Pick<Viewer, 'scope'>,
  { frame, question, asked, settings, now }: AskedHistory,
): Promise<History['returns']> {
  const callers = askedOfOwed({ ...asked, by: 'none' }, scope);
  const { range, compared } = frame;
  if (callers === null || [range, compared].some((one) => one !== null && isLong(one))) return null;
  const numbersOf = async ({ start, end }: TimeRange) => {
    const plan = planTime({ ...question, from: start, to: end, interval: 'all' });
    return (await readReturnFigures(tx, settings, { ...callers, scope, plan, now })).total();
  };
  return { now: await numbersOf(range), before: compared === null ? null : await numbersOf(compared) };
}

const isLong = ({ start, end }: TimeRange): boolean => end - start > longestNarrowMs;
