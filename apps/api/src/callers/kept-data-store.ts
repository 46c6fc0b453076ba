import type { MyData, RetentionPreview } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

/** Of how many days what an agent did is kept, the first and the last of them. */
export type KeptAgentDays = Readonly<{ days: number; from: string | null; to: string | null }>;

export async function keptAgentDays(
  tx: EntityManager,
  tenantId: string,
  agentId: string,
): Promise<KeptAgentDays> {
  const [row] = await tx.query<KeptAgentDays[]>(
    `SELECT count(*) AS days, min(day)::text AS "from", max(day)::text AS "to"
     FROM agent_day WHERE tenant_id = $1 AND agent_id = $2`,
    [tenantId, agentId],
  );
  return row ?? { days: 0, from: null, to: null };
}

/** How much somebody keeps for themselves. */
export async function countOwn(
  tx: EntityManager,
  tenantId: string,
  personId: string,
): Promise<MyData['own']> {
  const [row] = await tx.query<MyData['own'][]>(
    `SELECT (SELECT count(*) FROM history_view WHERE tenant_id = $1 AND person_id = $2) AS views,
       (SELECT count(*) FROM history_mailing WHERE tenant_id = $1 AND person_id = $2) AS mailings`,
    [tenantId, personId],
  );
  return row ?? { views: 0, mailings: 0 };
}

/** From when on each is kept: instants in ms, and a date of the centre. */
export type KeptFrom = Readonly<{ calls: number; agentDays: string; audit: number }>;

/** How much there is of before. */
export async function countOlder(
  tx: EntityManager,
  tenantId: string,
  { calls, agentDays, audit }: KeptFrom,
): Promise<RetentionPreview> {
  const [row] = await tx.query<RetentionPreview[]>(
    `SELECT
       (SELECT count(*) FROM call WHERE tenant_id = $1 AND arrived_at < to_timestamp($2 / 1000.0)) AS calls,
       (SELECT count(*) FROM agent_day WHERE tenant_id = $1 AND day < $3::date) AS "agentDays",
       (SELECT count(*) FROM audit_entry WHERE tenant_id = $1 AND at < to_timestamp($4 / 1000.0)) AS "auditEntries"`,
    [tenantId, calls, agentDays, audit],
  );
  return row ?? { calls: 0, agentDays: 0, auditEntries: 0 };
}
