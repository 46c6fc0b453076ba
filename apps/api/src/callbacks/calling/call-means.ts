import { clinicAlert } from '@vigie/calls';
import type { CallObstacle } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { seesCall } from '../../access/scope-reach';
import type { Viewer } from '../../access/viewer';
import { unionOfScopes } from '../../access/viewer-scope';
import type { ResolvedSettings } from '../../settings/resolved-settings';
import type { CallbackRow } from '../callback-query';
import { referenceOfCall, referenceOfCaller, type CallReference } from './call-request-store';
import { callWays } from './call-way-store';

/** Who would have somebody called. */
export type Calling = Pick<Viewer, 'tenantId' | 'memberships' | 'scopeOf' | 'may'>;

/** By which call a patient is called, and which set rings first. */
export type CallMeans = { readonly reference: CallReference; readonly extension: string };

/** Whose row it is, as far as a right goes. */
type Row = CallbackRow & { readonly teamId: string | null };

/** How who asks can have the telephone system call the caller of a row, or what is in the way. */
export async function callMeans(
  tx: EntityManager,
  viewer: Calling,
  row: Row,
  settings: ResolvedSettings,
): Promise<CallMeans | CallObstacle> {
  const { tenantId } = viewer;
  const ways = await callWays(tx, tenantId);
  if (ways.length === 0) return 'noWay';
  const reference = await referenceFor(tx, tenantId, row, settings);
  if (reference === undefined) return 'noNumber';
  const way = ways.find(({ source }) => source === reference.source);
  if (way === undefined) return 'noWay';
  if (!isGiven(viewer, way.roles, row)) return 'notGiven';
  const own = viewer.scopeOf('calls.note');
  const extension = own.kind === 'agent' ? settings.agent(own.agentId).extension : null;
  return extension === null ? 'noSet' : { reference, extension };
}

/** A number that many share is called by the call of the row, since another may be of anybody. */
async function referenceFor(
  tx: EntityManager,
  tenantId: string,
  { clinicId, aniHash, detail }: Row,
  settings: ResolvedSettings,
): Promise<CallReference | undefined> {
  const { followup = null } = detail;
  // It is the clinic that is to be telephoned, not the patient whose answer it is about.
  if (followup?.type === clinicAlert) return undefined;
  const caller = callerIn({ aniHash, detail });
  const own = caller === null || settings.isSharedCaller(caller) ? null : caller;
  const ofCaller = async (): Promise<CallReference | undefined> =>
    own === null ? undefined : referenceOfCaller(tx, tenantId, { clinicId, aniHash: own });
  const ofCall = async (callKey: string | null): Promise<CallReference | undefined> =>
    callKey === null ? undefined : referenceOfCall(tx, tenantId, { clinicId, callKey });
  if (followup === null) return own === null ? ofCall(detail.openedBy) : ofCaller();
  return (await ofCall(followup.onCall)) ?? ofCaller();
}

/** Whose telephone rings, as far as calls tell them apart. */
export const callerIn = ({ aniHash, detail }: Pick<CallbackRow, 'aniHash' | 'detail'>): string | null =>
  aniHash ?? detail.followup?.patient?.aniHash ?? null;

/** The administrator gives it to roles: what counts of a person is the scope of these alone. */
function isGiven({ memberships, may }: Calling, roles: readonly string[], row: Row): boolean {
  const held = memberships.filter(({ role }) => roles.includes(role));
  if (held.length === 0 || !may('calls.place')) return false;
  return seesCall(unionOfScopes(held.map(({ scope }) => scope)), { ...row, agentIds: [] });
}
