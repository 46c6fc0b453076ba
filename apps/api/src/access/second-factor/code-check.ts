import { createHmac, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Clock } from '../../platform/clock';
import { Keyring } from '../../privacy/keyring';
import { openText, sealText } from '../../privacy/sealed-text';
import { stepOfCode } from './one-time-code';
import { findSecondFactor, useRecoveryCode, useStep } from './second-factor-store';

/** What a code was that was taken. */
export type TakenCode = 'code' | 'recovery code';

/** Takes codes of second factors: each once. */
@Injectable()
export class CodeCheck {
  constructor(
    private readonly clock: Clock,
    private readonly keyring: Keyring,
  ) {}

  /** Uses the code up, as part of what it opens; null when it opens nothing. */
  async take(tx: EntityManager, tenantId: string, personId: string, code: string): Promise<TakenCode | null> {
    if (await this.takeStep(tx, tenantId, personId, code)) return 'code';
    const codeHash = this.hashOf(tenantId, personId, code);
    const isTaken = await useRecoveryCode(tx, tenantId, personId, { codeHash, at: this.clock.now() });
    return isTaken ? 'recovery code' : null;
  }

  /** Of the application alone. */
  async takeStep(tx: EntityManager, tenantId: string, personId: string, code: string): Promise<boolean> {
    const stored = await findSecondFactor(tx, tenantId, personId);
    const secret = stored === undefined ? null : this.opened(tenantId, personId, stored.secret);
    const step = secret === null ? null : stepOfCode(secret, code, this.clock.now());
    return step !== null && useStep(tx, tenantId, personId, step);
  }

  sealed(tenantId: string, personId: string, secret: string): Buffer {
    return sealText(secret, this.keyring.keyOf(tenantId, 'second factors'), personId);
  }

  hashOf(tenantId: string, personId: string, recoveryCode: string): Buffer {
    return recoveryCodeHash(recoveryCode, this.keyring.keyOf(tenantId, 'recovery codes'), personId);
  }

  private opened(tenantId: string, personId: string, sealed: Buffer): string | null {
    return openText(sealed, this.keyring.keyOf(tenantId, 'second factors'), personId);
  }
}

/** Letters and digits that nobody takes for one another. */
const signs = '23456789abcdefghjkmnpqrstuvwxyz';
const groups = 3;
const perGroup = 4;

/** As many as are given at a time. */
const recoveryCodeCount = 10;

/** Ten codes such as `k7vm-2wqx-9fht`: 59 bits each, and few tries a minute. */
export function newRecoveryCodes(): readonly string[] {
  const group = (): string => Array.from({ length: perGroup }, () => signs[randomInt(signs.length)]).join('');
  return Array.from({ length: recoveryCodeCount }, () => Array.from({ length: groups }, group).join('-'));
}

/**
 * What is kept of a code: its hash under a key of the tenant, so that a copy of the database alone cannot be tried
 * against. Big letters and what stands between the groups say nothing.
 */
export function recoveryCodeHash(code: string, key: Buffer, personId: string): Buffer {
  const plain = code.toLowerCase().replace(/[^a-z\d]/gu, '');
  return createHmac('sha256', key).update(`${personId} ${plain}`).digest();
}
