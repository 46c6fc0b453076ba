import { createHmac } from 'node:crypto';

import type { KeptEntry } from './audit-entry';

/** An end of the chain: the number of its last entry, 0 before the first, and what that one's hash is. */
export type AuditHead = Readonly<{ seq: number; hash: Buffer }>;

/** Before the first entry. */
export const noHead: AuditHead = { seq: 0, hash: Buffer.alloc(32) };

/**
 * The hash of an entry: HMAC-SHA-256 over the hash of the one before it and everything the entry says. Keyed, so that
 * who can write to the database but has not the installation's secret cannot make a changed chain whole again.
 */
export function hashOfEntry(key: Buffer, before: Buffer, entry: KeptEntry): Buffer {
  const { seq, at, actor, action, subject, requestId, address, times } = entry;
  const said = [seq, at, actor.kind, actor.id, actor.role, action, subject, requestId, address, times];
  return createHmac('sha256', key).update(before).update(JSON.stringify(said), 'utf8').digest();
}
