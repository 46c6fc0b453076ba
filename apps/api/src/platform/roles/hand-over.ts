import pg from 'pg';

import { migrationLock } from '../migrate';
import { scramVerifier } from './admit-logins';
import { type Login, patternOf } from './logins';

/** What an administrator is to bring about. */
export type HandOver = Readonly<{
  /** Who owns the tables from then on. */
  owner: Readonly<{ name: string; password: string }>;
  /** Whether the owner makes the roles of the pools itself, at the start: else `logins` are all there will be. */
  ownerMakesRoles: boolean;
  logins: readonly Login[];
}>;

const text = (value: string): string => pg.escapeLiteral(value);
const texts = (values: readonly string[]): string => `ARRAY[${values.map(text).join(', ')}]::text[]`;

/**
 * What an administrator has to run in the database: makes the owner, the roles of the pools and those the migrations
 * grant to, and hands over to the owner, one by one, what another role (a superuser, as long as Vigie logged in as one)
 * owns of Vigie. One transaction: cut short it leaves everything as it was, and it can be run again at any time.
 */
export function handOverSql({ owner, ownerMakesRoles, logins }: HandOver): string {
  return `BEGIN;
SELECT pg_advisory_xact_lock(${migrationLock});
DO $vigie$
DECLARE
  owner_name constant text := ${text(owner.name)};
  logins constant text[] := ${texts(logins.map(({ name }) => name))};
  verifiers constant text[] := ${texts(logins.map(({ password }) => (password === '' ? '' : scramVerifier(password))))};
  patterns constant text[] := ${texts([...new Set(Object.values(patternOf))])};
  home constant oid := coalesce(
    (SELECT relnamespace FROM pg_class WHERE relname = 'tenant_head' AND relkind = 'r' ORDER BY oid LIMIT 1),
    current_schema()::regnamespace);
  former constant oid := (SELECT relowner FROM pg_class WHERE relname = 'tenant_head' AND relnamespace = home);
  item record;
  pattern text;
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = owner_name AND (rolsuper OR rolbypassrls)) THEN
    RAISE EXCEPTION 'The role % is a superuser or bypasses row-level security: name another as the owner.', owner_name;
  END IF;
${makeRoles(owner, ownerMakesRoles)}
  EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I', current_database(), owner_name);
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('ALTER SCHEMA %s OWNER TO %I', home::regnamespace, owner_name);
${moveObjects}
END $vigie$;
COMMIT;
`;
}

function makeRoles({ password }: HandOver['owner'], ownerMakesRoles: boolean): string {
  const made = text(scramVerifier(password));
  return `  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = owner_name) THEN
    EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L', owner_name, ${made});
  END IF;
${ownerMakesRoles ? `  EXECUTE format('ALTER ROLE %I LOGIN CREATEROLE PASSWORD %L', owner_name, ${made});` : ''}
  FOREACH pattern IN ARRAY patterns LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = pattern) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', pattern);
    END IF;
  END LOOP;
  FOR item IN SELECT * FROM unnest(logins, verifiers) AS l(login, verifier) LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = item.login) THEN
      EXECUTE format('CREATE ROLE %I', item.login);
    END IF;
    EXECUTE format('ALTER ROLE %I LOGIN', item.login);
    IF item.verifier <> '' THEN
      EXECUTE format('ALTER ROLE %I PASSWORD %L', item.login, item.verifier);
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), item.login);
  END LOOP;`;
}

/** What an identity column or an extension brought along follows by itself. */
const moveObjects = `  FOR item IN
    SELECT format('%s %s', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, c.oid::regclass) AS object
    FROM pg_class c
    WHERE c.relnamespace = home AND c.relowner = former AND c.relkind IN ('r', 'p', 'S', 'v')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                      AND (d.deptype = 'e' OR (c.relkind = 'S' AND d.deptype IN ('a', 'i'))))
    UNION ALL
    SELECT format('ROUTINE %s', p.oid::regprocedure)
    FROM pg_proc p
    WHERE p.pronamespace = home AND p.proowner = former
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
  LOOP
    EXECUTE format('ALTER %s OWNER TO %I', item.object, owner_name);
  END LOOP;
  FOR item IN
    SELECT m.roleid::regrole AS granted, m.member::regrole AS member, m.grantor::regrole AS grantor FROM pg_auth_members m
    WHERE m.roleid::regrole::text = ANY(patterns) AND m.member IN (former, owner_name::regrole::oid)
  LOOP
    EXECUTE format('REVOKE %s FROM %s GRANTED BY %s CASCADE', item.granted, item.member, item.grantor);
  END LOOP;`;

/** Has it done, over a connection of an administrator's. */
export async function handOver(administratorUrl: string, what: HandOver): Promise<void> {
  const client = new pg.Client({
    connectionString: administratorUrl,
    application_name: 'vigie administrator',
    connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(handOverSql(what));
  } finally {
    await client.end().catch(() => undefined);
  }
}
