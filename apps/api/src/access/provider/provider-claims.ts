import { z } from 'zod';

import type { ClaimedRole } from '../../platform/oidc-config';
import type { Membership } from '../viewer';

/** What the provider says of somebody, as far as it is read. */
export type ProviderClaims = Readonly<{
  issuer: string;
  subject: string;
  /** In small letters; null: none that was verified. */
  email: string | null;
  name: string | null;
  /** Of the claim that holds groups or roles. */
  values: readonly string[];
}>;

const text = z.string().min(1).max(2_000);
const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[^\s@"<>]+@[^\s@"<>]+\.[^\s@"<>.]{2,}$/u);
const name = z
  .string()
  .trim()
  .min(1)
  .transform((all) => all.replaceAll(/\p{Cc}/gu, ' ').slice(0, 80));
const one = z
  .string()
  .max(2_000)
  .transform((value) => [value]);
const several = z.array(z.unknown()).transform((all) => all.filter((value) => typeof value === 'string'));

/**
 * Reads the claims. An address counts only where the provider says itself that it has verified it: who may write any
 * address there would be whoever has it here.
 */
export function readClaims(claims: Readonly<Record<string, unknown>>, claim: string): ProviderClaims {
  const address = claims['email_verified'] === true ? email.safeParse(claims['email']).data : undefined;
  return {
    issuer: text.parse(claims['iss']),
    subject: text.parse(claims['sub']),
    email: address ?? null,
    name: name.safeParse(claims['name']).data ?? null,
    values: z.union([one, several]).safeParse(claims[claim]).data ?? [],
  };
}

/** What the values make of somebody: of two scopes for one role, the first that the settings name. */
export function rolesOfValues(
  roles: readonly ClaimedRole[],
  values: readonly string[],
): readonly Membership[] {
  const held = new Set(values);
  const given = new Map<string, Membership>();
  for (const { value, membership } of roles)
    if (held.has(value) && !given.has(membership.role)) given.set(membership.role, membership);
  return [...given.values()];
}
