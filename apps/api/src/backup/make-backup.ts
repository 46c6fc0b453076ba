import type { Frame, PartHead, Trailer } from './backup-format';
import type { KeptTable } from './tables-query';
import type { Snapshot } from './snapshot-store';

/** How far it is. */
export type Progress = Readonly<{ tenant: number; tenants: number; table: string; rows: number }>;

type Part = Readonly<{ head: PartHead; tenantId: string | undefined; place: number }>;

/** `COPY` hands over a few rows at a time; a checksum and a compressor prefer more. */
const batchBytes = 256 * 1024;
const lineFeed = 0x0a;

/** The whole of a snapshot as frames: what is the installation's, then each tenant, its tables in order of reference. */
export async function* framesOf(
  snapshot: Snapshot,
  say: (progress: Progress) => void,
): AsyncGenerator<Frame> {
  const tenants = await snapshot.tenants();
  const sum = { parts: 0, rows: 0, tenants: tenants.length };
  for (const part of partsOf(snapshot.tables, tenants)) {
    const { tenantId, head, place } = part;
    if (tenantId !== undefined) await snapshot.actAs(tenantId);
    let rows = 0;
    for await (const bytes of batches(snapshot.rows(head, tenantId))) {
      if (rows === 0) yield { kind: 'part', ...head };
      rows += countRows(bytes);
      say({ tenant: place, tenants: tenants.length, table: head.table, rows: sum.rows + rows });
      yield { kind: 'rows', bytes };
    }
    if (rows === 0) continue;
    yield { kind: 'end', rows };
    sum.parts += 1;
    sum.rows += rows;
  }
  const trailer: Trailer = { ...sum, sequences: await snapshot.sequences() };
  yield { kind: 'trailer', ...trailer };
}

function* partsOf(tables: readonly KeptTable[], tenants: readonly string[]): Generator<Part> {
  const ofAll = tables.filter(({ ofTenants }) => !ofTenants);
  for (const table of ofAll) yield { head: headOf(table), tenantId: undefined, place: 0 };
  const ofTenants = tables.filter((table) => table.ofTenants);
  for (const [index, tenantId] of tenants.entries()) {
    for (const table of ofTenants) yield { head: headOf(table), tenantId, place: index + 1 };
  }
}

const headOf = ({ name, columns }: KeptTable): PartHead => ({ table: name, columns: [...columns] });

async function* batches(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    size += chunk.length;
    if (size < batchBytes) continue;
    yield* slices(Buffer.concat(held));
    held = [];
    size = 0;
  }
  if (size > 0) yield* slices(Buffer.concat(held));
}

/** A single row may be larger than any frame. */
function* slices(bytes: Buffer): Generator<Buffer> {
  const most = 4 * batchBytes;
  for (let start = 0; start < bytes.length; start += most) yield bytes.subarray(start, start + most);
}

/** In the text that `COPY` writes a line feed ends a row; one within a value is written as two other characters. */
function countRows(bytes: Buffer): number {
  let rows = 0;
  for (let at = bytes.indexOf(lineFeed); at !== -1; at = bytes.indexOf(lineFeed, at + 1)) rows += 1;
  return rows;
}
