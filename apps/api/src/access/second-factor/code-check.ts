import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Clock } from '../../platform/clock';
import { Keyring } from '../../privacy/keyring';
import { openText, sealText } from '../../privacy/sealed-text';
import { stepOfCode } from './one-time-code';
import { recoveryCodeHash } from './recovery-codes';
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
