import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoSettings, simulateDays } from '@vigie/simulator';
import pg from 'pg';

import { apiScopes } from '../access/api-key';
import { ApiKeys } from '../access/api-keys';
import { askWithKey } from '../access/testing/test-person';
import { AuditLog } from '../audit/audit-log';
import { Projector } from '../fold/projector';
import { Rebuild } from '../fold/rebuild';
import { EventIntake } from '../intake/event-intake';
import { ManualClock } from '../platform/clock';
import { assertSameKey, SecretKey } from '../platform/secret-key';
import {
  createEarlierDatabase,
  createEarlierLeft,
  readEarlierDatabase,
} from '../platform/testing/earlier-database';
import {
  administratorUrlOf,
  connected,
  createEmptyDatabase,
  createLeftDatabase,
  createTestDatabase,
  openTestDatabase,
  type TestDatabase,
} from '../platform/testing/test-database';
import { Publisher } from '../satisfaction/publisher';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';
import { openBackupFile } from './read-backup-file';
import { restoreBackup } from './restore-backup';
import { keptTables, leftOut, type KeptTable } from './tables-query';
import { takeBackup } from './take-backup';

/** The key that every spec's server has. */
const key = new SecretKey('a secret that only the tests know, no more');
const now = Date.UTC(2026, 3, 20, 9);
const clock = new ManualClock(now);

/** What `COPY` writes with marks of its own. */
const awkward = 'a\tb\\N\n\r\\. é 😀 "quoted" \u0001';

let folder: string;
let file: string;
let server: TestServer;
let apiKey: string;
const opened: { close: () => Promise<void> }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-backup-'));
  file = join(folder, 'whole.vigie');
  server = await createTestServer({ clock });
  opened.push(server);
  await fillCentre(server);
  await assertSameKey(server.database, key);
  // Who asked is noted a second later at most: what is backed up and what is compared is then the same.
  await server.app.get(AuditLog).flush();
  await takeBackup(file, { url: server.databaseUrl, key, clock });
});
afterAll(async () => {
  for (const one of opened) await one.close();
  await rm(folder, { recursive: true });
});

async function fillCentre({ app, database, url }: TestServer): Promise<void> {
  for (const id of ['centre', 'other']) await createTestTenant(database, id);
  apiKey = (await app.get(ApiKeys).create('centre', 'spec', apiScopes)).text;
  const settings = demoSettings();
  const text = JSON.stringify({
    ...settings,
    clinics: [...(settings.clinics ?? []), { id: 'durand', name: awkward.replace(/[\u0000-\u001f]/gu, ' ') }],
  });
  await app.get(SettingsRegistrar).register('centre', { format: 'yaml', text });
  const day = simulateDays('backup', '2026-04-20', '2026-04-21', { smallPractices: false });
  const intake = app.get(EventIntake);
  await intake.receiveBulk(
    'centre',
    [...day].filter(({ time }) => Date.parse(time) <= now),
  );
  await intake.receive('centre', marchAnswers());
  await intake.receive('centre', [
    { specversion: '1.0', id: 'bad', source: '/x', type: 'no.such', subject: 's', time: 'never' },
  ]);
  await app.get(Projector).foldNow('centre');
  await app.get(Publisher).publish('centre');
  clock.advance(10_000);
  await app.get(Publisher).publish('centre');
  const action = {
    clinicId: 'durand',
    month: '2026-03',
    text: awkward.replace(/[\u0000-\u001f]/gu, ' '),
    owner: 'Claire',
  };
  const put = await askWithKey(url, apiKey, 'POST /reports/actions', action);
  expect(put.status).toBe(201);
  await database.asOwner(async (tx) => {
    await tx.query(`SELECT set_config('app.tenant', 'centre', true)`);
    await tx.query(
      `INSERT INTO satisfaction_touched (tenant_id, month) SELECT 'centre', '2026-03-01' FROM generate_series(1, 40)`,
    );
    await tx.query(`DELETE FROM satisfaction_touched WHERE id < 39`);
    await tx.query(
      `INSERT INTO survey_comment_log (tenant_id, entry_id, at, comment_id, action, reason)
       SELECT tenant_id, gen_random_uuid(), '2026-04-20', comment_id, 'hidden', 'personal' FROM survey_comment`,
    );
    await tx.query(
      `INSERT INTO survey_template (tenant_id, survey_id, document, created_at) VALUES ('centre', $1, $2, now())`,
      [awkward.replace('\u0001', ''), JSON.stringify({ awkward, deep: [null, 1.5, { '\\': awkward }] })],
    );
    await tx.query(
      `INSERT INTO survey_refusal (tenant_id, mark, refused_at) VALUES ('centre', $1, '-infinity')`,
      [Buffer.from([0, 9, 10, 13, 92, 46, 255])],
    );
    await tx.query(
      `INSERT INTO survey_template (tenant_id, survey_id, document, created_at) VALUES ('centre', 'large', $1, now())`,
      [JSON.stringify({ large: 'x'.repeat(3_000_000) })],
    );
  });
}

