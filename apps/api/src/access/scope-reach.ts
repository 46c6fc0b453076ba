import type { ViewerScope } from './viewer-scope';

/** Everything there is. */
export const everything: ViewerScope = { kind: 'all' };

/** Equal for scopes of the same: whoever has one may share what was made for the other. */
export function scopeKeyOf(scope: ViewerScope): string {
  switch (scope.kind) {
    case 'all':
      return 'all';
    case 'clinics':
      return JSON.stringify([scope.kind, ...new Set(scope.clinicIds.toSorted())]);
    case 'teams':
      return JSON.stringify([scope.kind, ...new Set(scope.teamIds.toSorted())]);
    case 'agent':
      return JSON.stringify([scope.kind, scope.agentId]);
  }
}

/** Whose a call is. */
export type CallOwners = {
  readonly clinicId: string | null;
  readonly teamId: string | null;
  readonly agentIds: readonly string[];
};

/** Whether a call is of the scope. */
export function seesCall(scope: ViewerScope, { clinicId, teamId, agentIds }: CallOwners): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'clinics':
      return clinicId !== null && scope.clinicIds.includes(clinicId);
    case 'teams':
      return teamId !== null && scope.teamIds.includes(teamId);
    case 'agent':
      return agentIds.includes(scope.agentId);
  }
}

/** Whether a clinic is of the scope; `teamsOf` names the teams that take its calls. A secretary's own calls are no clinic. */
export function seesClinic(
  scope: ViewerScope,
  clinicId: string,
  teamsOf: (clinicId: string) => readonly string[],
): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'clinics':
      return scope.clinicIds.includes(clinicId);
    case 'teams':
      return teamsOf(clinicId).some((id) => scope.teamIds.includes(id));
    case 'agent':
      return false;
  }
}
