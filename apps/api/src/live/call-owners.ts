import type { Call } from '@vigie/calls';

import type { CallOwners } from '../access/scope-reach';

/** Whose a folded call is. */
export function ownersOf({ clinicId, teamId, legs }: Call): CallOwners {
  return { clinicId, teamId, agentIds: legs.map(({ agentId }) => agentId) };
}
