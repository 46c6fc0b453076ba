import { createHmac, randomInt } from 'node:crypto';

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
