import { afterAll, beforeAll } from '@jest/globals';
import type { EntityManager } from 'typeorm';

import type { NewEvent } from '../../event-log/logged-event';
import type { Clock } from '../../platform/clock';
import { type Asker, createTestDatabase, type TestDatabase } from '../../platform/testing/test-database';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { agentDayTable } from '../agent-day-store';
import { callTable } from '../call-row-store';
import { callSurveyTable } from '../call-survey-store';
import { obligationTable } from '../obligation-columns';
import { rollupTable } from '../rollup-store';
import { createFoldKit, type FoldKit } from './fold-kit';

/** Opens, for the tests of a `describe`, a database of their own with the fold on it, and drops it after them. */
export function foldUnderTest(clock: Clock) {
  let test: TestDatabase;
  let kit: FoldKit;
  let tenants = 0;
  beforeAll(async () => {
    test = await createTestDatabase();
    kit = createFoldKit(test.database, clock);
  });
  afterAll(() => test.drop());

  return {
    get kit(): FoldKit {
      return kit;
    },
    get database(): TestDatabase['database'] {
      return test.database;
    },
    /** As the superuser: what no part of the product may do. */
    asAdministrator: <T>(work: (tx: Asker) => Promise<T>): Promise<T> => test.asAdministrator(work),
    /** Makes a tenant that nothing has happened to, and gives its id. */
    newTenant: async (): Promise<string> => {
      const tenantId = `t${(tenants += 1)}`;
      await createTestTenant(test.database, tenantId);
      return tenantId;
    },
    /** Puts events into the log and folds to its end. */
    take: async (tenantId: string, events: readonly NewEvent[]): Promise<void> => {
      await kit.append(tenantId, events);
      await kit.projector.foldNow(tenantId);
    },
    /** The rows of a question as the tenant, who is its `$1`. */
    asked: <Row>(tenantId: string, sql: string, ...parameters: readonly unknown[]): Promise<Row[]> =>
      test.database.withTenant(tenantId, (tx) => tx.query<Row[]>(sql, [tenantId, ...parameters])),
    /** Everything that is folded of a tenant. */
    figures: (tenantId: string) => test.database.withTenant(tenantId, (tx) => storedFigures(tx, tenantId)),
  };
}

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