function marchAnswers(): unknown[] {
  const call = (n: number, type: string, second: number, data: object) => ({
    specversion: '1.0',
    id: `m${n}-${type}`,
    source: '/pbx',
    type,
    subject: `m${n}`,
    time: new Date(Date.UTC(2026, 2, 9, 9, n, second)).toISOString(),
    data,
  });
  const place = { clinicId: 'durand', queueId: 'rdv' };
  return Array.from({ length: 24 }, (_, n) => [
    call(n, 'call.enqueued', 0, place),
    call(n, 'call.answered', 9, { ...place, agentId: 'anna' }),
    call(n, 'call.disconnected', 50, { side: 'caller' }),
    call(n, 'survey.answered', 55, {
      channel: 'sms',
      items: { overall: 1 + (n % 5) },
      language: 'fr',
      comment: `Merci ${n}, très bien.`,
    }),
  ]).flat();
}

const targetIn = (url: string, withKey = key) => ({
  key: withKey,
  open: async () => ({ url, close: async () => undefined }),
});

/** A database made of a file, with a server on it that has the same clock. */
async function restored(from = file): Promise<TestServer> {
  const empty = await createEmptyDatabase();
  await restoreBackup(await openBackupFile(from), targetIn(empty.url));
  const again = await createTestServer({ test: await openTestDatabase(empty.name), clock });
  opened.push(again);
  return again;
}

/** A copy that nobody writes to: made by whoever asks first. */
let untouched: Promise<TestServer> | undefined;
const copyUntouched = (): Promise<TestServer> => (untouched ??= restored());

const questions = [
  'live',
  'live/calls?limit=200',
  ...['none', 'queue', 'team', 'clinic', 'agent', 'language', 'reason'].map(
    (by) => `metrics?from=2026-04-20&to=2026-04-21&interval=1h&by=${by}`,
  ),
  'metrics?from=2026-03-01&to=2026-04-21&interval=15m',
  'satisfaction?month=2026-03',
  'satisfaction?month=2026-03&clinicId=durand&by=reason',
  'comments?month=2026-03&clinicId=durand',
  'comments/log',
  'reports?month=2026-03',
  'reports/actions?clinicId=durand',
  'reports/2026-03/clinics/durand',
  'reports/2026-03/clinics/durand?format=csv',
  'reports/2026-03/clinics/durand?format=spreadsheet',
];

async function ask({ url }: TestServer, question: string): Promise<Buffer> {
  const answer = await askWithKey(url, apiKey, `GET /${question}`);
  if (answer.status !== 200) throw new Error(`${question}: ${await answer.text()}`);
  return Buffer.from(await answer.arrayBuffer());
}

/** The epoch alone is each process's own. */
function saidBy(answer: Buffer): unknown {
  const text = answer.toString();
  if (!text.startsWith('{') && !text.startsWith('[')) return text;
  return { ...(JSON.parse(text) as object), epoch: undefined };
}

/** As the superuser, who sees every centre at once. */
const inDatabase = <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> =>
  connected(administratorUrlOf(url), work);

const tablesOf = (client: pg.Client) =>
  keptTables(async (sql, parameters) => (await client.query<KeptTable>(sql, parameters)).rows);

