/**
 * What of the tenant somebody sees: figures and rows are of this, totals included. A team's queues are handed in by
 * whoever reads, since settings stand above this room.
 */
export type ViewerScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'clinics'; readonly clinicIds: readonly string[] }
  | { readonly kind: 'teams'; readonly teamIds: readonly string[] }
  | { readonly kind: 'agent'; readonly agentId: string };

/** Nothing at all: the scope of a permission that one does not have. */
export const noScope: ViewerScope = { kind: 'clinics', clinicIds: [] };

/**
 * One scope for several. What is of a kind is put together; kinds do not mix, since a team is no set of clinics: the
 * widest there is counts, in the order all, teams, clinics, agent.
 */
export function unionOfScopes(scopes: readonly ViewerScope[]): ViewerScope {
  if (scopes.some(({ kind }) => kind === 'all')) return { kind: 'all' };
  const teamIds = distinct(scopes.flatMap((scope) => (scope.kind === 'teams' ? scope.teamIds : [])));
  if (teamIds.length > 0) return { kind: 'teams', teamIds };
  const clinicIds = distinct(scopes.flatMap((scope) => (scope.kind === 'clinics' ? scope.clinicIds : [])));
  if (clinicIds.length > 0) return { kind: 'clinics', clinicIds };
  return scopes.find(({ kind }) => kind === 'agent') ?? noScope;
}

/** Sorted, so that who sees the same has the same scope, and the same board. */
function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)].toSorted();
}
