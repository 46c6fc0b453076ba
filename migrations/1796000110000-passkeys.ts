import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['passkey', 'used_challenge'] as const;

const passkeys = `
-- Keys of people that sign in by themselves (WebAuthn): the public half of each.
CREATE TABLE passkey (
  tenant_id text NOT NULL,
  passkey_id text COLLATE "C" NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  -- What the browser calls it, base64url.
  credential_id text COLLATE "C" NOT NULL,
  -- The host name that it was made for.
  rp_id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  -- COSE.
  public_key bytea NOT NULL,
  -- How often it says that it was used; 0 for ever where it does not count.
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  created_at timestamptz(3) NOT NULL,
  last_used_at timestamptz(3),
  PRIMARY KEY (tenant_id, passkey_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person ON DELETE CASCADE
);
CREATE UNIQUE INDEX passkey_credential ON passkey (tenant_id, credential_id);
CREATE INDEX passkey_person ON passkey (tenant_id, person_id);
-- Challenges that were answered, until they would have run out: each is answered once.
CREATE TABLE used_challenge (
  tenant_id text NOT NULL,
  challenge_hash bytea NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, challenge_hash)
)`;

/** Passkeys of people. */
export class Passkeys1796000110000 implements MigrationInterface {
  name = 'Passkeys1796000110000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(passkeys);
    for (const table of tables) {
      await runner.query('SELECT vigie_isolate($1)', [table]);
      await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO vigie_app`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}
