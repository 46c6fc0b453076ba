import type { EntityManager } from 'typeorm';

import { agentDayTable } from '../agent-day-store';
import { callTable } from '../call-row-store';
import { callSurveyTable } from '../call-survey-store';
import { obligationTable } from '../obligation-columns';
import { rollupTable } from '../rollup-store';

/**
 * Everything the fold keeps of a tenant (calls, rollups, agents' days, what callers are owed), as lines that are equal exactly when what is
 * kept means the same. A call's `seq` is left out: it says which event came last, which is the order of arrival.
 */
export async function storedFigures(tx: EntityManager, tenantId: string): Promise<string[]> {
  const lines: string[] = [];
  for (const { name, compared } of [
    callTable,
    callSurveyTable,
    rollupTable,
    agentDayTable,
    obligationTable,
  ]) {
    const rows = await tx.query<{ line: string }[]>(
      `SELECT (to_jsonb(t) - '{tenant_id,seq}'::text[])::text AS line FROM (${compared?.sql(name)}) t ORDER BY 1`,
      [tenantId],
    );
    lines.push(...rows.map(({ line }) => `${name} ${line}`));
  }
  return lines;
}
