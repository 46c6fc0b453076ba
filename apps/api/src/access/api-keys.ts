import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { badRequest, notFound, Problem } from '../platform/problems';
import { AccessChanges } from './access-changes';
import type { ApiScope } from './api-key';
import {
  changeApiKey,
  endApiKeyBy,
  insertApiKey,
  listApiKeys,
  readApiKey,
  revokeApiKey,
  type ApiKeyFacts,
  type StoredApiKey,
} from './api-key-store';
import { makeToken } from './secret-token';

/** A key that was made: the text is given this once; nothing can bring it back. */
export type MadeKey = Readonly<{ keyId: string; text: string }>;

/** What a key is bound to, and who made it; a key of none of it is of the whole centre, for good. */
export type KeyBounds = Partial<Pick<ApiKeyFacts, 'sendsAs' | 'clinicIds' | 'expiresAt'>> &
  Readonly<{ isOld?: boolean; madeBy?: string | null }>;

/** Gives out API keys, replaces them, and takes them back. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly changes: AccessChanges,
  ) {}

  /** Makes a key of an existing tenant. Rejects with 400 what would end before it begins, or send for clinics as anybody. */
  async create(
    tenantId: string,
    name: string,
    scopes: readonly ApiScope[],
    bounds: KeyBounds = {},
  ): Promise<MadeKey> {
    const { sendsAs = null, clinicIds = null, expiresAt = null, isOld = false, madeBy = null } = bounds;
    const facts = { name, scopes, sendsAs, clinicIds, expiresAt, isOld, madeBy };
    this.refuseUnbound(facts);
    return this.database.withTenant(tenantId, (tx) => this.make(tx, tenantId, { ...facts, replaces: null }));
  }

  list(tenantId: string): Promise<readonly StoredApiKey[]> {
    return this.database.withTenant(tenantId, (tx) => listApiKeys(tx, tenantId));
  }

  /** Rejects with 404. */
  one(tenantId: string, keyId: string): Promise<StoredApiKey> {
    return this.database.withTenant(tenantId, (tx) => oneOf(tx, tenantId, keyId));
  }

  /** Another name, or other scopes; with scopes of its own a key is old no more. Rejects with 404, and 409 for one that has ended. */
  change(
    tenantId: string,
    keyId: string,
    wanted: Partial<Pick<ApiKeyFacts, 'name' | 'scopes'>>,
  ): Promise<StoredApiKey> {
    return this.changes.change(tenantId, async (tx) => {
      const known = await this.living(tx, tenantId, keyId);
      this.refuseUnbound({ ...known, ...wanted });
      const { name = known.name, scopes } = wanted;
      await changeApiKey(tx, tenantId, keyId, { name, scopes: scopes ?? null });
      return oneOf(tx, tenantId, keyId);
    });
  }

  /**
   * Makes another key in place of this one, of the same scopes and bounds and for as long; the one before it is good until
   * `until`, so that programs can be changed over without a gap. Rejects as {@link change}.
   */
  rotate(
    tenantId: string,
    keyId: string,
    { until, madeBy }: Readonly<{ until: number; madeBy: string | null }>,
  ): Promise<MadeKey> {
    return this.changes.change(tenantId, async (tx) => {
      const known = await this.living(tx, tenantId, keyId);
      const now = this.clock.now();
      const expiresAt = known.expiresAt === null ? null : now + (known.expiresAt - known.createdAt);
      const made = await this.make(tx, tenantId, { ...known, expiresAt, madeBy, replaces: keyId });
      await endApiKeyBy(tx, tenantId, keyId, Math.max(until, now));
      return made;
    });
  }

  /** The key is refused within five seconds, everywhere, and what is open by it is closed. False when there is none of that id. */
  revoke(tenantId: string, keyId: string): Promise<boolean> {
    return this.changes.change(tenantId, (tx) => revokeApiKey(tx, tenantId, keyId, this.clock.now()));
  }

  private async make(
    tx: EntityManager,
    tenantId: string,
    facts: ApiKeyFacts & Pick<StoredApiKey, 'isOld' | 'replaces'> & { readonly madeBy: string | null },
  ): Promise<MadeKey> {
    const key = makeToken('vg', tenantId);
    await insertApiKey(tx, key, { ...facts, createdAt: this.clock.now() });
    return { keyId: key.id, text: key.text };
  }

  /** A key that still opens something. */
  private async living(tx: EntityManager, tenantId: string, keyId: string): Promise<StoredApiKey> {
    const key = await oneOf(tx, tenantId, keyId);
    if (key.revokedAt === null && (key.expiresAt === null || key.expiresAt > this.clock.now())) return key;
    throw new Problem({ code: 'key_ended', status: 409, detail: 'This key opens nothing any more.' });
  }

  /**
   * Whoever may tell of some clinics' calls alone does so under one source: what follows on a call names no clinic, and
   * is of that clinic because it is of that source.
   */
  private refuseUnbound({ scopes, sendsAs, clinicIds, expiresAt }: Omit<ApiKeyFacts, 'name'>): void {
    if (expiresAt !== null && expiresAt <= this.clock.now())
      throw badRequest('invalid_body', 'expiresAt: must be in the future.');
    if (scopes.includes('events:write') && clinicIds !== null && sendsAs === null)
      throw badRequest('invalid_body', 'sendsAs: a key that sends for some clinics is bound to its source.');
  }
}

async function oneOf(tx: EntityManager, tenantId: string, keyId: string): Promise<StoredApiKey> {
  const found = await readApiKey(tx, tenantId, keyId);
  if (found === undefined) throw notFound('There is no such key.');
  return found;
}
