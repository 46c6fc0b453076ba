import type { MigrationInterface, QueryRunner } from 'typeorm';

const table = `
-- Messages to be sent and what became of them. The address goes when the sending is settled.
CREATE TABLE delivery (
  tenant_id text NOT NULL,
  message_id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  topic text COLLATE "C" NOT NULL,
  about jsonb NOT NULL,
  -- As its kind keeps it: a patient's is encrypted.
  address bytea,
  attempts int NOT NULL DEFAULT 0,
  created_at timestamptz(3) NOT NULL,
  -- NULL once it is settled; while it is tried, the end of the lease.
  due_at timestamptz(3),
  give_up_at timestamptz(3) NOT NULL,
  outcome text CHECK (outcome IN ('delivered', 'handed_over', 'refused', 'given_up', 'cancelled')),
  settled_at timestamptz(3),
  PRIMARY KEY (tenant_id, message_id),
  CHECK ((outcome IS NULL) = (due_at IS NOT NULL)),
  CHECK (outcome IS NULL OR address IS NULL)
)`;

const indexes = [
  'CREATE INDEX delivery_due ON delivery (tenant_id, due_at) WHERE due_at IS NOT NULL',
  'CREATE INDEX delivery_topic ON delivery (tenant_id, kind, topic)',
  'CREATE INDEX delivery_settled ON delivery (tenant_id, kind, settled_at) WHERE settled_at IS NOT NULL',
];

/** What waits goes on waiting, tried as often as it was; of what is settled, only reports told anybody. */
const invitations = `
INSERT INTO delivery (tenant_id, message_id, kind, topic, about, address, attempts, created_at, due_at, give_up_at)
SELECT tenant_id, invitation_id, 'survey invitation', '', '{}', sealed_address, attempts, created_at, due_at,
  created_at + interval '3 days'
FROM survey_invitation
WHERE tenant_id = $1 AND state = 'waiting' AND sealed_address IS NOT NULL AND due_at IS NOT NULL
RETURNING 1`;

const mailings = `
INSERT INTO delivery (tenant_id, message_id, kind, topic, about, address, attempts, created_at, due_at, give_up_at,
  outcome, settled_at)
SELECT tenant_id,
  regexp_replace(format('report-%s-%s-%s-%s-%s', tenant_id, clinic_id, month, version, recipient), '[^A-Za-z0-9_-]', '_', 'g'),
  'monthly report', month,
  jsonb_build_object('clinicId', clinic_id, 'month', month, 'version', version, 'recipient', recipient),
  CASE WHEN outcome IS NULL THEN convert_to(address, 'UTF8') END, attempts, next_at,
  CASE WHEN outcome IS NULL THEN next_at END, next_at + interval '3 days',
  CASE outcome WHEN 'accepted' THEN 'delivered' ELSE outcome END, CASE WHEN outcome IS NOT NULL THEN next_at END
FROM report_mailing WHERE tenant_id = $1
RETURNING 1`;

const oldTable = `
CREATE TABLE report_mailing (
  tenant_id text NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  version int NOT NULL,
  recipient int NOT NULL,
  address text,
  attempts int NOT NULL DEFAULT 0,
  next_at timestamptz(3) NOT NULL,
  outcome text CHECK (outcome IN ('accepted', 'refused', 'given_up')),
  PRIMARY KEY (tenant_id, clinic_id, month, version, recipient)
)`;

const oldIndexes = [
  'CREATE INDEX report_mailing_due ON report_mailing (tenant_id, next_at) WHERE outcome IS NULL',
  `CREATE INDEX survey_invitation_due ON survey_invitation (tenant_id, due_at) WHERE state = 'waiting'`,
];

/** Does something as each tenant in turn: row-level security binds the owner too. */
async function asEachTenant(runner: QueryRunner, statements: readonly string[]): Promise<void> {
  const tenants = (await runner.query('SELECT tenant_id AS id FROM tenant')) as { readonly id: string }[];
  for (const { id } of tenants) {
    await runner.query(`SET LOCAL app.tenant = '${id.replaceAll("'", "''")}'`);
    for (const sql of statements) await runner.query(sql, [id]);
  }
}

/** One outbox for invitations, reports and whatever else is sent. */
export class OneOutbox1795900400001 implements MigrationInterface {
  name = 'OneOutbox1795900400001';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [table, ...indexes]) await runner.query(sql);
    await runner.query(`SELECT vigie_isolate('delivery')`);
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON delivery TO vigie_app');
    await asEachTenant(runner, [invitations, mailings]);
    await runner.query(
      'ALTER TABLE survey_invitation DROP COLUMN sealed_address, DROP COLUMN attempts, DROP COLUMN due_at',
    );
    await runner.query('DROP TABLE report_mailing');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(oldTable);
    await runner.query(
      `ALTER TABLE survey_invitation ADD COLUMN sealed_address bytea, ADD COLUMN attempts bigint NOT NULL DEFAULT 0,
         ADD COLUMN due_at timestamptz(3), ADD CHECK (state = 'waiting' OR sealed_address IS NULL)`,
    );
    for (const sql of oldIndexes) await runner.query(sql);
    await runner.query(`SELECT vigie_isolate('report_mailing')`);
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON report_mailing TO vigie_app');
    await asEachTenant(runner, [
      `UPDATE survey_invitation i SET sealed_address = d.address, attempts = d.attempts, due_at = d.due_at
       FROM delivery d WHERE i.tenant_id = $1 AND d.tenant_id = $1 AND i.invitation_id = d.message_id
         AND i.state = 'waiting' AND d.outcome IS NULL`,
      `INSERT INTO report_mailing (tenant_id, clinic_id, month, version, recipient, address, attempts, next_at, outcome)
       SELECT tenant_id, about->>'clinicId', topic, (about->>'version')::int, (about->>'recipient')::int,
         convert_from(address, 'UTF8'), attempts, coalesce(due_at, settled_at),
         CASE outcome WHEN 'delivered' THEN 'accepted' WHEN 'handed_over' THEN 'accepted' WHEN 'cancelled' THEN 'given_up'
           ELSE outcome END
       FROM delivery WHERE tenant_id = $1 AND kind = 'monthly report' RETURNING 1`,
    ]);
    await runner.query('DROP TABLE delivery');
  }
}
