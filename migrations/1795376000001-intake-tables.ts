import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables whose rows belong to a tenant; each has its primary key begin with `tenant_id`. */
const tenantTables = [
  'tenant_head',
  'event_log',
  'event_key',
  'quarantine',
  'api_key',
  'settings_version',
  'directory',
  'source_state',
  'import_position',
] as const;

const roles = `
DO $$
DECLARE
  wanted text;
  settable text := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['vigie_app', 'vigie_fold'] LOOP
    -- Roles belong to the whole server: another database of ours may have made them, or be making them now.
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    IF NOT pg_has_role(current_user, wanted, settable) THEN
      EXECUTE format('GRANT %I TO %I', wanted, current_user);
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), wanted);
  END LOOP;
END $$`;

const tables = `
CREATE TABLE tenant (
  tenant_id text PRIMARY KEY,
  name text NOT NULL,
  timezone text NOT NULL DEFAULT 'Europe/Paris',
  locale text NOT NULL DEFAULT 'fr',
  demo boolean NOT NULL DEFAULT false,
  created_at timestamptz(3) NOT NULL
);

-- Its own table: an open fold must not block the door.
CREATE TABLE tenant_head (
  tenant_id text PRIMARY KEY REFERENCES tenant,
  last bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE event_log (
  tenant_id text NOT NULL,
  seq bigint NOT NULL,
  received_at timestamptz(3) NOT NULL,
  at timestamptz(3) NOT NULL,
  source text NOT NULL,
  type text NOT NULL,
  subject text NOT NULL,
  event_id text NOT NULL,
  sequence text,
  data jsonb NOT NULL,
  PRIMARY KEY (tenant_id, seq, received_at)
) PARTITION BY RANGE (received_at);

CREATE TABLE event_key (
  tenant_id text NOT NULL,
  day date NOT NULL,
  hash uuid NOT NULL,
  PRIMARY KEY (tenant_id, day, hash)
) PARTITION BY RANGE (day);

CREATE TABLE quarantine (
  tenant_id text NOT NULL,
  id uuid NOT NULL,
  first_at timestamptz(3) NOT NULL,
  last_at timestamptz(3) NOT NULL,
  times bigint NOT NULL DEFAULT 1,
  code text NOT NULL,
  message text NOT NULL,
  truncated boolean NOT NULL DEFAULT false,
  sealed bytea NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX quarantine_by_age ON quarantine (tenant_id, last_at);

CREATE TABLE api_key (
  tenant_id text NOT NULL REFERENCES tenant,
  key_id text NOT NULL,
  secret_hash bytea NOT NULL,
  source text NOT NULL,
  scopes text[] NOT NULL,
  created_at timestamptz(3) NOT NULL,
  revoked_at timestamptz(3),
  PRIMARY KEY (tenant_id, key_id)
);

CREATE TABLE settings_version (
  tenant_id text NOT NULL REFERENCES tenant,
  from_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL,
  document jsonb NOT NULL,
  PRIMARY KEY (tenant_id, from_at)
);

CREATE TABLE directory (
  tenant_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('clinic', 'queue', 'agent')),
  id text NOT NULL,
  name text NOT NULL,
  first_seen timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, kind, id)
);

CREATE TABLE source_state (
  tenant_id text NOT NULL,
  source text NOT NULL,
  last_event_at timestamptz(3),
  last_heartbeat_at timestamptz(3),
  offset_ms bigint,
  PRIMARY KEY (tenant_id, source)
);

-- How far a file has been read: state is the reader's own.
CREATE TABLE import_position (
  tenant_id text NOT NULL,
  source text NOT NULL,
  file text NOT NULL,
  position bigint NOT NULL,
  state jsonb NOT NULL DEFAULT '{}',
  updated_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, source, file)
);

CREATE TABLE event_log_other PARTITION OF event_log DEFAULT;
CREATE TABLE event_key_other PARTITION OF event_key DEFAULT`;

const isolate = `
CREATE FUNCTION vigie_isolate(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
  -- After a transaction the setting is the empty text rather than null.
  EXECUTE format(
    'CREATE POLICY own_tenant ON %I USING (tenant_id = nullif(current_setting(''app.tenant'', true), ''''))', name);
END $$;
REVOKE ALL ON FUNCTION vigie_isolate(text) FROM PUBLIC`;

/**
 * A month that rows of the default partition already belong to cannot get a partition of its own: it stays there.
 * The lock makes two that ask for the same month at once go one after the other; the second may still look into a
 * stale cache of the catalogue, and then learns from the failure that the table is there.
 */
const ensureMonth = `
CREATE FUNCTION vigie_ensure_month(parent text, month date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  first date := date_trunc('month', month)::date;
  next date := (date_trunc('month', month) + interval '1 month')::date;
  part text := format('%s_%s', parent, to_char(first, 'YYYY_MM'));
  bound text := CASE parent WHEN 'event_log' THEN ' 00:00:00+00' ELSE '' END;
BEGIN
  IF parent NOT IN ('event_log', 'event_key') THEN
    RAISE EXCEPTION 'no such partitioned table';
  END IF;
  IF to_regclass(quote_ident(part)) IS NOT NULL THEN
    RETURN true;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext(part));
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', part, parent);
  PERFORM vigie_isolate(part);
  EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
    parent, part, first || bound, next || bound);
  RETURN true;
EXCEPTION
  WHEN duplicate_table THEN RETURN true;
  WHEN check_violation THEN RETURN false;
END $$;
REVOKE ALL ON FUNCTION vigie_ensure_month(text, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vigie_ensure_month(text, date) TO vigie_app, vigie_fold`;

/** Nobody but the owner may change or take back what the log holds. */
const grants = `
GRANT SELECT ON tenant TO vigie_app, vigie_fold;
GRANT SELECT, UPDATE ON tenant_head TO vigie_app, vigie_fold;
GRANT SELECT, INSERT ON event_log, event_key TO vigie_app, vigie_fold;
GRANT SELECT, INSERT, UPDATE, DELETE ON quarantine TO vigie_app;
GRANT SELECT, INSERT, UPDATE ON quarantine TO vigie_fold;
GRANT SELECT, INSERT, UPDATE ON api_key TO vigie_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON settings_version TO vigie_app;
GRANT SELECT ON settings_version TO vigie_fold;
GRANT SELECT, INSERT, UPDATE ON directory, source_state TO vigie_app, vigie_fold;
GRANT SELECT, INSERT, UPDATE, DELETE ON import_position TO vigie_app;
-- Heads are numbers alone; the fold looks for the tenants that have something waiting in one query.
CREATE POLICY fold_looks_for_work ON tenant_head FOR SELECT TO vigie_fold USING (true)`;

/** Tenants and their keys, the event log with its keys, quarantine, settings, and what is known of sources. */
export class IntakeTables1795376000001 implements MigrationInterface {
  name = 'IntakeTables1795376000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [roles, tables, isolate, ensureMonth, grants]) await runner.query(sql);
    for (const table of [...tenantTables, 'event_log_other', 'event_key_other']) {
      await runner.query('SELECT vigie_isolate($1)', [table]);
    }
  }

  /** Roles stay: they may serve other databases of the same server. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${tenantTables.toReversed().join(', ')}, tenant`);
    await runner.query('DROP FUNCTION vigie_ensure_month(text, date), vigie_isolate(text)');
  }
}
