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
