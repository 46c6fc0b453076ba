import { z } from 'zod';

import { StartError } from '../platform/start-error';

/** Raised when a reader of an earlier version could not read what is written now. */
export const formatVersion = 1;

/**
 * The first line of a file, as text: what may be known without the key. `head -n 1 FILE` shows it.
 *
 * - `migrations`: what had made the schema that the rows were taken from.
 * - `months`: of tables that are cut into months, the months that have a part of their own.
 */
export const backupHeader = z.object({
  vigieBackup: z.literal(formatVersion),
  madeAt: z.iso.datetime(),
  keyFingerprint: z.string().min(1),
  migrations: z.array(z.string()).min(1),
  months: z.record(z.string(), z.array(z.string().regex(/^\d{4}-\d{2}$/u))),
});
export type BackupHeader = z.infer<typeof backupHeader>;

/**
 * How a file ends: a keyed checksum (HMAC-SHA-256 under a key derived from the installation's) of every byte before it.
 * Always of one length, so that a file that was cut off does not end so.
 */
export const endLine = (checksum: string): Buffer => Buffer.from(`\nvigie-backup ends ${checksum}\n`);
export const endLineBytes = endLine('0'.repeat(64)).length;
export const endLinePattern = /^\nvigie-backup ends ([0-9a-f]{64})\n$/u;

const partHead = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });
const partEnd = z.object({ rows: z.int().min(0) });
const trailer = z.object({
  parts: z.int().min(0),
  rows: z.int().min(0),
  tenants: z.int().min(0),
  sequences: z.array(z.object({ table: z.string(), column: z.string(), value: z.int().min(1) })),
});
export type PartHead = z.infer<typeof partHead>;
export type Trailer = z.infer<typeof trailer>;

/** What follows the first line: parts (one tenant's rows of one table, as `COPY` writes them), and one trailer. */
export type Frame =
  | ({ readonly kind: 'part' } & PartHead)
  | { readonly kind: 'rows'; readonly bytes: Buffer }
  | ({ readonly kind: 'end' } & z.infer<typeof partEnd>)
  | ({ readonly kind: 'trailer' } & Trailer);

/** A file that is not whole or not as it was written; nothing of it may be trusted. */
export class DamagedBackup extends StartError {
  override readonly name = 'StartError';
}

const codeOf = { part: 0x50, rows: 0x52, end: 0x45, trailer: 0x5a } as const;
/** A letter for the kind, and the length of what follows. */
const prefixBytes = 5;
const largestFrameBytes = 16 * 1024 * 1024;

/** A frame as it is written. */
export function encodeFrame(frame: Frame): Buffer {
  const { kind, ...rest } = frame;
  const payload = frame.kind === 'rows' ? frame.bytes : Buffer.from(JSON.stringify(rest));
  const prefix = Buffer.alloc(prefixBytes);
  prefix.writeUInt8(codeOf[kind], 0);
  prefix.writeUInt32BE(payload.length, 1);
  return Buffer.concat([prefix, payload]);
}

/** A frame and how many bytes it takes. */
export type DecodedFrame = Readonly<{ frame: Frame; length: number }>;

/** The frame that `bytes` begin with and its length; undefined as long as it is not there in full. */
export function decodeFrame(bytes: Buffer): DecodedFrame | undefined {
  if (bytes.length < prefixBytes) return undefined;
  const size = bytes.readUInt32BE(1);
  if (size > largestFrameBytes) throw new SyntaxError('a frame is larger than any that is written');
  const length = prefixBytes + size;
  if (bytes.length < length) return undefined;
  return { frame: toFrame(bytes.readUInt8(0), bytes.subarray(prefixBytes, length)), length };
}

function toFrame(code: number, payload: Buffer): Frame {
  const said = (): unknown => JSON.parse(payload.toString('utf8'));
  if (code === codeOf.rows) return { kind: 'rows', bytes: payload };
  if (code === codeOf.part) return { kind: 'part', ...partHead.parse(said()) };
  if (code === codeOf.end) return { kind: 'end', ...partEnd.parse(said()) };
  if (code === codeOf.trailer) return { kind: 'trailer', ...trailer.parse(said()) };
  throw new SyntaxError('a frame is of no known kind');
}
