import type { ApiKeyOwner } from './api-key-authority';
import { ruleOf, type Permission } from './permissions';

/**
 * What of the tenant somebody sees: figures and rows are of this, totals included. A team's queues are handed in by
 * whoever reads, since settings stand above this room.
 */
export type ViewerScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'clinics'; readonly clinicIds: readonly string[] }
  | { readonly kind: 'teams'; readonly teamIds: readonly string[] }
  | { readonly kind: 'agent'; readonly agentId: string };

/** Who asks: of which tenant, what of it they see, and what they may. */
export type Viewer = Readonly<{
  tenantId: string;
  scope: ViewerScope;
  /** The API key it came with; null for a program or page of this very machine. */
  keyId: string | null;
  may: (permission: Permission) => boolean;
}>;

/** A program with an API key: the whole tenant, as far as the key's scopes go. */
export function viewerWithKey({ tenantId, keyId, scopes }: ApiKeyOwner): Viewer {
  const may = (permission: Permission): boolean => {
    const rule = ruleOf(permission);
    return rule.of === 'anyone' || (rule.of === 'tenant' && scopes.includes(rule.keyScope));
  };
  return { tenantId, scope: { kind: 'all' }, keyId, may };
}

/** Whoever sits at this very machine. */
export function viewerOfThisMachine(tenantId: string): Viewer {
  const may = (permission: Permission): boolean => {
    const rule = ruleOf(permission);
    return rule.of !== 'tenant' || rule.onSameMachine;
  };
  return { tenantId, scope: { kind: 'all' }, keyId: null, may };
}
