import { timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { AccessChanges } from '../access-changes';
import { heldMemberships } from '../people/membership-store';
import { readToken, type ReadToken } from '../secret-token';
import type { SignedIn } from '../viewer';
import { findSession, touchSession, type SessionOwner } from './session-store';

/** How long a session is believed without asking again; a change that is told of is seen at once. */
const trustedMs = 2_000;
const remembered = 4_096;
/** Who has used nothing for so long must sign in again; everybody must after {@link longestMs}. */
export const idleMs = 12 * 3_600_000;
const longestMs = 14 * 24 * 3_600_000;
const touchEveryMs = 5 * 60_000;

type Answer = Readonly<{ tenantId: string; untilElapsed: number; owner: Promise<SignedIn | null> }>;

/** Recognises the tokens of sessions. */
@Injectable()
export class SessionAuthority {
  private readonly answers = new Map<string, Answer>();
  /** A clock that nobody sets: one that is put back must not keep an ended session alive. */
  elapsedMs: () => number = () => performance.now();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    changes: AccessChanges,
  ) {
    changes.onChange((tenantId) => this.forget(tenantId));
  }

  /** Who is signed in with this token; null for nobody. */
  owner(text: string): Promise<SignedIn | null> {
    const token = readToken('vs', text);
    if (token === null) return Promise.resolve(null);
    const name = token.tokenHash.toString('base64') + token.tenantId;
    const known = this.answers.get(name);
    const elapsed = this.elapsedMs();
    if (known !== undefined && known.untilElapsed > elapsed) return known.owner;
    if (this.answers.size >= remembered) this.answers.clear();
    const owner = this.lookUp(token);
    this.answers.set(name, { tenantId: token.tenantId, untilElapsed: elapsed + trustedMs, owner });
    // A database that was away is no verdict on the session.
    owner.catch(() => this.answers.delete(name));
    return owner;
  }

  private forget(tenantId: string): void {
    for (const [name, answer] of this.answers) if (answer.tenantId === tenantId) this.answers.delete(name);
  }

  private lookUp(token: ReadToken): Promise<SignedIn | null> {
    const { tenantId } = token;
    return this.database.withTenant(tenantId, async (tx) => {
      const session = await findSession(tx, token);
      const now = this.clock.now();
      if (session === undefined || session.expiresAt <= now) return null;
      if (!timingSafeEqual(session.tokenHash, token.tokenHash)) return null;
      const { sessionId, personId, name, agentId } = session;
      if (now - session.seenAt >= touchEveryMs)
        await touchSession(tx, tenantId, sessionId, { at: now, expiresAt: expiryAfterUse(session, now) });
      const memberships = await heldMemberships(tx, tenantId, personId);
      return { tenantId, personId, sessionId, name, agentId, memberships };
    });
  }
}

function expiryAfterUse({ createdAt }: SessionOwner, now: number): number {
  return Math.min(createdAt + longestMs, now + idleMs);
}
