/**
 * Columns of numbers, instants, truth values and keys as PostgreSQL arrays in the wire's binary form: a batch of rows
 * goes to the server as one parameter a column, with nothing to quote here and nothing to parse there.
 */
const oids = { bool: 16, int8: 20, date: 1082, timestamptz: 1184, uuid: 2950 } as const;
const headerBytes = 20;
const wordRange = 4_294_967_296;
/** 2000-01-01T00:00:00Z, where PostgreSQL's binary times begin. */
const epochMs = 946_684_800_000;
const msPerDay = 86_400_000;

/** `bigint[]` of safe integers. */
export function int8Column(values: readonly (number | null)[]): Buffer {
  return eightByteColumn(oids.int8, values, 1, 0);
}

/** `timestamptz[]` of instants in ms since 1970. */
export function instantColumn(values: readonly (number | null)[]): Buffer {
  return eightByteColumn(oids.timestamptz, values, 1000, epochMs);
}

/** `boolean[]`. */
export function booleanColumn(values: readonly (boolean | null)[]): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + 5 * values.length);
  let offset = writeHeader(buffer, oids.bool, values.length, true);
  for (const value of values) {
    offset = buffer.writeInt32BE(value === null ? -1 : 1, offset);
    if (value !== null) offset = buffer.writeInt8(value ? 1 : 0, offset);
  }
  return buffer.subarray(0, offset);
}

/** `date[]` of days written YYYY-MM-DD. */
export function dateColumn(values: readonly string[]): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + 8 * values.length);
  let offset = writeHeader(buffer, oids.date, values.length, false);
  for (const value of values) {
    offset = buffer.writeInt32BE(4, offset);
    offset = buffer.writeInt32BE((Date.parse(value) - epochMs) / msPerDay, offset);
  }
  return buffer;
}

/** `uuid[]` of keys in their written form. */
export function uuidColumn(values: readonly string[]): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + 20 * values.length);
  let offset = writeHeader(buffer, oids.uuid, values.length, false);
  for (const value of values) {
    offset = buffer.writeInt32BE(16, offset);
    offset += buffer.write(value.replaceAll('-', ''), offset, 16, 'hex');
  }
  return buffer;
}

function eightByteColumn(
  oid: number,
  values: readonly (number | null)[],
  factor: number,
  origin: number,
): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + 12 * values.length);
  let offset = writeHeader(buffer, oid, values.length, true);
  for (const value of values) {
    if (value === null) {
      offset = buffer.writeInt32BE(-1, offset);
      continue;
    }
    const stored = (value - origin) * factor;
    const high = Math.floor(stored / wordRange);
    offset = buffer.writeInt32BE(8, offset);
    offset = buffer.writeInt32BE(high, offset);
    offset = buffer.writeUInt32BE(stored - high * wordRange, offset);
  }
  return buffer.subarray(0, offset);
}

function writeHeader(buffer: Buffer, oid: number, length: number, nullable: boolean): number {
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(nullable ? 1 : 0, 4);
  buffer.writeInt32BE(oid, 8);
  buffer.writeInt32BE(length, 12);
  return buffer.writeInt32BE(1, 16);
}