/** A digest of every row of every table, part by part, with what surrounds them. */
const contents = (url: string): Promise<unknown> =>
  inDatabase(url, async (client) => {
    const { rows: parts } = await client.query<{ name: string; kind: string }>(
      `SELECT c.oid::regclass::text AS name, c.relkind AS kind, relrowsecurity, relforcerowsecurity, pg_get_expr(relpartbound, c.oid) AS bound,
         (SELECT array_agg(tgname || ' ' || tgenabled::text ORDER BY tgname) FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT tgisinternal) AS triggers
       FROM pg_class c WHERE c.relkind IN ('r', 'p', 'i', 'I', 'S') AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
    const digests: unknown[] = [];
    for (const part of parts) {
      const isTable = part.kind === 'r' && !['migrations', ...leftOut].includes(part.name);
      const of = isTable
        ? `SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM ${part.name} t`
        : `SELECT 1`;
      digests.push([part, (await client.query(of)).rows]);
    }
    const names = await client.query('SELECT name FROM migrations ORDER BY timestamp');
    return { digests, names: names.rows };
  });

describe('a centre that is restored from a backup', () => {
  let again: TestServer;
  beforeAll(async () => {
    again = await restored();
  });

  it('has every row of every table, month by month, behind the same walls', async () => {
    expect(await contents(again.databaseUrl)).toEqual(await contents(server.databaseUrl));
  });

  it('has none of the numbers that were kept to call somebody back', async () => {
    const numbers = (url: string) =>
      inDatabase(url, async (client) => (await client.query('SELECT FROM kept_number')).rowCount);
    expect(await numbers(server.databaseUrl)).toBeGreaterThan(0);
    expect(await numbers(again.databaseUrl)).toBe(0);
  });

  it('keeps something of all the kinds there are, so that this shows something', async () => {
    const filled = await inDatabase(server.databaseUrl, async (client) => {
      const names: string[] = [];
      for (const { name } of await tablesOf(client)) {
        const { rowCount } = await client.query(`SELECT 1 FROM ${name} LIMIT 1`);
        if (rowCount === 1) names.push(name);
      }
      return names;
    });
    expect(filled.length).toBeGreaterThan(25);
    expect(filled).toEqual(
      expect.arrayContaining(['event_log', 'quarantine', 'survey_comment', 'installation', 'report_action']),
    );
  });

  it.each(questions)('answers the same: %s', async (question) => {
    const before = await ask(server, question);
    expect(before.length).toBeGreaterThan(20);
    expect(saidBy(await ask(again, question))).toEqual(saidBy(before));
  });

  it('draws the same report, byte by byte', async () => {
    const pdf = 'reports/2026-03/clinics/durand?format=pdf';
    const before = await ask(server, pdf);
    expect(before.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await ask(again, pdf)).equals(before)).toBe(true);
  });

  it('is what its log gives when it is folded again', async () => {
    expect(await again.app.get(Rebuild).compare('centre')).toMatchObject({
      differences: 0,
      examples: [],
      stale: false,
    });
  });

  it('goes on counting where it was: new events, and rows that PostgreSQL numbers', async () => {
    const event = {
      specversion: '1.0',
      id: 'after',
      source: '/pbx',
      type: 'call.enqueued',
      subject: 'after',
      time: new Date(now).toISOString(),
      data: { clinicId: 'durand', queueId: 'rdv' },
    };
    const heads = async ({ database }: TestServer) =>
      (
        await database.withTenant('centre', (tx) =>
          tx.query<{ last: number }[]>(`SELECT last FROM tenant_head WHERE tenant_id = 'centre'`),
        )
      )[0]?.last ?? 0;
    const before = await heads(again);
    expect(before).toBe(await heads(server));
    await again.app.get(EventIntake).receive('centre', [event]);
    // The very event of before is still known.
    await again.app.get(EventIntake).receive('centre', marchAnswers());
    expect(await heads(again)).toBe(before + 1);
    const numbered = await again.database.withTenant(
      'centre',
      (tx) =>
        tx.query<{ id: number }[]>(
          `INSERT INTO satisfaction_touched (tenant_id, month) VALUES ('centre', '2026-03-01') RETURNING id`,
        ),
      'fold',
    );
    expect(numbered[0]?.id).toBe(41);
  });

  it('can be backed up again, into a file that says the same', async () => {
    const copy = await copyUntouched();
    const second = join(folder, 'second.vigie');
    await takeBackup(second, {
      url: copy.databaseUrl,
      key,
      clock: new ManualClock(Date.parse((await openBackupFile(file)).header.madeAt)),
    });
    expect((await openBackupFile(second)).header).toEqual((await openBackupFile(file)).header);
  });
});

describe('the file of a backup', () => {
  it('is its owner’s alone, and says in its first line what it needs, and nothing of the centre', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const bytes = await readFile(file);
    const line = bytes.subarray(0, bytes.indexOf('\n')).toString();
    expect(JSON.parse(line)).toMatchObject({ vigieBackup: 1, keyFingerprint: key.fingerprint() });
    expect(line).not.toContain('centre');
    expect(bytes.includes('a secret that only')).toBe(false);
  });

  it('is never written over', async () => {
    await expect(takeBackup(file, { url: server.databaseUrl, key, clock })).rejects.toThrow(
      'is there already',
    );
  });

  it('is not made under another key than the centre was begun with', async () => {
    const source = {
      url: server.databaseUrl,
      key: new SecretKey('another secret, and just as long as it'),
      clock,
    };
    await expect(takeBackup(join(folder, 'no'), source)).rejects.toThrow(
      'not the key the database was begun with',
    );
    await expect(stat(join(folder, 'no'))).rejects.toThrow('ENOENT');
  });

  it('is of one instant, whatever is written while it is made', async () => {
    const busy = join(folder, 'busy.vigie');
    const intake = server.app.get(EventIntake);
    let wrote = 0;
    const writing = (async () => {
      for (; wrote < 60; wrote += 1) {
        const event = {
          specversion: '1.0',
          id: `w${wrote}`,
          source: '/pbx',
          type: 'call.enqueued',
          subject: `w${wrote}`,
          time: new Date(now).toISOString(),
          data: { clinicId: 'durand', queueId: 'rdv' },
        };
        await intake.receive('other', [event]);
        await server.app.get(Projector).foldNow('other');
      }
    })();
    await takeBackup(busy, { url: server.databaseUrl, key, clock });
    await writing;
    const copy = await restored(busy);
    expect(await copy.app.get(Rebuild).compare('other')).toMatchObject({ differences: 0, stale: false });
    const [row] = await copy.database.withTenant('other', (tx) =>
      tx.query<{ last: number; rows: number }[]>(
        `SELECT last, (SELECT count(*) FROM event_log WHERE tenant_id = 'other') AS rows FROM tenant_head WHERE tenant_id = 'other'`,
      ),
    );
    expect(row?.rows).toBe(row?.last);
  });
});

describe('a restore', () => {
  const into = async (url: string, from = file, withKey = key) =>
    restoreBackup(await openBackupFile(from), targetIn(url, withKey));
  const isUntouched = (url: string) =>
    inDatabase(
      url,
      async (client) =>
        (await client.query(`SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace`))
          .rowCount === 0,
    );

  it('is refused under another key, with both ways to mend it', async () => {
    const empty = await createEmptyDatabase();
    await expect(
      into(empty.url, file, new SecretKey('another secret, and just as long as it')),
    ).rejects.toThrow(/under another key .*VIGIE_KEY_FILE/su);
    expect(await isUntouched(empty.url)).toBe(true);
    await empty.drop();
  });

  it('is refused where a centre is already', async () => {
    const used = await createLeftDatabase((database) => createTestTenant(database, 'there'));
    await expect(into(used.url)).rejects.toThrow('something in this database already');
    await used.drop();
  });

  it('is refused where tables of others are', async () => {
    const empty = await createEmptyDatabase();
    await inDatabase(empty.url, (client) => client.query('CREATE TABLE guests (name text)'));
    await expect(into(empty.url)).rejects.toThrow('something in this database already');
    await empty.drop();
  });

  it('is refused while a server works on the database', async () => {
    const test: TestDatabase = await createTestDatabase();
    await test.database.probe();
    await expect(into(test.url)).rejects.toThrow('A Vigie is running on this database');
    await test.drop();
  });

  it('goes into a database that a server has made and nobody has used', async () => {
    const unused = await createLeftDatabase(async () => undefined, {
      key: new SecretKey('yet another secret, of the same length'),
    });
    // With the embedded database the restore itself says so that PostgreSQL is needed.
    const presence = new pg.Client({ connectionString: unused.url, application_name: 'vigie presence' });
    await presence.connect();
    await into(unused.url);
    await presence.end();
    expect(await contents(unused.url)).toEqual(await contents((await copyUntouched()).databaseUrl));
    await unused.drop();
  });

  it('goes into a database of another level that nobody has used, by way of nothing', async () => {
    const unused = await createLeftDatabase(async (database) => {
      await database.asOwner(async (tx) => {
        await tx.query('DROP TABLE staff_plan');
        await tx.query('DROP INDEX event_log_board');
        await tx.query(`DELETE FROM migrations WHERE name LIKE 'StaffPlan%'`);
      });
    });
    await into(unused.url);
    expect(await contents(unused.url)).toEqual(await contents((await copyUntouched()).databaseUrl));
    await unused.drop();
  });

  it('of a file that is cut off or altered leaves the database as it was', async () => {
    const whole = await readFile(file);
    const empty = await createEmptyDatabase();
    const cut = join(folder, 'cut');
    for (const [bytes, words] of [
      [whole.subarray(0, Math.floor(whole.length * 0.7)), 'was cut off'],
      [whole.subarray(0, whole.length - 1), 'was cut off'],
      [whole.map((byte, at) => (at === whole.length - 40_000 ? byte ^ 1 : byte)), 'is not as it was written'],
    ] as const) {
      await writeFile(cut, bytes);
      await expect(into(empty.url, cut)).rejects.toThrow(words);
      expect(await isUntouched(empty.url)).toBe(true);
    }
    await empty.drop();
  });

  it('whose connection is cut in the middle leaves nothing, and can be begun again', async () => {
    const empty = await createEmptyDatabase();
    let isCut = false;
    const cutting = (doing: string, read: number, of: number): void => {
      if (isCut || doing === 'checked' || read < of / 2) return;
      isCut = true;
      void inDatabase(empty.url, (client) =>
        client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'vigie restore' AND datname = current_database()`,
        ),
      );
    };
    await expect(restoreBackup(await openBackupFile(file), targetIn(empty.url), cutting)).rejects.toThrow();
    expect(isCut).toBe(true);
    expect(await isUntouched(empty.url)).toBe(true);
    await into(empty.url);
    expect(await isUntouched(empty.url)).toBe(false);
    await empty.drop();
  });
});

