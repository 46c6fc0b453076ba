import type { MigrationInterface, QueryRunner } from 'typeorm';

const campaigns = `
-- What a clinic has its callers and its patients told, on its recorded order.
CREATE TABLE campaign (
  tenant_id text NOT NULL,
  campaign_id uuid NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  ended_at timestamptz(3),
  ended_by text,
  -- Everybody of the list is gone since, and what became of them is these sums.
  list_erased_at timestamptz(3),
  list_sums jsonb,
  PRIMARY KEY (tenant_id, campaign_id),
  CHECK ((list_erased_at IS NULL) = (list_sums IS NULL))
)`;

const orders = `
-- The clinic's order, version by version: a text is never changed.
CREATE TABLE campaign_order (
  tenant_id text NOT NULL,
  campaign_id uuid NOT NULL,
  version int NOT NULL CHECK (version > 0),
  at timestamptz(3) NOT NULL,
  by_id text COLLATE "C",
  by_name text NOT NULL,
  document jsonb NOT NULL,
  PRIMARY KEY (tenant_id, campaign_id, version)
)`;

const contacts = `
-- Whom a clinic has called for a campaign. Gone some time after its end.
CREATE TABLE campaign_contact (
  tenant_id text NOT NULL,
  campaign_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  -- Under every key that callers' numbers were hashed under.
  ani_hashes text[] COLLATE "C" NOT NULL,
  mask text,
  reference text,
  consents boolean NOT NULL,
  added_at timestamptz(3) NOT NULL,
  -- In a call that is gone.
  answer text COLLATE "C" CHECK (answer IN ('accepted', 'refused')),
  answered_at timestamptz(3),
  claimed_by text,
  claimed_by_id text COLLATE "C",
  claimed_at timestamptz(3),
  PRIMARY KEY (tenant_id, campaign_id, contact_id)
)`;

const notes = `
-- What events tell of campaigns, one row each.
CREATE TABLE campaign_note (
  tenant_id text NOT NULL,
  note_key uuid NOT NULL,
  -- As the event names it; NULL: it is about every campaign of the clinic.
  campaign_id text COLLATE "C",
  -- The call, or who was called.
  about uuid NOT NULL,
  of_call boolean NOT NULL,
  at timestamptz(3) NOT NULL,
  said text COLLATE "C" NOT NULL CHECK (said IN ('accepted', 'refused', 'notOffered', 'none', 'noAnswer', 'otherPerson',
    'wrongNumber', 'doNotCall', 'mayCall')),
  PRIMARY KEY (tenant_id, note_key)
)`;

const marks = `
-- Callers who do not want to be called for any campaign of a clinic: kept for good, whatever becomes of their calls.
CREATE TABLE do_not_call (
  tenant_id text NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  ani_hash text COLLATE "C" NOT NULL,
  marked_at timestamptz(3),
  lifted_at timestamptz(3),
  PRIMARY KEY (tenant_id, clinic_id, ani_hash)
)`;

const tables = ['campaign', 'campaign_order', 'campaign_contact', 'campaign_note', 'do_not_call'];

/** Campaigns of clinics: their order, their list, what was answered, and who is not to be called. */
export class Campaigns1796904000000 implements MigrationInterface {
  name = 'Campaigns1796904000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [campaigns, orders, contacts, notes, marks]) await runner.query(sql);
    await runner.query('CREATE INDEX campaign_note_of ON campaign_note (tenant_id, campaign_id, at)');
    await runner.query('CREATE INDEX campaign_note_about ON campaign_note (tenant_id, about)');
    await runner.query(`CREATE INDEX campaign_note_marks ON campaign_note (tenant_id, about)
      WHERE said IN ('doNotCall', 'mayCall')`);
    for (const table of tables) await runner.query('SELECT vigie_isolate($1)', [table]);
    await runner.query('GRANT SELECT, INSERT ON campaign, campaign_order, campaign_contact TO vigie_app');
    await runner.query('GRANT UPDATE, DELETE ON campaign, campaign_contact TO vigie_app');
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON campaign_note TO vigie_fold');
    await runner.query('GRANT SELECT ON campaign_note TO vigie_app');
    await runner.query('GRANT SELECT, INSERT, UPDATE ON do_not_call TO vigie_app, vigie_fold');
    await runner.query('GRANT SELECT, UPDATE, DELETE ON campaign_contact TO vigie_fold');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables.toReversed()) await runner.query(`DROP TABLE ${table}`);
  }
}
