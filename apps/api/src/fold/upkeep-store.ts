import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';

/** A call that nobody told the end of. */
export type SilentCall = {
  readonly call_key: string;
  readonly source: string;
  readonly call_id: string;
  readonly last_ms: Instant;
};

/** Calls waited or talked in, of which nothing was told since before `since`, the longest silent first. */
export function silentCalls(
  tx: EntityManager,
  tenantId: string,
  since: Instant,
  limit: number,
): Promise<SilentCall[]> {
  return tx.query<SilentCall[]>(
    `SELECT call_key, source, call_id, ${msOf('last_at')} AS last_ms
     FROM call WHERE tenant_id = $1 AND open AND phase <> 'wrap' AND last_at < to_timestamp($2 / 1000.0)
     ORDER BY last_at, call_key LIMIT $3`,
    [tenantId, since, limit],
  );
}

/** Counted calls that have been in the greeting since before `since`, the longest first. */
export function greetedCalls(
  tx: EntityManager,
  tenantId: string,
  since: Instant,
  limit: number,
): Promise<SilentCall[]> {
  return tx.query<SilentCall[]>(
    `SELECT call_key, source, call_id, ${msOf('last_at')} AS last_ms
     FROM call WHERE tenant_id = $1 AND open AND counted AND outcome IS NULL AND phase = 'greeting'
       AND last_at < to_timestamp($2 / 1000.0)
     ORDER BY last_at, call_key LIMIT $3`,
    [tenantId, since, limit],
  );
}

/** A call in conversation, and what it is folded from. */
export type TalkingCall = {
  readonly call_key: string;
  readonly source: string;
  readonly call_id: string;
  readonly facts: string;
};

/** Calls in conversation, the earliest first. */
export function talkingCalls(tx: EntityManager, tenantId: string, limit: number): Promise<TalkingCall[]> {
  return tx.query<TalkingCall[]>(
    `SELECT call_key, source, call_id, facts FROM call WHERE tenant_id = $1 AND open AND phase = 'talking'
     ORDER BY arrived_at, call_key LIMIT $2`,
    [tenantId, limit],
  );
}
