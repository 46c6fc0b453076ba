import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

import { readCallerNumber, type CallerKind, type HomeCountry } from './caller-number';

/** What an event may say of its caller. */
export type CallerFields = Readonly<{
  ani?: string | undefined;
  aniHash?: string | undefined;
  aniKind?: CallerKind | 'withheld' | undefined;
  aniMask?: string | undefined;
}>;

/** What the log may hold of a caller. */
export type Pseudonym = Readonly<{ aniHash?: string; aniKind?: CallerKind | 'withheld'; aniMask?: string }>;

const hashedBytes = 16;
/** Six digits or more with nothing but formatting between them: a number in clear, whatever the field is called. */
const looksLikeNumber = /^\+?[\d\s.()/-]*$/;
const shownDigits = 8;

/**
 * Puts a pseudonym in the place of a caller's number: HMAC-SHA-256 of its international form, cut to 128 bits, under
 * a key of the tenant. Without the key the numbers of a country could all be hashed in a minute and compared. A
 * withheld number has no hash at all: one shared by all would look like one very persistent caller.
 */
export class CallerPseudonyms {
  private readonly key: KeyObject;

  constructor(
    key: Buffer,
    private readonly home: HomeCountry,
  ) {
    // Made once: from bare bytes every hash would make it anew, which takes longer than the hash.
    this.key = createSecretKey(key);
  }

  of(fields: CallerFields): Pseudonym {
    const clear = fields.ani ?? this.clearNumberIn(fields.aniHash);
    if (fields.aniKind === 'withheld') return { aniKind: 'withheld' };
    if (clear !== undefined) return this.ofNumber(clear);
    return {
      ...(fields.aniHash !== undefined && fields.aniHash !== '' && { aniHash: fields.aniHash }),
      ...(fields.aniKind !== undefined && { aniKind: fields.aniKind }),
      ...(fields.aniMask !== undefined && isMasked(fields.aniMask) && { aniMask: fields.aniMask }),
    };
  }

  private ofNumber(text: string): Pseudonym {
    const number = readCallerNumber(text, this.home);
    if (number === null) return { aniKind: 'withheld' };
    const hash = createHmac('sha256', this.key).update(number.e164).digest().subarray(0, hashedBytes);
    return { aniHash: hash.toString('base64url'), aniKind: number.kind, aniMask: number.mask };
  }

  /** A sender that puts the number itself where its hash belongs must not bring it into the log. */
  private clearNumberIn(aniHash: string | undefined): string | undefined {
    if (aniHash === undefined || !looksLikeNumber.test(aniHash)) return undefined;
    return readCallerNumber(aniHash, this.home) === null ? undefined : aniHash;
  }
}

function isMasked(mask: string): boolean {
  return mask.replace(/\D/g, '').length <= shownDigits;
}
