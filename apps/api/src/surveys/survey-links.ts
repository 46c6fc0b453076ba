import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';

import { APP_CONFIG, type AppConfig } from '../platform/config';
import { Keyring } from '../privacy/keyring';
import { TenantDirectory } from '../tenants/tenant-directory';

const tagBytes = 3;
const idBytes = 12;
const proofBytes = 12;
const token = /^[A-Za-z0-9_-]{36}$/;

/** What a link leads to. */
export type Linked = { readonly tenantId: string; readonly invitationId: string };

/**
 * The links patients get: `/q/` and 36 characters that hold a mark of the tenant, the invitation's random id and a
 * signature of both. What was not signed here is told without asking the database, and the database alone does not
 * hold what a link is made of.
 */
@Injectable()
export class SurveyLinks {
  private readonly publicUrl: string | undefined;

  constructor(
    private readonly keyring: Keyring,
    private readonly tenants: TenantDirectory,
    @Inject(APP_CONFIG) config: AppConfig,
  ) {
    this.publicUrl = config.surveys.publicUrl;
  }

  /** Whether patients can reach the page at all. */
  get isConfigured(): boolean {
    return this.publicUrl !== undefined;
  }

  /** A new invitation's id: 96 random bits. */
  newId(): string {
    return randomBytes(idBytes).toString('base64url');
  }

  /** The same for the same invitation, so that it need not be kept to be sent again. */
  tokenOf({ tenantId, invitationId }: Linked): string {
    const id = Buffer.from(invitationId, 'base64url');
    return Buffer.concat([tagOf(tenantId), id, this.proofOf(tenantId, id)]).toString('base64url');
  }

  /** The whole address, as it is sent. Throws where no public address is configured. */
  addressOf(linked: Linked): string {
    if (this.publicUrl === undefined) throw new Error('there is no public address to invite to');
    return `${this.publicUrl}/q/${this.tokenOf(linked)}`;
  }

  /** What a token leads to; null when it was not made here. Takes the same time however wrong it is. */
  async read(text: string): Promise<Linked | null> {
    if (!token.test(text)) return null;
    const bytes = Buffer.from(text, 'base64url');
    const id = bytes.subarray(tagBytes, tagBytes + idBytes);
    const proof = bytes.subarray(tagBytes + idBytes);
    const tag = bytes.subarray(0, tagBytes);
    const named = (await this.tenants.list()).filter(({ tenantId }) => tagOf(tenantId).equals(tag));
    const found = named.find(({ tenantId }) => timingSafeEqual(this.proofOf(tenantId, id), proof));
    return found === undefined ? null : { tenantId: found.tenantId, invitationId: id.toString('base64url') };
  }

  private proofOf(tenantId: string, id: Buffer): Buffer {
    const key = this.keyring.keyOf(tenantId, 'survey links');
    return createHmac('sha256', key).update(id).digest().subarray(0, proofBytes);
  }
}

/** Finds the tenant without naming it; no secret, and two tenants may share one. */
function tagOf(tenantId: string): Buffer {
  return hash('sha256', `survey ${tenantId}`, 'buffer').subarray(0, tagBytes);
}
