import { timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { AccessChanges } from './access-changes';
import { readApiKey, type ApiScope, type ReadApiKey } from './api-key';
import { findApiKey } from './api-key-store';

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
const remembered = 4_096;

type Answer = Readonly<{ until: number; untilElapsed: number; owner: Promise<ApiKeyOwner | null> }>;

/** Recognises API keys. */
@Injectable()
export class ApiKeyAuthority {
  private readonly answers = new Map<string, Answer>();
  /** A clock that nobody sets: one that is put back must not keep a revoked key alive. */
  elapsedMs: () => number = () => performance.now();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    changes: AccessChanges,
  ) {
    changes.onChange((tenantId) => this.forget(tenantId));
  }

  /** Whose key this is; null when there is no such key or it was revoked. */
  owner(text: string): Promise<ApiKeyOwner | null> {
    const key = readApiKey(text);
    if (key === null) return Promise.resolve(null);
    const name = `${key.tenantId} ${key.secretHash.toString('base64')}`;
    const now = this.clock.now();
    const known = this.answers.get(name);
    const elapsed = this.elapsedMs();
    if (known !== undefined && known.until > now && known.untilElapsed > elapsed) return known.owner;
    if (this.answers.size >= remembered) this.answers.clear();
    const owner = this.lookUp(key);
    this.answers.set(name, { until: now + trustedMs, untilElapsed: elapsed + trustedMs, owner });
    // A database that was away is no verdict on the key.
    owner.catch(() => this.answers.delete(name));
    return owner;
  }

  private forget(tenantId: string): void {
    for (const name of this.answers.keys()) if (name.startsWith(`${tenantId} `)) this.answers.delete(name);
  }

  private async lookUp(key: ReadApiKey): Promise<ApiKeyOwner | null> {
    const stored = await this.database.withTenant(key.tenantId, (tx) => findApiKey(tx, key));
    if (stored === undefined || stored.revokedAt !== null) return null;
    if (!timingSafeEqual(stored.secretHash, key.secretHash)) return null;
    const { tenantId, keyId, source, scopes } = stored;
    return { tenantId, keyId, source, scopes };
  }
}
