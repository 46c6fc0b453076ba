import type { Instant } from '@vigie/calls';
import type { Month } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

/** What of a month is still under way. */
export type MonthState = {
  /** Events that are accepted and not folded yet. */
  readonly behind: number;
  /** Whether anybody answered a survey about a call of the month. */
  readonly answered: boolean;
  /** Whether satisfaction is told at all, and whether finally, for every way of asking. */
  readonly told: boolean;
  readonly toldFinally: boolean;
  /** Whether the publication knows of the month's answers, and since when some of them wait for it; null: none does. */
  readonly isNoted: boolean;
  readonly waitingSince: Instant | null;
};

export async function readMonthState(
  tx: EntityManager,
  tenantId: string,
  month: Month,
): Promise<MonthState | undefined> {
  const rows = await tx.query<MonthState[]>(
    `WITH told AS (
       SELECT DISTINCT ON (channel) status FROM satisfaction_period
       WHERE tenant_id = $1 AND month = $2::date AND months = 1 ORDER BY channel, version DESC)
     SELECT h.last - c.seq AS behind,
       EXISTS (SELECT FROM call_survey WHERE tenant_id = $1 AND month = $2::date AND counted AND items IS NOT NULL)
         AS answered,
       EXISTS (SELECT FROM told WHERE status <> 'running') AS told,
       coalesce((SELECT bool_and(status IN ('final', 'revised')) FROM told), false) AS "toldFinally",
       m.month IS NOT NULL AS "isNoted", ${msOf('m.waiting_since')} AS "waitingSince"
     FROM tenant_head h JOIN fold_cursor c USING (tenant_id)
       LEFT JOIN satisfaction_month m ON m.tenant_id = $1 AND m.month = $2::date
     WHERE h.tenant_id = $1`,
    [tenantId, `${month}-01`],
  );
  return rows[0];
}
