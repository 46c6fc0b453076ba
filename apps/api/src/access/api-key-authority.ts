import { timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { AccessChanges } from './access-changes';
import { findApiKey, touchApiKey, type StoredApiKey } from './api-key-store';
import { readToken, type ReadToken } from './secret-token';
import { Verdicts } from './verdicts';

/** Who sent a request. */
export type ApiKeyOwner = Pick<
  StoredApiKey,
  'tenantId' | 'keyId' | 'name' | 'scopes' | 'sendsAs' | 'clinicIds'
>;

/** A revoked key may still be taken for this long: less than the five seconds that are promised. */
const trustedMs = 4_000;
/** How old "last used" may be. */
const touchEveryMs = 60_000;

/** Recognises API keys. */
@Injectable()
export class ApiKeyAuthority {
  readonly verdicts = new Verdicts<ApiKeyOwner>(trustedMs, (token) => this.lookUp(token));

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    changes: AccessChanges,
  ) {
    changes.onChange((tenantId) => this.verdicts.forget(tenantId));
  }

  /** Whose key this is; null when there is no such key, it was revoked, or its time is over. */
  owner(text: string): Promise<ApiKeyOwner | null> {
    return this.verdicts.owner(readToken('vg', text));
  }

  private lookUp(token: ReadToken): Promise<ApiKeyOwner | null> {
    return this.database.withTenant(token.tenantId, async (tx) => {
      const stored = await findApiKey(tx, token);
      const now = this.clock.now();
      if (stored === undefined || stored.revokedAt !== null) return null;
      if (stored.expiresAt !== null && stored.expiresAt <= now) return null;
      if (!timingSafeEqual(stored.secretHash, token.tokenHash)) return null;
      if (stored.usedAt === null || Math.abs(now - stored.usedAt) >= touchEveryMs)
        await touchApiKey(tx, token, now);
      const { tenantId, keyId, name, scopes, sendsAs, clinicIds } = stored;
      return { tenantId, keyId, name, scopes, sendsAs, clinicIds };
    });
  }
}
