import type { Call } from '@vigie/calls';

import { ownersOf, seesCall } from '../access/scope-reach';
import type { Viewer, ViewerScope } from '../access/viewer';

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
