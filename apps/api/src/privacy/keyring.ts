import { Injectable } from '@nestjs/common';

import { SecretKey } from '../platform/secret-key';

type Purpose =
  | 'quarantine'
  | 'quarantine ids'
  | 'imports'
  | 'survey answers'
  | 'survey links'
  | 'survey addresses'
  | 'survey draw'
  | 'survey comments'
  | 'comment ids'
  | 'agent numbers'
  | 'audit chain'
  | 'known devices'
  | 'second factors'
  | 'recovery codes'
  | 'connectors'
  | 'number vault'
  | 'calling'
  | 'clinic alerts';

/** A name that nobody has can be asked for too, so that what is kept must have an end. */
const mostKept = 10_000;

/** Each tenant's own keys, derived from the installation's secret: none is stored, and one tells nothing of another. */
@Injectable()
export class Keyring {
  private readonly derived = new Map<string, Buffer>();

  constructor(private readonly secret: SecretKey) {}

  /** 32 bytes, always the same for the same installation, tenant and purpose. */
  keyOf(tenantId: string, purpose: Purpose): Buffer {
    return this.named(`${purpose} of ${tenantId}`);
  }

  /** The key under which callers' numbers are hashed, by its version, from 1 on: one tells nothing of another. */
  callerKey(tenantId: string, version: number): Buffer {
    return this.named(`caller numbers${version === 1 ? '' : ` ${version}`} of ${tenantId}`);
  }

  private named(name: string): Buffer {
    const known = this.derived.get(name);
    if (known !== undefined) return known;
    const key = this.secret.derive(name);
    if (this.derived.size >= mostKept) this.derived.clear();
    this.derived.set(name, key);
    return key;
  }
}
