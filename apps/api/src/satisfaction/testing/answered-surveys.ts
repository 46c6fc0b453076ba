import { createHash } from 'node:crypto';

import type { Database } from '../../platform/database';

/** An answer as a spec tells it: of a clinic's call, with its values by item. */
export type SpecAnswer = {
  readonly call: string;
  readonly clinicId: string;
  /** ISO instant of the call. */
  readonly at: string;
  readonly items: Readonly<Record<string, number>>;
  readonly channel?: string;
  readonly waitMs?: number;
  readonly held?: boolean;
  readonly transferred?: boolean;
  readonly appointment?: boolean | null;
  readonly reason?: string;
  readonly language?: string;
  readonly queueId?: string;
};

const insertSql = `INSERT INTO call_survey (tenant_id, call_key, channel, month, arrived_at, counted, clinic_id, queue_id,
  reason, language, outcome, wait_ms, held, transferred, appointment, invited_at, delivered_at, answered_at, items, seq)
SELECT $1, (r->>'callKey')::uuid, r->>'channel', date_trunc('month', (r->>'at')::timestamptz AT TIME ZONE 'Europe/Paris'),
  (r->>'at')::timestamptz, true, r->>'clinicId', r->>'queueId', r->>'reason', r->>'language', 'answered',
  (r->>'waitMs')::bigint, (r->>'held')::boolean, (r->>'transferred')::boolean, (r->>'appointment')::boolean,
  (r->>'at')::timestamptz, (r->>'at')::timestamptz, (r->>'at')::timestamptz, r->'items', $3
FROM jsonb_array_elements($2::jsonb) r
ON CONFLICT (tenant_id, call_key, channel) DO UPDATE SET items = EXCLUDED.items, clinic_id = EXCLUDED.clinic_id,
  seq = EXCLUDED.seq`;

/** The key under which a spec's call is stored. */
export const callKeyOf = (call: string): string => {
  const hex = createHash('md5').update(call).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

const defaults = { channel: 'sms', waitMs: 10_000, held: false, transferred: false, appointment: null };

/** Writes answers as a fold would, and moves the tenant's place in its log. */
export async function answerSurveys(
  database: Database,
  tenantId: string,
  answers: readonly SpecAnswer[],
): Promise<void> {
  const rows = answers.map((answer) => ({ ...defaults, ...answer, callKey: callKeyOf(answer.call) }));
  await database.withTenant(
    tenantId,
    async (tx) => {
      const seq = await nextPlace(tx, tenantId);
      await tx.query(insertSql, [tenantId, JSON.stringify(rows), seq]);
    },
    'fold',
  );
}

/** Takes answers back. */
export async function takeBack(
  database: Database,
  tenantId: string,
  calls: readonly string[],
): Promise<void> {
  await database.withTenant(
    tenantId,
    async (tx) => {
      await nextPlace(tx, tenantId);
      await tx.query(
        `WITH removed AS (
           DELETE FROM call_survey WHERE tenant_id = $1 AND call_key = ANY($2::uuid[]) RETURNING month)
         INSERT INTO satisfaction_touched (tenant_id, month) SELECT DISTINCT $1, month FROM removed`,
        [tenantId, calls.map(callKeyOf)],
      );
    },
    'fold',
  );
}

type SpecTx = Parameters<Parameters<Database['withTenant']>[1]>[0];

async function nextPlace(tx: SpecTx, tenantId: string): Promise<number> {
  const [row] = await tx.query<{ seq: number }[]>(
    `INSERT INTO fold_cursor AS c (tenant_id, seq) VALUES ($1, 1)
     ON CONFLICT (tenant_id) DO UPDATE SET seq = c.seq + 1 RETURNING seq`,
    [tenantId],
  );
  return Number(row?.seq ?? 0);
}
