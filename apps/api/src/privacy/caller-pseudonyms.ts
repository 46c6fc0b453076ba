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
export type Pseudonym = Readonly<{
  aniHash?: string;
  /** The same under the key before, while both are kept. */
  aniHashBefore?: string;
  aniKind?: CallerKind | 'withheld';
  aniMask?: string;
}>;

type Digests = Required<Pick<Pseudonym, 'aniHash'>> & Pick<Pseudonym, 'aniHashBefore'>;

const hashedBytes = 16;
/** Digits with nothing but formatting between them: a number in clear, whatever the field is called. */
const looksLikeNumber = /^\+?[\d\s.()/-]*$/;
/** What a digest looks like in text; anything else in its place may be a number, or a name. */
const hashShape = /^(?=.*[A-Za-z])[A-Za-z0-9_-]{16,64}$/;
/** Digits in their groups, of which the last four are dots. */
const maskShape = /^\+?(?:[0-9] ?){0,8}(?:• ?){4,}$/;

/**
 * Puts a pseudonym in the place of a caller's number: HMAC-SHA-256 of its international form, cut to 128 bits, under
 * a key of the tenant. Without the key the numbers of a country could all be hashed in a minute and compared. A
 * withheld number has no hash at all: one shared by all would look like one very persistent caller.
 */
export class CallerPseudonyms {
  private readonly key: KeyObject;
  private readonly before: KeyObject | undefined;

  /** `before`: the key that this one has taken the place of, as long as callers are to be known under both. */
  constructor(key: Buffer, before?: Buffer) {
    // Made once: from bare bytes every hash would make it anew, which takes longer than the hash.
    this.key = createSecretKey(key);
    this.before = before && createSecretKey(before);
  }

  /** `home` is the country in which a number without a code was written. */
  of(fields: CallerFields, home: HomeCountry): Pseudonym {
    if (fields.aniKind === 'withheld') return { aniKind: 'withheld' };
    const clear = fields.ani ?? clearNumberIn(fields.aniHash, home);
    if (clear !== undefined) return this.ofNumber(clear, home);
    const { aniHash, aniKind, aniMask } = fields;
    return {
      ...(aniHash !== undefined && hashShape.test(aniHash) && this.ofHash(aniHash)),
      ...(aniKind !== undefined && { aniKind }),
      ...(aniMask !== undefined && maskShape.test(aniMask) && { aniMask }),
    };
  }

  /** Under what a caller is kept whom a sender tells by a hash of its own; null for what is none. */
  ofSentHash(sent: string): string | null {
    return hashShape.test(sent) ? this.ofHash(sent).aniHash : null;
  }

  private ofNumber(text: string, home: HomeCountry): Pseudonym {
    const number = readCallerNumber(text, home);
    if (number === null) return { aniKind: 'withheld' };
    return { ...this.digests(number.e164), aniKind: number.kind, aniMask: number.mask };
  }

  /** A sender's own hash may be one that anybody can make: of ours nobody can tell which number it stands for. */
  private ofHash(aniHash: string): Digests {
    return this.digests(`sent ${aniHash}`);
  }

  private digests(text: string): Digests {
    const aniHash = digest(text, this.key);
    return this.before === undefined ? { aniHash } : { aniHash, aniHashBefore: digest(text, this.before) };
  }
}

function digest(text: string, key: KeyObject): string {
  return createHmac('sha256', key).update(text).digest().subarray(0, hashedBytes).toString('base64url');
}

/** A sender that puts the number itself where its hash belongs must not bring it into the log. */
function clearNumberIn(aniHash: string | undefined, home: HomeCountry): string | undefined {
  if (aniHash === undefined || !looksLikeNumber.test(aniHash)) return undefined;
  return readCallerNumber(aniHash, home) === null ? undefined : aniHash;
}