describe('a backup of the version before', () => {
  it('is restored at its own level and then brought up to date, as the database itself would have been', async () => {
    const earlier = await readEarlierDatabase(
      join(import.meta.dirname, '../testing/fixtures/database-of-3a77a29.json.br'),
    );
    const upgraded = await createEarlierDatabase(earlier);
    opened.push({ close: upgraded.drop });
    const left = await createEarlierLeft(earlier);
    const older = join(folder, 'older.vigie');
    await takeBackup(older, { url: left.url, key, clock });
    expect((await openBackupFile(older)).header.migrations).toEqual(earlier.migrations);
    const empty = await createEmptyDatabase();
    await restoreBackup(await openBackupFile(older), targetIn(empty.url));
    await (await openTestDatabase(empty.name)).database.close();
    expect(await contents(empty.url)).toEqual(await contents(upgraded.url));
    for (const { drop } of [left, empty]) await drop();
  });

  it('of a later version is refused with what to do', async () => {
    const { line, header, ...rest } = await openBackupFile(file);
    const later = { ...header, migrations: [...header.migrations, 'Later1999999999999'] };
    await expect(restoreBackup({ ...rest, line, header: later }, targetIn('nowhere'))).rejects.toThrow(
      'was made by a later version of Vigie: restore it with that one',
    );
  });

  it('in a form that only a later version writes is refused with what to do, whatever else it says', async () => {
    const odd = `${file}.odd`;
    const inForm = async (version: number): Promise<void> => {
      await writeFile(odd, `${JSON.stringify({ vigieBackup: version, madeBy: 'another' })}\n`);
      await openBackupFile(odd);
    };
    await expect(inForm(2)).rejects.toThrow('was made by a later version of Vigie: restore it with that one');
    await expect(inForm(0)).rejects.toThrow('is not as it was written');
  });
});

describe('a database whose owner is no superuser', () => {
  it('is backed up and restored as any other: the owner, too, sees one centre at a time', async () => {
    const admin = await createEmptyDatabase();
    const own = await createEmptyDatabase();
    const name = new URL(own.url).pathname.slice(1);
    await inDatabase(admin.url, async (client) => {
      await client.query(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'spec' NOSUPERUSER`);
      await client.query(`GRANT vigie_app, vigie_fold TO ${name}`);
      await client.query(`ALTER DATABASE ${name} OWNER TO ${name}`);
    });
    const url = own.url.replace(/\/\/[^@]*@/u, `//${name}:spec@`);
    await restoreBackup(await openBackupFile(file), targetIn(url));
    const again = join(folder, 'owner.vigie');
    const { trailer } = await takeBackup(again, { url, key, clock });
    const copy = await restored(again);
    expect(await contents(copy.databaseUrl)).toEqual(await contents((await copyUntouched()).databaseUrl));
    expect(trailer.tenants).toBe(2);
    await own.drop();
    await inDatabase(admin.url, (client) => client.query(`DROP ROLE ${name}`));
    await admin.drop();
  });
});
