import { timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { AccessChanges } from '../access-changes';
import { heldMemberships } from '../people/membership-store';
import { owesFactor } from '../second-factor/factor-rule-store';
import { readToken, type ReadToken } from '../secret-token';
import { Verdicts } from '../verdicts';
import type { SignedIn } from '../viewer';
import { findSession, touchSession, type SessionOwner } from './session-store';

/** How long a session is believed without asking again; a change that is told of is seen at once. */
const trustedMs = 2_000;
/** Who has used nothing for so long must sign in again; everybody must after {@link longestMs}. */
export const idleMs = 12 * 3_600_000;
export const longestMs = 14 * 24 * 3_600_000;
const touchEveryMs = 5 * 60_000;

/** Recognises the tokens of sessions. */
@Injectable()
export class SessionAuthority {
  readonly verdicts = new Verdicts<SignedIn>(trustedMs, (token) => this.lookUp(token));

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    changes: AccessChanges,
  ) {
    changes.onChange((tenantId) => this.verdicts.forget(tenantId));
  }

  /** Who is signed in with this token; null for nobody. */
  owner(text: string): Promise<SignedIn | null> {
    return this.verdicts.owner(readToken('vs', text));
  }

  private lookUp(token: ReadToken): Promise<SignedIn | null> {
    const { tenantId } = token;
    return this.database.withTenant(tenantId, async (tx) => {
      const session = await findSession(tx, token);
      const now = this.clock.now();
      if (session === undefined || session.expiresAt <= now) return null;
      if (!timingSafeEqual(session.tokenHash, token.tokenHash)) return null;
      const { sessionId, personId, name, agentId, isStrong } = session;
      if (now - session.seenAt >= touchEveryMs)
        await touchSession(tx, tenantId, sessionId, { at: now, expiresAt: expiryAfterUse(session, now) });
      const memberships = await heldMemberships(tx, tenantId, personId);
      const roles = memberships.map(({ role }) => role);
      const isShort = !isStrong && (await owesFactor(tx, tenantId, { personId, roles }));
      const who = { tenantId, personId, sessionId, name, agentId, owesFactor: isShort };
      return { ...who, memberships: isShort ? [] : memberships };
    });
  }
}

function expiryAfterUse({ createdAt }: SessionOwner, now: number): number {
  return Math.min(createdAt + longestMs, now + idleMs);
}
