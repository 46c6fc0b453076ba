import type { DataSource } from 'typeorm';

import { StartError } from '../start-error';
import { variableOf, type Login } from './logins';

/** How an operator comes by roles that are taken. */
const remedy =
  '`vigie database roles` prints what makes the roles and hands the tables over (docs/operating.md, “The roles in PostgreSQL”).';

type OwnerFacts = Readonly<{
  name: string;
  isStrong: boolean;
  strongerRole: string | null;
  makesRoles: boolean;
  arePatternsThere: boolean;
  otherOwner: string | null;
}>;

const ownerFacts = `
SELECT r.rolname AS name, r.rolsuper OR r.rolbypassrls AS "isStrong", r.rolcreaterole AS "makesRoles",
  (SELECT min(s.rolname) FROM pg_roles s
   WHERE (s.rolsuper OR s.rolbypassrls) AND pg_has_role(r.oid, s.oid, 'MEMBER')) AS "strongerRole",
  (SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('vigie_app', 'vigie_fold')) AS "arePatternsThere",
  (SELECT min(pg_get_userbyid(c.relowner)) FROM pg_class c
   WHERE c.relnamespace = current_schema()::regnamespace AND c.relname IN ('tenant', 'tenant_head', 'event_log')
     AND NOT pg_has_role(r.oid, c.relowner, 'USAGE')) AS "otherOwner"
FROM pg_roles r WHERE r.rolname = session_user`;

/** Refuses an owner that row-level security does not bind, or that does not own the tables it is to change. */
export async function refuseOwner(owner: DataSource): Promise<void> {
  const [facts] = await owner.query<OwnerFacts[]>(ownerFacts);
  const reason = facts && whyNotOwner(facts);
  if (reason !== undefined) throw new StartError(`DATABASE_URL: ${reason} ${remedy}`);
}

function whyNotOwner(facts: OwnerFacts): string | undefined {
  const { name, isStrong, strongerRole, otherOwner, arePatternsThere, makesRoles } = facts;
  if (isStrong)
    return `the role ${name} is a superuser or bypasses row-level security, so that nothing would keep tenants apart. Name an owner that is neither.`;
  if (strongerRole !== null)
    return `the role ${name} is a member of ${strongerRole}, which is a superuser or bypasses row-level security. Take it out: REVOKE ${strongerRole} FROM ${name}.`;
  if (otherOwner !== null)
    return `the tables belong to ${otherOwner}, not to ${name}. Let them be handed over.`;
  if (!arePatternsThere && !makesRoles)
    return `the role ${name} may not make roles, and those of Vigie are not there.`;
  return undefined;
}

type LoginFacts = Readonly<{
  name: string;
  isStrong: boolean;
  mayAlterRoles: boolean;
  memberOf: string | null;
  owned: string | null;
  mayCreate: boolean;
}>;

const loginFacts = `
SELECT r.rolname AS name, r.rolsuper OR r.rolbypassrls AS "isStrong",
  r.rolcreaterole OR r.rolcreatedb OR r.rolreplication AS "mayAlterRoles",
  (SELECT min(m.roleid::regrole::text) FROM pg_auth_members m WHERE m.member = r.oid) AS "memberOf",
  coalesce(
    (SELECT min('database ' || datname) FROM pg_database WHERE datdba = r.oid),
    (SELECT min('schema ' || nspname) FROM pg_namespace WHERE nspowner = r.oid),
    (SELECT min('table ' || relname) FROM pg_class WHERE relowner = r.oid),
    (SELECT min('function ' || proname) FROM pg_proc WHERE proowner = r.oid)) AS owned,
  coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)
    OR has_database_privilege(current_database(), 'CREATE') AS "mayCreate"
FROM pg_roles r WHERE r.rolname = session_user`;

/** Refuses a role for a pool that could step over the wall: by what it is, what it owns, or what it is a member of. */
export async function refuseLogin(pool: DataSource, { access }: Login): Promise<void> {
  const [facts] = await pool.query<LoginFacts[]>(loginFacts);
  const reason = facts && whyNotLogin(facts);
  if (reason !== undefined) throw new StartError(`${variableOf[access]}: ${reason} ${remedy}`);
}

function whyNotLogin({
  name,
  isStrong,
  mayAlterRoles,
  memberOf,
  owned,
  mayCreate,
}: LoginFacts): string | undefined {
  if (isStrong)
    return `the role ${name} is a superuser or bypasses row-level security. Name a role that is neither.`;
  if (owned !== null) return `the role ${name} owns the ${owned}. Name a role that owns nothing.`;
  if (memberOf !== null)
    return `the role ${name} is a member of ${memberOf}. Take it out: REVOKE ${memberOf} FROM ${name}.`;
  if (mayAlterRoles)
    return `the role ${name} may make roles or databases, or replicate. Take that: ALTER ROLE ${name} NOCREATEROLE NOCREATEDB NOREPLICATION.`;
  if (mayCreate)
    return `the role ${name} may make tables. Take that: REVOKE CREATE ON SCHEMA public FROM PUBLIC, ${name}.`;
  return undefined;
}
