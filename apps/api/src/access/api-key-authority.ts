import { timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database';
import { AccessChanges } from './access-changes';
import type { ApiScope } from './api-key';
import { findApiKey } from './api-key-store';
import { readToken, type ReadToken } from './secret-token';
import { Verdicts } from './verdicts';

/** Who sent a request. */
export type ApiKeyOwner = Readonly<{
  tenantId: string;
  keyId: string;
  /** The name it was given. */
  source: string;
  scopes: readonly ApiScope[];
}>;

/** A revoked key may still be taken for this long: less than the five seconds that are promised. */
const trustedMs = 4_000;

/** Recognises API keys. */
@Injectable()
export class ApiKeyAuthority {
  readonly verdicts = new Verdicts<ApiKeyOwner>(trustedMs, (token) => this.lookUp(token));

  constructor(
    private readonly database: Database,
    changes: AccessChanges,
  ) {
    changes.onChange((tenantId) => this.verdicts.forget(tenantId));
  }

  /** Whose key this is; null when there is no such key or it was revoked. */
  owner(text: string): Promise<ApiKeyOwner | null> {
    return this.verdicts.owner(readToken('vg', text));
  }

  private async lookUp(token: ReadToken): Promise<ApiKeyOwner | null> {
    const stored = await this.database.withTenant(token.tenantId, (tx) => findApiKey(tx, token));
    if (stored === undefined || stored.revokedAt !== null) return null;
    if (!timingSafeEqual(stored.secretHash, token.tokenHash)) return null;
    const { tenantId, keyId, source, scopes } = stored;
    return { tenantId, keyId, source, scopes };
  }
}
