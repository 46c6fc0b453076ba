import { timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { AccessChanges } from '../access-changes';
import { readToken, type ReadToken } from '../secret-token';
import { Verdicts } from '../verdicts';
import type { WallOwner } from '../viewer';
import { findWallLink, touchWallLink } from './wall-link-store';

/** How long a link is believed without asking again; a revocation that is told of is seen at once. */
const trustedMs = 2_000;
const touchEveryMs = 60_000;

/** Recognises the tokens of televisions. They do not grow old: a television hangs for years, and is revoked. */
@Injectable()
export class WallAuthority {
  private readonly verdicts = new Verdicts<WallOwner>(trustedMs, (token) => this.lookUp(token));

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    changes: AccessChanges,
  ) {
    changes.onChange((tenantId) => this.verdicts.forget(tenantId));
  }

  /** Whose link it is; null when it is none, or was revoked. */
  owner(text: string): Promise<WallOwner | null> {
    return this.verdicts.owner(readToken('vw', text));
  }

  private lookUp(token: ReadToken): Promise<WallOwner | null> {
    const { tenantId } = token;
    return this.database.withTenant(tenantId, async (tx) => {
      const link = await findWallLink(tx, token);
      if (link === undefined || !timingSafeEqual(link.tokenHash, token.tokenHash)) return null;
      const { linkId, name, scope, namesClinics, seenAt } = link;
      const now = this.clock.now();
      if (seenAt === null || now - seenAt >= touchEveryMs) await touchWallLink(tx, tenantId, linkId, now);
      return { tenantId, linkId, name, scope, namesClinics };
    });
  }
}
