import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
-- What a telephone system said while somebody wanted it recorded: names and numbers are taken out before it comes here.
CREATE TABLE connector_recording (
  tenant_id text NOT NULL,
  connector_id text COLLATE "C" NOT NULL,
  -- Under which names became words; it goes with the recording and is told to nobody.
  key bytea NOT NULL,
  begun_at timestamptz(3) NOT NULL,
  until_at timestamptz(3) NOT NULL,
  parts int NOT NULL DEFAULT 0,
  messages int NOT NULL DEFAULT 0,
  bytes int NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, connector_id),
  FOREIGN KEY (tenant_id, connector_id) REFERENCES connector ON DELETE CASCADE
);
CREATE TABLE connector_recording_part (
  tenant_id text NOT NULL,
  connector_id text COLLATE "C" NOT NULL,
  part int NOT NULL,
  content text NOT NULL,
  PRIMARY KEY (tenant_id, connector_id, part),
  FOREIGN KEY (tenant_id, connector_id) REFERENCES connector_recording ON DELETE CASCADE
)`;

/** What a connector heard, for a report about it. */
export class ConnectorRecordings1796800000000 implements MigrationInterface {
  name = 'ConnectorRecordings1796800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    for (const table of ['connector_recording', 'connector_recording_part']) {
      await runner.query('SELECT vigie_isolate($1)', [table]);
      await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO vigie_app`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['connector_recording_part', 'connector_recording'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
