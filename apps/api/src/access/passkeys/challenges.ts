import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Clock } from '../../platform/clock';
import { SecretKey } from '../../platform/secret-key';
import { useChallenge } from './passkey-store';

const randomLength = 16;
const instantLength = 6;
const macLength = 16;
const goodForMs = 5 * 60_000;

/**
 * What a passkey signs, so that an old signature opens nothing. Each says itself until when it is good and for what, under
 * a key of the installation: nothing is kept before it was answered, so that asking for many fills no table.
 */
@Injectable()
export class Challenges {
  private readonly key: Buffer;

  constructor(
    private readonly clock: Clock,
    secret: SecretKey,
  ) {
    this.key = secret.derive('passkey challenges');
  }

  /** `purpose` says for what, and of which browser or session. */
  make(purpose: string): Uint8Array<ArrayBuffer> {
    const head = Buffer.alloc(randomLength + instantLength);
    randomBytes(randomLength).copy(head);
    head.writeUIntBE(this.clock.now() + goodForMs, randomLength, instantLength);
    return new Uint8Array([...head, ...this.mac(head, purpose)]);
  }

  /** Whether it was made here for that purpose, and not too long ago; base64url, as browsers give it back. */
  isGood(challenge: string, purpose: string): boolean {
    const bytes = Buffer.from(challenge, 'base64url');
    if (bytes.length !== randomLength + instantLength + macLength) return false;
    const head = bytes.subarray(0, randomLength + instantLength);
    if (!timingSafeEqual(bytes.subarray(head.length), this.mac(head, purpose))) return false;
    return this.expiryOf(head) > this.clock.now();
  }

  /** As part of what it opens; false when it was answered before. */
  use(tx: EntityManager, tenantId: string, challenge: string): Promise<boolean> {
    const bytes = Buffer.from(challenge, 'base64url');
    return useChallenge(tx, tenantId, hash('sha256', bytes, 'buffer'), this.expiryOf(bytes));
  }

  private expiryOf(head: Buffer): number {
    return head.readUIntBE(randomLength, instantLength);
  }

  private mac(head: Buffer, purpose: string): Buffer {
    return createHmac('sha256', this.key).update(head).update(purpose).digest().subarray(0, macLength);
  }
}
