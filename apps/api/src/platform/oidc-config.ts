import { membershipSchema, type RoleName } from '@vigie/contracts';
import { z } from 'zod';

import { safeUrl } from './config-fields';

/** What somebody is by a value of the claim. */
export type ClaimedRole = Readonly<{ value: string; membership: z.infer<typeof membershipSchema> }>;

/** An identity provider of the organisation, by OpenID Connect. */
export type OidcConfig = Readonly<{
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the button says. */
  name: string;
  /** Whose people come in by it; undefined: of the only centre. */
  tenant: string | undefined;
  /** What is asked for. */
  scopes: string;
  /** The claim that holds groups or roles. */
  claim: string;
  /** What each of its values makes of somebody; empty: roles are given here alone. */
  roles: readonly ClaimedRole[];
}>;

/** `values=role`, `values=role:clinics:a,b`, `values=role:teams:a`, separated by semicolons. */
const roles = z
  .string()
  .default('')
  .transform((text, context): readonly ClaimedRole[] =>
    text
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .flatMap((part) => {
        const read = readRole(part);
        if (read === undefined)
          context.addIssue(
            'a list such as vigie-superviseurs=supervisor;vigie-durand=manager:clinics:durand, each role over a scope that it is given over',
          );
        return read === undefined ? [] : [read];
      }),
  );

/** The variables of the environment. */
export const oidcFields = {
  VIGIE_OIDC_ISSUER: safeUrl,
  VIGIE_OIDC_CLIENT_ID: z.string().min(1).max(500).optional(),
  VIGIE_OIDC_CLIENT_SECRET: z.string().min(1).max(2_000).optional(),
  VIGIE_OIDC_NAME: z.string().trim().min(1).max(60).optional(),
  VIGIE_OIDC_TENANT: z.string().min(1).max(63).optional(),
  VIGIE_OIDC_SCOPES: z
    .string()
    .regex(/^openid( [\w:./-]+)*$/u, 'openid, and others after a space')
    .default('openid email profile'),
  VIGIE_OIDC_CLAIM: z.string().min(1).max(200).default('groups'),
  VIGIE_OIDC_ROLES: roles,
};

type OidcValues = Readonly<{
  VIGIE_OIDC_ISSUER?: string | undefined;
  VIGIE_OIDC_CLIENT_ID?: string | undefined;
  VIGIE_OIDC_CLIENT_SECRET?: string | undefined;
  VIGIE_OIDC_NAME?: string | undefined;
  VIGIE_OIDC_TENANT?: string | undefined;
  VIGIE_OIDC_SCOPES: string;
  VIGIE_OIDC_CLAIM: string;
  VIGIE_OIDC_ROLES: readonly ClaimedRole[];
}>;

/** Whether the three that make a provider are all set, or none. */
export function isOidcWhole(values: OidcValues): boolean {
  const { VIGIE_OIDC_ISSUER: issuer, VIGIE_OIDC_CLIENT_ID: id, VIGIE_OIDC_CLIENT_SECRET: secret } = values;
  return new Set([issuer, id, secret].map((one) => one === undefined)).size === 1;
}

/** Undefined: there is none. */
export function oidcOf(values: OidcValues): OidcConfig | undefined {
  const { VIGIE_OIDC_ISSUER: issuer, VIGIE_OIDC_CLIENT_ID: clientId } = values;
  const { VIGIE_OIDC_CLIENT_SECRET: clientSecret } = values;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return {
    issuer,
    clientId,
    clientSecret,
    name: values.VIGIE_OIDC_NAME ?? new URL(issuer).hostname,
    tenant: values.VIGIE_OIDC_TENANT,
    scopes: values.VIGIE_OIDC_SCOPES,
    claim: values.VIGIE_OIDC_CLAIM,
    roles: values.VIGIE_OIDC_ROLES,
  };
}

function readRole(part: string): ClaimedRole | undefined {
  const at = part.lastIndexOf('=');
  const value = part.slice(0, Math.max(0, at)).trim();
  const [role = '', kind, ids, ...more] = part.slice(at + 1).split(':');
  if (value === '' || more.length > 0) return undefined;
  const listed = (ids ?? '').split(',').map((id) => id.trim());
  const scope = scopeOf(kind?.trim(), listed);
  const membership = membershipSchema.safeParse({ role: role.trim() as RoleName, scope });
  return membership.success ? { value, membership: membership.data } : undefined;
}

function scopeOf(kind: string | undefined, ids: readonly string[]): unknown {
  if (kind === undefined) return { kind: 'all' };
  return kind === 'clinics' ? { kind, clinicIds: ids } : { kind, teamIds: ids };
}
