import type { Viewer, ViewerScope } from '../access/viewer';
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

/** SQL: whether a row of `obligation` is of the scope; the parameter holds its ids. */
export function ofScope({ kind }: ViewerScope, parameter: string): string {
  switch (kind) {
    case 'all':
      return `${parameter}::text[] IS NULL`;
    case 'clinics':
      return `clinic_id = ANY(${parameter}::text[])`;
    case 'teams':
      return `team_id = ANY(${parameter}::text[])`;
    case 'agent':
      return `${parameter}::text[] = '{}' AND false`;
  }
}

/** The ids of a scope; null for everything. */
export function idsOf(scope: ViewerScope): readonly string[] | null {
  switch (scope.kind) {
    case 'all':
      return null;
    case 'clinics':
      return scope.clinicIds;
    case 'teams':
      return scope.teamIds;
    case 'agent':
      return [];
  }
}
