import { claimHoldsMs, isClaimed, type Instant, type ObligationClaim } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { obligationEvents } from '../fold/obligation-note';
import { Problem } from '../platform/problems';
import type { CallbackRow, PendingAct } from './callback-query';

/** When anything happened last, which may be ahead of our clock: what is done about it comes after it. */
export function lastOf(
  { steps = [], claim }: CallbackRow['detail'],
  pending: readonly PendingAct[],
): Instant {
  return Math.max(claim?.at ?? 0, ...steps.map(({ at }) => at), ...pending.map(({ at }) => at));
}

type Standing = {
  readonly detail: Pick<CallbackRow['detail'], 'state' | 'claim' | 'endsAt'>;
  readonly pending: readonly PendingAct[];
  readonly now: Instant;
  readonly caller: { readonly byId: string };
};

/** Throws where the act is against what stands, folded or not. */
export function refuse(
  { kind }: { readonly kind: string },
  { detail, pending, now, caller }: Standing,
): void {
  const stands = standingOf(detail, pending, now);
  if (kind === 'reopened') {
    if (stands.isOpen) throw conflict('still_open', 'The caller is on the list to call back.');
    return;
  }
  if (!stands.isOpen) throw conflict('not_open', 'The caller is not to be called back any more.');
  if (isClaimed(stands.claim, now) && stands.claim.byId !== caller.byId)
    throw conflict('claimed', `${stands.claim.by} is calling.`);
}

/** Throws where something newer was owed to the same caller at the same clinic: opened again would be that. */
export async function refuseFollowed(tx: EntityManager, tenantId: string, id: string): Promise<void> {
  const rows = await tx.query<unknown[]>(
    `SELECT FROM obligation o JOIN obligation later ON later.tenant_id = $1 AND later.line_key = o.line_key
       AND later.obligation_id <> o.obligation_id AND later.opened_at >= o.opened_at
     WHERE o.tenant_id = $1 AND o.obligation_id = $2 LIMIT 1`,
    [tenantId, id],
  );
  if (rows.length > 0)
    throw conflict('not_last', 'Something newer was owed to this caller: open that one again.');
}

/** These leave who has the caller as it is. */
const aboutCalls: ReadonlySet<string> = new Set([
  obligationEvents.callAsked,
  obligationEvents.callTold,
  obligationEvents.callPlaced,
]);

const endings: ReadonlySet<string> = new Set([
  obligationEvents.closed,
  obligationEvents.replied,
  obligationEvents.acknowledged,
]);
/** What is not folded yet, as the fold will take it. */
export function standingOf(
  { state, claim, endsAt }: Standing['detail'],
  pending: readonly PendingAct[],
  now: Instant,
): { readonly isOpen: boolean; readonly claim: ObligationClaim | null } {
  const isOpen = state === 'open' && (endsAt === null || endsAt > now);
  let stands: { isOpen: boolean; claim: ObligationClaim | null } = { isOpen, claim };
  for (const { type, by, byId, at } of pending) {
    if (type === obligationEvents.claimed && by !== null && byId !== null)
      stands = { ...stands, claim: { by, byId, at, until: at + claimHoldsMs } };
    else if (endings.has(type)) stands = { isOpen: false, claim: null };
    else if (type === obligationEvents.reopened) stands = { isOpen: true, claim: null };
    else if (!aboutCalls.has(type)) stands = { ...stands, claim: null };
  }
  return stands;
}

export const conflict = (code: string, detail: string): Problem => new Problem({ code, status: 409, detail });
