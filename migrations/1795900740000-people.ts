import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['person', 'membership', 'session', 'access_link', 'sign_in_pace', 'access_state'] as const;

const people = `
-- Who may sign in. An address belongs to one person of a tenant at a time; who left keeps the row, since past acts name it.
CREATE TABLE person (
  tenant_id text NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  -- In small letters.
  email text COLLATE "C" NOT NULL,
  name text NOT NULL,
  language text NOT NULL,
  agent_id text COLLATE "C",
  -- Argon2id; NULL until the invitation is accepted.
  password_hash text,
  created_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  PRIMARY KEY (tenant_id, person_id)
);
CREATE UNIQUE INDEX person_email ON person (tenant_id, email) WHERE ended_at IS NULL`;

const memberships = `
-- What a person is, and of what: never changed, only ended.
CREATE TABLE membership (
  tenant_id text NOT NULL,
  membership_id text COLLATE "C" NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL
    CHECK (role IN ('administrator', 'supervisor', 'manager', 'secretary', 'reviewer', 'officer')),
  scope jsonb NOT NULL,
  since timestamptz(3) NOT NULL,
  -- NULL: by the command line.
  given_by text COLLATE "C",
  ended_at timestamptz(3),
  PRIMARY KEY (tenant_id, membership_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person ON DELETE CASCADE
);
CREATE UNIQUE INDEX membership_held ON membership (tenant_id, person_id, role) WHERE ended_at IS NULL`;

const sessions = `
-- A browser that somebody signed in with: known by the hash of its token alone.
CREATE TABLE session (
  tenant_id text NOT NULL,
  session_id text COLLATE "C" NOT NULL,
  token_hash bytea NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  label text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  PRIMARY KEY (tenant_id, session_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person ON DELETE CASCADE
);
CREATE INDEX session_person ON session (tenant_id, person_id) WHERE ended_at IS NULL`;

const links = `
-- Opens once: to choose a first password, or another one.
CREATE TABLE access_link (
  tenant_id text NOT NULL,
  link_id text COLLATE "C" NOT NULL,
  token_hash bytea NOT NULL,
  purpose text COLLATE "C" NOT NULL CHECK (purpose IN ('invitation', 'reset')),
  person_id text COLLATE "C" NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  used_at timestamptz(3),
  PRIMARY KEY (tenant_id, link_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person ON DELETE CASCADE
)`;

const pace = `
-- How fast passwords are tried for a name, whether anybody has it or not: until when the next try is counted.
CREATE TABLE sign_in_pace (
  tenant_id text NOT NULL,
  name_hash bytea NOT NULL,
  free_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, name_hash)
);
-- Grows with every change of who may what, so that each process sees that there was one.
CREATE TABLE access_state (
  tenant_id text PRIMARY KEY,
  version bigint NOT NULL
)`;

/** People, what they are, how they come in, and the sessions they hold. */
export class People1795900740000 implements MigrationInterface {
  name = 'People1795900740000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [people, memberships, sessions, links, pace]) await runner.query(sql);
    for (const table of tables) {
      await runner.query('SELECT vigie_isolate($1)', [table]);
      await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO vigie_app`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables.toReversed()) await runner.query(`DROP TABLE ${table}`);
  }
}
