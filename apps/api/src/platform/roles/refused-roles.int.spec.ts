import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { Database, type DatabaseOptions } from '../database';
import { SecretKey } from '../secret-key';
import { connected, createTestDatabase, testKey, type TestDatabase } from '../testing/test-database';
import { loginName, type Access } from './logins';

describe('the roles a start goes on with', () => {
  let test: TestDatabase;
  let database: string;
  const made: string[] = [];

  beforeAll(async () => {
    test = await createTestDatabase();
    database = new URL(test.url).pathname.slice(1);
  });
  afterAll(async () => {
    await test.drop();
    await asAdministrator('postgres', async (client) => {
      for (const name of made) await client.query(`DROP ROLE IF EXISTS ${name}`);
    });
  });

  function asAdministrator<T>(name: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    return connected(test.administratorUrl.replace(/[^/]*$/, name), work);
  }
  const look = (sql: string, values: unknown[]) =>
    test.asAdministrator((tx) => tx.query<object[]>(sql, values));
  const administer = (sql: string) => asAdministrator(database, (client) => client.query(sql));
  const as = (name: string): string =>
    Object.assign(new URL(test.url), { username: name, password: 'p' }).href;
  /** A role with these attributes, and its name. */
  const role = async (attributes = ''): Promise<string> => {
    const name = `refused_${randomBytes(4).toString('hex')}`;
    made.push(name);
    await administer(`CREATE ROLE ${name} LOGIN PASSWORD 'p' ${attributes}`);
    return name;
  };
  const open = (options: Partial<DatabaseOptions>): Promise<void> =>
    Database.open({ url: test.url, key: testKey, allowVolatile: true, ...options }).then((opened) =>
      opened.close(),
    );
  const pools = async (instead: Partial<Record<Access, string>>) => {
    const [app, intake, fold] = await Promise.all([role(), role(), role()]);
    return { loginUrls: { app: as(app), intake: as(intake), fold: as(fold), ...instead } };
  };
  const remedy = '`vigie database roles` prints what makes the roles';

  it('are refused as the owner when row-level security does not bind them, with what to do instead', async () => {
    const strong = await role('SUPERUSER');
    const past = await role('BYPASSRLS');
    const member = await role(`IN ROLE ${past}`);
    for (const [name, reason] of [
      [strong, `DATABASE_URL: the role ${strong} is a superuser or bypasses row-level security`],
      [past, `DATABASE_URL: the role ${past} is a superuser or bypasses row-level security`],
      [member, `DATABASE_URL: the role ${member} is a member of ${past}`],
      [await role(), 'DATABASE_URL: the tables belong to vigie_owner'],
    ] as const) {
      await expect(open({ url: as(name) })).rejects.toThrow(reason);
      await expect(open({ url: as(name) })).rejects.toThrow(remedy);
    }
    await expect(open({ url: test.administratorUrl })).rejects.toThrow('the role vigie is a superuser');
  });

  it.each(['app', 'intake', 'fold'] as const)(
    'are refused for the pool of %s when they could step over the wall',
    async (access) => {
      const past = await role('BYPASSRLS');
      const owning = await role();
      await administer(`CREATE TABLE of_${owning} (n int); ALTER TABLE of_${owning} OWNER TO ${owning}`);
      const cases = [
        [await role('SUPERUSER'), 'is a superuser'],
        [past, 'is a superuser or bypasses row-level security'],
        [owning, `owns the table of_${owning}`],
        [await role('IN ROLE vigie_owner'), 'is a member of vigie_owner'],
        [await role('IN ROLE vigie_app'), 'is a member of vigie_app'],
        [await role('CREATEROLE'), 'may make roles or databases'],
      ] as const;
      for (const [name, reason] of cases) {
        const refusal = open(await pools({ [access]: as(name) }));
        await expect(refusal).rejects.toThrow(
          `VIGIE_${access.toUpperCase()}_URL: the role ${name} ${reason}`,
        );
      }
      const asOwner = open(await pools({ [access]: test.url }));
      await expect(asOwner).rejects.toThrow('the role vigie_owner owns the');
    },
  );

  it('may make nothing: that right is taken from everybody where it is ours to take, and else refused', async () => {
    await administer('GRANT CREATE ON SCHEMA public TO PUBLIC');
    await open(await pools({}));
    await administer('GRANT CREATE ON SCHEMA public TO PUBLIC; ALTER SCHEMA public OWNER TO vigie');
    await expect(open(await pools({}))).rejects.toThrow(
      'may make tables. Take that: REVOKE CREATE ON SCHEMA public',
    );
    await administer('REVOKE CREATE ON SCHEMA public FROM PUBLIC; ALTER SCHEMA public OWNER TO vigie_owner');
  });

  it('are refused for a pool when they are not there or have another password', async () => {
    await expect(open(await pools({ app: as('nobody_made_me') }))).rejects.toThrow(
      'VIGIE_APP_URL: there is no role nobody_made_me',
    );
    const known = await role();
    const wrong = Object.assign(new URL(as(known)), { password: 'wrong' }).href;
    await expect(open(await pools({ fold: wrong }))).rejects.toThrow(
      `VIGIE_FOLD_URL: password authentication failed for user "${known}"`,
    );
  });

  it('are taken as they were made by hand, and get the rights of each access', async () => {
    const { loginUrls } = await pools({});
    const opened = await Database.open({ url: test.url, key: testKey, allowVolatile: true, loginUrls });
    try {
      await opened.withTenant('nice', (tx) => tx.query('SELECT 1 FROM event_log'), 'app');
      await opened.withTenant('nice', (tx) => tx.query('DELETE FROM rollup'), 'fold');
      await expect(
        opened.withTenant('nice', (tx) => tx.query('DELETE FROM rollup'), 'intake'),
      ).rejects.toThrow('permission denied');
    } finally {
      await opened.close();
    }
  });

  describe('when they are derived from the key', () => {
    const names = (['app', 'intake', 'fold'] as const).map((access) => loginName(access, database));
    const derived = () => Database.open({ url: test.url, key: testKey, allowVolatile: true });
    const whoAmI = 'SELECT current_user::text AS role';
    beforeAll(() => void made.push(...names));

    it('are made at the start, own nothing, and hold what migrations grant: no more, and no less', async () => {
      const opened = await derived();
      expect(await opened.withTenant('nice', (tx) => tx.query(whoAmI), 'fold')).toEqual([
        { role: loginName('fold', database) },
      ]);
      await opened.close();
      const rights = (role: string) =>
        look(
          `SELECT table_name, column_name, privilege_type FROM information_schema.column_privileges
           WHERE grantee = $1 ORDER BY 1, 2, 3`,
          [role],
        );
      expect(await rights(loginName('app', database))).toEqual(await rights('vigie_app'));
      expect(await rights(loginName('fold', database))).toEqual(await rights('vigie_fold'));
      expect((await rights('vigie_app')).length).toBeGreaterThan(100);
      // Granted by hand it is taken back; taken away it is granted again.
      await administer(`SET ROLE vigie_owner; GRANT DELETE ON event_log TO ${loginName('app', database)};
        REVOKE SELECT ON call FROM ${loginName('app', database)}`);
      await (await derived()).close();
      expect(await rights(loginName('app', database))).toEqual(await rights('vigie_app'));
    });

    it('get the password of the key again when they were another installation’s', async () => {
      await administer(`ALTER ROLE ${loginName('intake', database)} PASSWORD 'of another'`);
      const opened = await derived();
      expect(await opened.withTenant('nice', (tx) => tx.query(whoAmI), 'intake')).toEqual([
        { role: loginName('intake', database) },
      ]);
      await opened.close();
    });

    it('keep theirs when somebody comes with another key', async () => {
      const password = () =>
        look('SELECT rolpassword FROM pg_authid WHERE rolname = $1', [loginName('app', database)]);
      const before = await password();
      await expect(
        open({ key: new SecretKey('quite another secret than that of the tests') }),
      ).rejects.toThrow('this is not the key the database was begun with');
      expect(await password()).toEqual(before);
    });
  });
});
