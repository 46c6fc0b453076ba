import type { ApiScope } from './api-key';
import type { Column, Reach } from './roles';

/** Something within one tenant that people, televisions and programs may do, each as far as its column says. */
export type TenantRule = Readonly<{
  of: 'tenant';
  about: string;
  /** Which roles may, and how far; whoever is not named may not. */
  roles: Readonly<Partial<Record<Column, Reach>>>;
  /** What an API key of the tenant must be allowed to do; null: no key may. */
  keyScope: ApiScope | null;
  /** Whether who looks at the demonstration from its own machine may, without signing in. */
  inDemo: boolean;
  /**
   * Why the audit keeps each use: something about a person is read, revealed or taken out. What is revealed or taken out
   * is written down before it is given.
   */
  personal?: 'read' | 'reveal' | 'export';
}>;

/** Who may have a permission. A permission is one verb on one thing. */
export type PermissionRule =
  /** Whoever can reach the server. */
  | { readonly of: 'anyone'; readonly about: string }
  /** Who runs the installation, by a token of the settings; it is about no tenant. */
  | { readonly of: 'operator'; readonly about: string }
  /** Whoever is signed in, about themselves. */
  | { readonly of: 'self'; readonly about: string }
  /** A television, about its own link. */
  | { readonly of: 'wall'; readonly about: string }
  | TenantRule;

/** Read by people of these roles, and by a key with that scope; also in the demonstration. */
export const seen = (
  keyScope: ApiScope,
  about: string,
  roles: TenantRule['roles'],
  personal?: TenantRule['personal'],
): TenantRule => ({
  of: 'tenant',
  about,
  roles,
  keyScope,
  inDemo: true,
  ...(personal !== undefined && { personal }),
});
/** Changed by people of these roles, and by a key with that scope; also in the demonstration. */
export const changed = (keyScope: ApiScope, about: string, roles: TenantRule['roles']): TenantRule =>
  seen(keyScope, about, roles);
/** Taken in as events are: nobody does it to the demonstration. */
export const taken = (about: string, roles: TenantRule['roles']): TenantRule => ({
  of: 'tenant',
  about,
  roles,
  keyScope: 'events:write',
  inDemo: false,
});

/** The administrator's alone. */
export const managed = (about: string, inDemo: boolean): TenantRule => ({
  of: 'tenant',
  about,
  roles: { administrator: 'scope' },
  keyScope: null,
  inDemo,
});

/** Said in one's own name: by people of these roles, and by no key; also in the demonstration. */
export const signedIn = (about: string, roles: TenantRule['roles']): TenantRule => ({
  of: 'tenant',
  about,
  roles,
  keyScope: null,
  inDemo: true,
});

/** A part of the settings. */
export const setting = (about: string, roles: TenantRule['roles'], { inDemo = false } = {}): TenantRule => ({
  of: 'tenant',
  about,
  roles,
  keyScope: 'settings:write',
  inDemo,
});

/** The data-protection officer's alone. */
export const officer = (about: string, personal?: TenantRule['personal']): TenantRule => ({
  of: 'tenant',
  about,
  roles: { officer: 'scope' },
  keyScope: null,
  inDemo: true,
  ...(personal !== undefined && { personal }),
});

/** The centre's supervisors and the clinics' managers, each within their scope. */
export const centreAndClinic = { supervisor: 'scope', manager: 'scope' } as const;
