import { Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { AccessChanges } from './access-changes';
import type { ApiScope } from './api-key';
import { insertApiKey, listApiKeys, revokeApiKey, type StoredApiKey } from './api-key-store';
import { makeToken } from './secret-token';

/** Gives out API keys and takes them back. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly changes: AccessChanges,
  ) {}

  /** Makes a key of an existing tenant. The text is given this once; nothing can bring it back. */
  async create(
    tenantId: string,
    source: string,
    scopes: readonly ApiScope[],
  ): Promise<{ keyId: string; text: string }> {
    const key = makeToken('vg', tenantId);
    const facts = { source, scopes, createdAt: this.clock.now() };
    await this.database.withTenant(tenantId, (tx) => insertApiKey(tx, key, facts));
    return { keyId: key.id, text: key.text };
  }

  list(tenantId: string): Promise<readonly StoredApiKey[]> {
    return this.database.withTenant(tenantId, (tx) => listApiKeys(tx, tenantId));
  }

  /** The key is refused within five seconds, everywhere, and what is open by it is closed. False when there is none of that id. */
  revoke(tenantId: string, keyId: string): Promise<boolean> {
    return this.changes.change(tenantId, (tx) => revokeApiKey(tx, tenantId, keyId, this.clock.now()));
  }
}
