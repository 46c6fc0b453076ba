import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables whose rows belong to a tenant; each has its primary key begin with `tenant_id`. */
const tenantTables = ['fold_cursor', 'call', 'rollup', 'agent_day', 'source_restart', 'change'] as const;

/** Stored additive integers of a rollup row. A count of 0 is NULL: most are 0, and a short row is cheap to rewrite. */
const tallyColumns = [
  'offered',
  'answered',
  'abandoned',
  'short_abandoned',
  'ivr_abandoned',
  'blocked',
  'closed',
  'timeout_overflow',
  'voicemail',
  'callback_exit',
  'self_served',
  'system_failed',
  'unspecified',
  'unknown',
  'waiting',
  'greeting',
  'answered_outside_hours',
  'answered_waits',
  'answered_wait_ms',
  'abandoned_waits',
  'abandoned_wait_ms',
  'waits_known',
  'wait_ms',
  'greetings',
  'greeting_ms',
  'talks',
  'talk_ms',
  'talk_under_5s',
  'hold_ms',
  'held',
  'holds',
  'handled',
  'handle_ms',
  'wrap_ms',
  'transferred',
  'ring_no_answer',
  'rating_1',
  'rating_2',
  'rating_3',
  'rating_4',
  'rating_5',
  'busy_ms',
  'staffed_ms',
] as const;

const tables = `
CREATE TABLE fold_cursor (
  tenant_id text PRIMARY KEY,
  seq bigint NOT NULL DEFAULT 0,
  -- Settings that hold from this instant were changed, and what arrived since has not been folded again yet.
  stale_from timestamptz(3),
  -- Changes up to swept_seq are gone; those up to mark_seq were there at mark_at.
  swept_seq bigint NOT NULL DEFAULT 0,
  mark_seq bigint NOT NULL DEFAULT 0,
  mark_at timestamptz(3)
) WITH (fillfactor = 50);

CREATE TABLE call (
  tenant_id text NOT NULL,
  call_key uuid NOT NULL,
  source text NOT NULL,
  call_id text NOT NULL,
  seq bigint NOT NULL,
  arrived_at timestamptz(3) NOT NULL,
  first_at timestamptz(3) NOT NULL,
  last_at timestamptz(3) NOT NULL,
  decided_at timestamptz(3),
  ended_at timestamptz(3),
  open boolean NOT NULL,
  counted boolean NOT NULL,
  phase text NOT NULL,
  outcome text,
  sub_code text,
  clinic_id text,
  team_id text,
  queue_id text,
  language text,
  reason text,
  agents text[] NOT NULL,
  queues text[] NOT NULL,
  ani_hash text,
  offered boolean NOT NULL,
  short_abandoned boolean NOT NULL,
  wait_ms bigint,
  talk_ms bigint,
  hold_ms bigint,
  wrap_ms bigint,
  ignored_facts bigint,
  facts text NOT NULL,
  PRIMARY KEY (tenant_id, call_key)
) WITH (fillfactor = 85, toast_tuple_target = 8160);
CREATE INDEX call_by_arrival ON call (tenant_id, arrived_at);
CREATE INDEX call_by_clinic ON call (tenant_id, clinic_id, arrived_at);
CREATE INDEX call_by_caller ON call (tenant_id, ani_hash, arrived_at) WHERE ani_hash IS NOT NULL;
CREATE INDEX call_open ON call (tenant_id, call_key) WHERE open;

CREATE TABLE rollup (
  tenant_id text NOT NULL,
  cuboid text COLLATE "C" NOT NULL,
  key1 text COLLATE "C" NOT NULL,
  key2 text COLLATE "C" NOT NULL,
  bucket timestamptz(3) NOT NULL,
  ${tallyColumns.map((name) => `${name} bigint`).join(',\n  ')},
  bins int[] NOT NULL,
  PRIMARY KEY (tenant_id, cuboid, key1, key2, bucket)
) WITH (fillfactor = 85, toast_tuple_target = 8160);

CREATE TABLE agent_day (
  tenant_id text NOT NULL,
  agent_id text COLLATE "C" NOT NULL,
  day date NOT NULL,
  seq bigint NOT NULL,
  facts text NOT NULL,
  legs text NOT NULL,
  opening text NOT NULL,
  PRIMARY KEY (tenant_id, agent_id, day)
) WITH (fillfactor = 70, toast_tuple_target = 8160);
CREATE INDEX agent_day_by_day ON agent_day (tenant_id, day);

CREATE TABLE source_restart (
  tenant_id text NOT NULL,
  source text NOT NULL,
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, source, at)
);

CREATE TABLE change (
  tenant_id text NOT NULL,
  seq bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('call', 'agent', 'source', 'settings')),
  key text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, seq, kind, key)
)`;

/** Sums a list of bins (code, count, code, count …) by code, so that it does not grow without bound. */
const sumBins = `
CREATE FUNCTION vigie_sum_bins(bins int[]) RETURNS int[] LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT coalesce(array_agg(part.value ORDER BY summed.code, part.place), '{}')
  FROM (
    SELECT bins[i] AS code, sum(bins[i + 1])::int AS n
    FROM generate_series(1, cardinality(bins) - 1, 2) AS i GROUP BY 1 HAVING sum(bins[i + 1]) <> 0
  ) AS summed, LATERAL (VALUES (1, summed.code), (2, summed.n)) AS part(place, value)
$$`;

const grants = `
GRANT SELECT ON call, rollup, agent_day, source_restart, change TO vigie_app;
GRANT SELECT, INSERT, UPDATE ON fold_cursor TO vigie_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON fold_cursor, call, rollup, agent_day, source_restart, change TO vigie_fold;
-- Cursors are numbers alone; the fold looks for the tenants that have something waiting in one query.
CREATE POLICY fold_looks_for_work ON fold_cursor FOR SELECT TO vigie_fold USING (true)`;

/** What the fold keeps: its place in the log, calls, rollups, agents' days, and what the live board must hear of. */
export class FoldTables1795376000002 implements MigrationInterface {
  name = 'FoldTables1795376000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [tables, sumBins, grants]) await runner.query(sql);
    for (const table of tenantTables) await runner.query('SELECT vigie_isolate($1)', [table]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${tenantTables.toReversed().join(', ')}`);
    await runner.query('DROP FUNCTION vigie_sum_bins(int[])');
  }
}
