import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Keyring } from '../../privacy/keyring';

/** Browsers in which the same person signed in before: proven by a key of the tenant, kept nowhere. */
@Injectable()
export class KnownDevices {
  constructor(private readonly keyring: Keyring) {}

  /** What a browser keeps to be known by when the same person comes again. */
  make(tenantId: string, email: string): string {
    const id = randomBytes(12).toString('base64url');
    return `${id}.${this.proof(tenantId, email, id)}`;
  }

  /** The id of such a browser; undefined of anything else. */
  idOf(tenantId: string, email: string, device: string | undefined): string | undefined {
    const [id = '', proof = '', ...more] = (device ?? '').split('.');
    if (proof === '' || more.length > 0) return undefined;
    const expected = Buffer.from(this.proof(tenantId, email, id));
    const given = Buffer.from(proof);
    return given.length === expected.length && timingSafeEqual(given, expected) ? id : undefined;
  }

  private proof(tenantId: string, email: string, id: string): string {
    const key = this.keyring.keyOf(tenantId, 'known devices');
    return createHmac('sha256', key).update(`${id} ${email}`).digest('base64url');
  }
}
