import type { MigrationInterface, QueryRunner } from 'typeorm';

const table = `
-- As whom an identity provider knows a person: its own name for them, which never changes nor is given again.
CREATE TABLE person_identity (
  tenant_id text NOT NULL,
  issuer text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  linked_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, issuer, subject),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person ON DELETE CASCADE
);
CREATE INDEX person_identity_person ON person_identity (tenant_id, person_id)`;

/** People who come in by the identity provider of their organisation. */
export class PersonIdentities1796000120000 implements MigrationInterface {
  name = 'PersonIdentities1796000120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
    await runner.query(`SELECT vigie_isolate('person_identity')`);
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON person_identity TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE person_identity');
  }
}
