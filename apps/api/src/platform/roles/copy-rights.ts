import type { EntityManager } from 'typeorm';

import { patternOf, type Login } from './logins';

/**
 * Statements that are still needed for the logins (`$1`) to hold exactly the rights of their patterns (`$2`) in this
 * database. Logins of other databases, which a copied database brings along, lose theirs; so do all others the right to
 * make tables here.
 */
const differing = `
WITH login AS (SELECT * FROM unnest($1::text[], $2::text[]) AS l(name, pattern)),
home AS (SELECT oid, nspname, nspowner, nspacl FROM pg_namespace WHERE nspname = current_schema()),
held(object, privilege, grantee) AS (
  SELECT format(CASE c.relkind WHEN 'S' THEN 'SEQUENCE %I.%I' ELSE 'TABLE %I.%I' END, home.nspname, c.relname),
         a.privilege_type, a.grantee
  FROM home JOIN pg_class c ON c.relnamespace = home.oid, aclexplode(c.relacl) AS a
  UNION ALL
  SELECT format('TABLE %I.%I', home.nspname, c.relname), format('%s (%I)', a.privilege_type, t.attname), a.grantee
  FROM home JOIN pg_class c ON c.relnamespace = home.oid JOIN pg_attribute t ON t.attrelid = c.oid, aclexplode(t.attacl) AS a
  UNION ALL
  SELECT format('ROUTINE %s', p.oid::regprocedure), a.privilege_type, a.grantee
  FROM home JOIN pg_proc p ON p.pronamespace = home.oid, aclexplode(p.proacl) AS a
  UNION ALL
  SELECT format('SCHEMA %I', home.nspname), a.privilege_type, a.grantee FROM home, aclexplode(home.nspacl) AS a
),
named AS (SELECT h.object, h.privilege, r.rolname AS name FROM held h JOIN pg_roles r ON r.oid = h.grantee),
wanted AS (SELECT n.object, n.privilege, l.name FROM named n JOIN login l ON l.pattern = n.name),
found AS (
  SELECT n.object, n.privilege, n.name FROM named n
  WHERE n.name IN (SELECT name FROM login) OR n.name ~ '^vigie_(app|intake|fold)_'
),
policy AS (
  SELECT p.polname, c.relname, home.nspname,
    ARRAY(SELECT r.rolname::text FROM pg_roles r WHERE r.oid = ANY(p.polroles) ORDER BY 1) AS now,
    ARRAY(SELECT r.rolname::text FROM pg_roles r WHERE r.oid = ANY(p.polroles) AND r.rolname !~ '^vigie_(app|intake|fold)_'
          UNION SELECT l.name FROM login l JOIN pg_roles r ON r.rolname = l.pattern WHERE r.oid = ANY(p.polroles)
          ORDER BY 1) AS wanted
  FROM home JOIN pg_class c ON c.relnamespace = home.oid JOIN pg_policy p ON p.polrelid = c.oid
  WHERE EXISTS (SELECT FROM pg_roles r JOIN login l ON l.pattern = r.rolname WHERE r.oid = ANY(p.polroles))
)
SELECT 1 AS place, format('REVOKE %s ON %s FROM %I', string_agg(privilege, ', '), object, name) AS statement
FROM (SELECT * FROM found EXCEPT SELECT * FROM wanted) AS surplus GROUP BY object, name
UNION ALL
SELECT 2, format('GRANT %s ON %s TO %I', string_agg(privilege, ', '), object, name)
FROM (SELECT * FROM wanted EXCEPT SELECT * FROM found) AS missing GROUP BY object, name
UNION ALL
SELECT 3, format('ALTER POLICY %I ON %I.%I TO %s', polname, nspname, relname,
  (SELECT string_agg(quote_ident(role), ', ') FROM unnest(wanted) AS role))
FROM policy WHERE now IS DISTINCT FROM wanted
UNION ALL
SELECT 4, format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', nspname) FROM home
WHERE pg_has_role(nspowner, 'USAGE')
  AND EXISTS (SELECT FROM aclexplode(nspacl) WHERE grantee = 0 AND privilege_type = 'CREATE')
UNION ALL
SELECT 4, format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', datname) FROM pg_database
WHERE datname = current_database() AND pg_has_role(datdba, 'USAGE')
  AND EXISTS (SELECT FROM aclexplode(coalesce(datacl, acldefault('d', datdba)))
              WHERE grantee = 0 AND privilege_type = 'TEMPORARY')
ORDER BY 1, 2`;

/** Taking a right on a table away takes it from its columns too, which are then granted again: two passes at most. */
const mostPasses = 3;

/** What `copyRights` would do; empty when every login holds just what its pattern does. */
export async function rightsToCopy(
  tx: Pick<EntityManager, 'query'>,
  logins: readonly Login[],
): Promise<readonly string[]> {
  const parameters = [logins.map(({ name }) => name), logins.map(({ access }) => patternOf[access])];
  const rows = await tx.query<{ statement: string }[]>(differing, parameters);
  return rows.map(({ statement }) => statement);
}

/** Gives each login the rights that migrations granted to its pattern, and takes away what it holds beyond them. */
export async function copyRights(tx: EntityManager, logins: readonly Login[]): Promise<void> {
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const statements = await rightsToCopy(tx, logins);
    if (statements.length === 0) return;
    await tx.query(statements.join(';\n'));
  }
}
