import { globSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { refusedStatements, statementsIn } from './statements.mjs';

const root = join(import.meta.dirname, '../..');

/** Of before this was looked at: they run on one server, before any table is spread. */
const firstHeld = 1_796_100_000_000;
const isHeld = (file: string): boolean => {
  const at = /^migrations\/(\d{13})-/u.exec(file)?.[1];
  return at === undefined || Number(at) >= firstHeld;
};

/** Which stand nevertheless, and why. */
const known: Readonly<Record<string, string>> = {
  'migrations/1796100600000-no-triggers.ts: a trigger':
    'its way back makes those that its way forth takes away',
};

const planted: Readonly<Record<string, readonly string[]>> = {
  'a tenant set by a function': [`SELECT set_config('role', $1, true), set_config('app.tenant', $2, true)`],
  'SET LOCAL beside something else': [
    `SET LOCAL app.tenant = 'place'; SELECT 1 FROM call`,
    `SELECT 1; SET LOCAL app.tenant = 'place'`,
  ],
  'rows from unnest that nothing answers for': [
    `INSERT INTO call (tenant_id, call_key)\nSELECT $1, k FROM unnest($2::uuid[]) AS t(k)`,
  ],
  'a trigger': [`CREATE TRIGGER note AFTER DELETE ON call FOR EACH ROW EXECUTE FUNCTION note()`],
  'an instant read by the session’s zone': [
    `SELECT (extract(epoch FROM c.arrived_at) * 1000)::bigint AS at FROM call c WHERE tenant_id = $1`,
    `UPDATE call SET open = false WHERE tenant_id = $1 RETURNING (extract(epoch FROM max(at)) * 1000)::bigint`,
  ],
  'the clock of the server in RETURNING': [`DELETE FROM call WHERE tenant_id = $1 RETURNING call_key, now()`],
  'several changes of the schema in one query': [
    `CREATE TABLE a (tenant_id text, PRIMARY KEY (tenant_id));\nGRANT SELECT ON a TO vigie_app`,
  ],
  'a key that does not begin with the tenant': [
    `CREATE TABLE a (id bigint, tenant_id text, PRIMARY KEY (id, tenant_id))`,
    `CREATE TABLE a (\n  id bigint PRIMARY KEY,\n  tenant_id text)`,
  ],
};

const fine = [
  `SET LOCAL app.tenant = 'place'`,
  `INSERT INTO call (tenant_id, call_key) SELECT $1, k FROM unnest($2::uuid[]) AS t(k) RETURNING 1`,
  `SELECT (extract(epoch FROM closed_at - opened_at) * 1000)::bigint FROM obligation WHERE tenant_id = $1`,
  `DELETE FROM call WHERE tenant_id = $1 AND arrived_at < now() RETURNING call_key`,
  `CREATE TABLE a (tenant_id text NOT NULL, id bigint NOT NULL, PRIMARY KEY (tenant_id, id))`,
  `CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN DROP TABLE a; RETURN 1; END $$`,
];

describe('statements that a spread database would refuse', () => {
  it.each(refusedStatements.map(({ name }) => [name] as const))(
    'are seen where one is planted: %s',
    (name) => {
      const texts = planted[name] ?? [];
      expect(texts.length).toBeGreaterThan(0);
      for (const text of texts) {
        const [statement] = statementsIn('planted.ts', `export const sql = ${JSON.stringify(text)};`);
        expect(refusedBy(statement?.sql ?? '')).toContain(name);
      }
    },
  );

  it('are not seen where there is none', () => {
    for (const text of fine) expect([text, refusedBy(text)]).toEqual([text, []]);
  });

  it('stand nowhere in the code nor in a migration', () => {
    const files = globSync('{apps/api/src,migrations}/**/*.ts', { cwd: root })
      .filter((file) => !/\.spec\.ts$|\/testing\//u.test(file) && isHeld(file))
      .toSorted();
    const told = files.flatMap((file) => {
      const statements = statementsIn(join(root, file));
      return statements.flatMap(({ line, sql }) =>
        refusedBy(sql)
          .filter((name) => known[`${file}: ${name}`] === undefined)
          .map((name) => `${file}:${line} ${name}: ${insteadOf(name)}`),
      );
    });
    expect(files.length).toBeGreaterThan(300);
    expect(told).toEqual([]);
  });
});

function refusedBy(sql: string): string[] {
  return refusedStatements.filter(({ refuses }) => refuses(sql)).map(({ name }) => name);
}

function insteadOf(name: string): string {
  return refusedStatements.find((each) => each.name === name)?.instead ?? '';
}
