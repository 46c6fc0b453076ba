import { Inject, Injectable } from '@nestjs/common';

import { APP_CONFIG, type AppConfig } from '../platform/config';
import { SecretKey } from '../platform/secret-key';
import { Keyring } from './keyring';
import { openText, sealText } from './sealed-text';

/** Whose number it is: the call by which it came to a clinic. What is owed for it is found by its calls. */
export type NumberOf = Readonly<{ tenantId: string; clinicId: string; callKey: string }>;

/**
 * Seals the numbers of callers who may have to be called back (ADR 0114), and opens them again. An installation may hold
 * their key apart from its own (`VIGIE_VAULT_KEY`) and change it whenever it likes.
 */
@Injectable()
export class NumberVault {
  /** The first seals; what was sealed under another of them still opens. */
  private readonly keyrings: readonly [Keyring, ...Keyring[]];

  constructor(
    secret: SecretKey,
    @Inject(APP_CONFIG) { vaultKey, vaultKeyBefore }: Pick<AppConfig, 'vaultKey' | 'vaultKeyBefore'>,
  ) {
    const keyringOf = (key: string): Keyring => new Keyring(new SecretKey(key));
    const own = new Keyring(secret);
    const before = vaultKeyBefore === undefined ? [] : [keyringOf(vaultKeyBefore)];
    this.keyrings = [vaultKey === undefined ? own : keyringOf(vaultKey), ...before, own];
  }

  /** The number in its international form, so that it opens under the same tenant, clinic and call alone. */
  seal(number: string, of: NumberOf): Buffer {
    return sealText(number, keyOf(this.keyrings[0], of), nameOf(of));
  }

  /** Null where it was sealed under a key that is gone, or is of something else. */
  open(sealed: Buffer, of: NumberOf): string | null {
    for (const keyring of this.keyrings) {
      const number = openText(sealed, keyOf(keyring, of), nameOf(of));
      if (number !== null) return number;
    }
    return null;
  }
}

const keyOf = (keyring: Keyring, { tenantId }: NumberOf): Buffer => keyring.keyOf(tenantId, 'number vault');

/** Ids are of any characters: only quoted they cannot run into each other. */
const nameOf = ({ tenantId, clinicId, callKey }: NumberOf): string =>
  JSON.stringify([tenantId, clinicId, callKey]);
