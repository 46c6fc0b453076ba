import { hash } from 'node:crypto';

/** An event as it is to be appended: validated, minimised, nothing of the caller in clear. */
export type NewEvent = Readonly<{
  /** Milliseconds since 1970. */
  at: number;
  source: string;
  /** A type of the event table, or one the server writes itself (`call.expired`, with source `vigie`). */
  type: string;
  subject: string;
  /** Unique within its source. */
  id: string;
  /** Order within the source among equal instants; null where the source gives none. */
  sequence: string | null;
  /** The known fields, as JSON text of one object, without a NUL or a lone surrogate. */
  data: string;
}>;

/** An event as the log holds it. */
export type LoggedEvent = Readonly<{
  seq: number;
  receivedAt: number;
  at: number;
  source: string;
  type: string;
  subject: string;
  id: string;
  sequence: string | null;
  data: Readonly<Record<string, unknown>>;
}>;

/** What became of a list of events that was appended. */
export type Appended = Readonly<{
  /** How many were new. Their numbers are the last `accepted` ones up to and including `last`. */
  accepted: number;
  /** Places in the given list, ascending, of those the log already had (or that came twice in the list). */
  duplicates: readonly number[];
  /** The tenant's last sequence number afterwards. */
  last: number;
}>;

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
