import { hash } from 'node:crypto';

/** Text that source and id (or subject) are hashed as: neither may hold a NUL, so no two pairs look alike. */
export function pairText(source: string, name: string): string {
  return `${source}\0${name}`;
}

/** What makes an event known again, of the {@link pairText} of its source and id: 128 bits of SHA-256. */
export function eventHash(pair: string): Buffer {
  return hash('sha256', pair, 'buffer').subarray(0, 16);
}

/** The call an event belongs to within its tenant, as a uuid: the first 128 bits of SHA-256 over source and subject. */
export function callKey(source: string, subject: string): string {
  return uuidText(hash('sha256', pairText(source, subject), 'hex'));
}

/** Writes the first 32 hexadecimal digits as PostgreSQL writes a uuid. */
export function uuidText(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
