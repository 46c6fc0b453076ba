import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts a text (AES-256-GCM, a random nonce each time) so that it opens only with the same key and under the same
 * name: a row that is copied to another place does not open there.
 */
export function sealText(text: string, key: Buffer, name: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body]);
}

/** What {@link sealText} was given; null when the key or the name is another, or the bytes were changed. */
export function openText(sealed: Buffer, key: Buffer, name: string): string | null {
  const bodyAt = 1 + nonceBytes + tagBytes;
  if (sealed[0] !== version || sealed.length < bodyAt) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(1 + nonceBytes, bodyAt));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(bodyAt)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/** The same id for the same text under the same key, as a uuid's 32 digits; without the key it tells nothing. */
export function idOfText(text: string, key: Buffer): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('hex').slice(0, 32);
}
