/**
 * One-dimensional PostgreSQL arrays in the wire's binary form. A batch of events goes to the server as one array a
 * column; as text each element would have to be quoted here and unquoted there. The driver sends a Buffer as it is.
 */
const headerBytes = 20;
const oids = { int8: 20, text: 25, date: 1082, timestamptz: 1184, uuid: 2950 } as const;
const microsecondsPerMs = 1000n;
/** 2000-01-01T00:00:00Z, where PostgreSQL's binary times begin. */
const epochMs = 946_684_800_000;
const msPerDay = 86_400_000;

/** `text[]`; null stays null. */
export function textArray(values: readonly (string | null)[]): Buffer {
  let bytes = headerBytes + 4 * values.length;
  // A UTF-16 unit becomes at most three bytes: guessing high costs memory for a moment, measuring costs a second pass.
  for (const value of values) bytes += value === null ? 0 : 3 * value.length;
  const buffer = Buffer.allocUnsafe(bytes);
  let offset = writeHeader(buffer, oids.text, values.length);
  for (const value of values) {
    if (value === null) {
      offset = buffer.writeInt32BE(-1, offset);
      continue;
    }
    const written = buffer.write(value, offset + 4, 'utf8');
    buffer.writeInt32BE(written, offset);
    offset += 4 + written;
  }
  return buffer.subarray(0, offset);
}

/** `uuid[]` of 16-byte values. */
export function uuidArray(values: readonly Buffer[]): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + 20 * values.length);
  let offset = writeHeader(buffer, oids.uuid, values.length);
  for (const value of values) {
    offset = buffer.writeInt32BE(16, offset);
    offset += value.copy(buffer, offset, 0, 16);
  }
  return buffer;
}

/** `timestamptz[]` of instants in ms since 1970. */
export function timestamptzArray(values: readonly number[]): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + 12 * values.length);
  let offset = writeHeader(buffer, oids.timestamptz, values.length);
  for (const value of values) {
    offset = buffer.writeInt32BE(8, offset);
    offset = buffer.writeBigInt64BE(BigInt(value - epochMs) * microsecondsPerMs, offset);
  }
  return buffer;
}

/** `date[]`: the UTC days of instants in ms since 1970. */
export function utcDayArray(values: readonly number[]): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + 8 * values.length);
  let offset = writeHeader(buffer, oids.date, values.length);
  for (const value of values) {
    offset = buffer.writeInt32BE(4, offset);
    offset = buffer.writeInt32BE(Math.floor((value - epochMs) / msPerDay), offset);
  }
  return buffer;
}

function writeHeader(buffer: Buffer, oid: number, length: number): number {
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(0, 4);
  buffer.writeInt32BE(oid, 8);
  buffer.writeInt32BE(length, 12);
  return buffer.writeInt32BE(1, 16);
}
