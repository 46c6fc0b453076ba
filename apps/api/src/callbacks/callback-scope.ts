import type { Viewer, ViewerScope } from '../access/viewer';
import { seesCall } from '../access/scope-reach';
import type { ResolvedSettings } from '../settings/resolved-settings';

/** Roles of the centre, whose people call back for every clinic of their scope. */
const callsForAll: ReadonlySet<string> = new Set(['supervisor', 'secretary']);

/** What of a viewer says whose callers they call back. */
export type ListWorker = Pick<Viewer, 'scope' | 'keyId' | 'roles'>;

/** Of which callers somebody works the list: a clinic's own people only where it calls its patients itself. */
export function workedScope(
  { scope, keyId, roles }: ListWorker,
  settings: Pick<ResolvedSettings, 'clinic'>,
): ViewerScope {
  const isOfClinic = keyId === null && roles.length > 0 && !roles.some((role) => callsForAll.has(role));
  if (!isOfClinic || scope.kind !== 'clinics') return scope;
  return { kind: 'clinics', clinicIds: scope.clinicIds.filter((id) => settings.clinic(id).callsBack) };
}

/** A team sees the clinics whose queue is one of its own. */
export function seesClinic(
  scope: ViewerScope,
  settings: Pick<ResolvedSettings, 'queues' | 'teamOfQueue'>,
  clinicId: string,
): boolean {
  const queue = settings.queues.find((one) => one.clinicId === clinicId);
  const teamId = queue === undefined ? null : settings.teamOfQueue(queue.id);
  return seesCall(scope, { clinicId, teamId, agentIds: [] });
}
