import type { Call } from '@vigie/calls';

import { notFound, Problem } from '../platform/problems';
import type { Viewer } from './viewer';
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

/**
 * Whether everything of a clinic is of the scope: its reports, its satisfaction, its patients' comments. A team has a part
 * of a clinic's calls, and no report of it.
 */
export function seesAllOfClinic(scope: ViewerScope, clinicId: string): boolean {
  return scope.kind === 'all' || (scope.kind === 'clinics' && scope.clinicIds.includes(clinicId));
}

/** Throws the 404 of a clinic that nobody knows for one of which the scope does not see everything. */
export function requireClinicOf(scope: ViewerScope, clinicId: string): void {
  if (!seesAllOfClinic(scope, clinicId)) throw notFound('There is no such clinic.');
}

/** Throws a 403 for who sees a part of the tenant, where what is done may be of any clinic, queue and caller. */
export function requireWholeCentre(scope: ViewerScope): void {
  if (scope.kind === 'all') return;
  const detail = 'This may be of any clinic: only who sees the whole centre may do it.';
  throw new Problem({ code: 'forbidden', status: 403, detail });
}

/** The clinics of which a scope sees everything; null: all there are. */
export function wholeClinicsOf(scope: ViewerScope): readonly string[] | null {
  if (scope.kind === 'all') return null;
  return scope.kind === 'clinics' ? scope.clinicIds : [];
}

/** Whose a call is. */
export type CallOwners = {
  readonly clinicId: string | null;
  readonly teamId: string | null;
  readonly agentIds: readonly string[];
};

/** Whose a folded call is: of everybody whom it rang, too. */
export const ownersOf = ({
  clinicId,
  teamId,
  legs,
}: Omit<CallOwners, 'agentIds'> & {
  readonly legs: readonly { readonly agentId: string }[];
}): CallOwners => ({
  clinicId,
  teamId,
  agentIds: legs.map(({ agentId }) => agentId),
});

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

/** An id that nothing has: what is asked for outside a scope is answered as what does not exist. */
export const nobodysId = '\u0001';

/** Whose a queue is, by the settings. */
export type QueueOwners = { readonly clinicId: string | null; readonly teamId: string };

/**
 * Whether a queue may be named to the scope, since its name may be that of another clinic: to clinics those that the
 * settings give to one of them, to teams their own. A secretary knows the queues of her calls.
 */
export function seesQueue(scope: ViewerScope, { clinicId, teamId }: QueueOwners): boolean {
  switch (scope.kind) {
    case 'all':
    case 'agent':
      return true;
    case 'clinics':
      return clinicId !== null && scope.clinicIds.includes(clinicId);
    case 'teams':
      return scope.teamIds.includes(teamId);
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

/** Which calls are open before somebody: to a secretary her own. */
export const callScopeOf = (viewer: Viewer): ViewerScope =>
  viewer.keyId === null ? viewer.scopeOf('calls.read') : viewer.scope;

/** Whether a call goes on before somebody: to a secretary as long as it rings her, is hers, or is wrapped up by her. */
export function isGoingOn(call: Call, scope: ViewerScope): boolean {
  if (call.phase === 'ended') return false;
  if (scope.kind !== 'agent') return seesCall(scope, ownersOf(call));
  return call.legs.some(
    ({ agentId, offerEndedAt, answeredAt, endedAt, wrapStartedAt, wrapEndedAt }) =>
      agentId === scope.agentId &&
      (answeredAt === null
        ? offerEndedAt === null && endedAt === null
        : endedAt === null || (wrapStartedAt !== null && wrapEndedAt === null)),
  );
}
