import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { createTestServer, type TestServer } from '../../testing/test-server';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { CallsCsvImporter } from '../calls-csv/calls-csv-importer';
import type { ImportAnswer } from '@vigie/contracts';
import { ImportLedger } from './import-ledger';
import { ImportUndo } from './import-undo';

const header = 'callId,arrivedAt,queue,agent,answered,waitSeconds,talkSeconds,resolved,rating\n';
const rows = (from: number, to: number): string => {
  const lines = Array.from({ length: to - from }, (_, index) => {
    const minute = String((from + index) % 60).padStart(2, '0');
    return `c${from + index},2026-01-05T09:${minute}:00,desk,anna,yes,12,180,,\n`;
  });
  return lines.join('');
};

describe('reading a file', () => {
  let server: TestServer;
  let tenantId: string;
  let tenants = 0;

  beforeAll(async () => {
    server = await createTestServer();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    tenants += 1;
    tenantId = `reading-${tenants}`;
    const tenant = { tenantId, name: 'Reading', timezone: 'Europe/Paris', locale: 'fr', demo: false };
    await server.app.get(TenantDirectory).create(tenant);
  });

  const take = (chunks: AsyncIterable<Buffer>): Promise<ImportAnswer> =>
    server.app.get(CallsCsvImporter).import(tenantId, { source: 'lyon' }, { chunks, name: 'january.csv' });
  async function* chunked(...parts: (string | (() => Promise<unknown>))[]): AsyncGenerator<Buffer> {
    for (const part of parts) {
      if (typeof part === 'string') yield Buffer.from(part);
      else await part();
    }
  }
  const inLog = async (): Promise<number> => {
    const [row] = await server.database.withTenant(tenantId, (tx) =>
      tx.query<{ n: number }[]>('SELECT count(*) AS n FROM event_log WHERE tenant_id = $1', [tenantId]),
    );
    return row?.n ?? 0;
  };

  it('that breaks off keeps what was committed, and goes on from there when it is read again', async () => {
    const broken = (): Promise<never> => Promise.reject(new Error('the line was cut'));
    await expect(take(chunked(header, rows(0, 3000), broken))).rejects.toThrow('the line was cut');
    expect(await inLog()).toBe(2500);
    expect(await server.app.get(ImportLedger).list(tenantId, 9)).toMatchObject([
      { importId: 1, file: 'january.csv', accepted: 2500, finishedAt: null },
    ]);
    expect(await take(chunked(header, rows(0, 3000)))).toMatchObject({ accepted: 500, duplicates: 2500 });
    expect(await inLog()).toBe(3000);
  });

  it('twice at the same time takes each row once', async () => {
    const file = (): AsyncGenerator<Buffer> => chunked(header, rows(0, 6000));
    const answers = await Promise.all([take(file()), take(file()), take(file())]);
    expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(6000);
    expect(answers.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(12_000);
    expect(new Set(answers.map(({ importId }) => importId))).toEqual(new Set([1, 2, 3]));
    expect(await inLog()).toBe(6000);
  });

  it('ends when its import is undone meanwhile, and leaves nothing behind', async () => {
    const undo = (): Promise<unknown> => server.app.get(ImportUndo).undo(tenantId, 1);
    await expect(take(chunked(header, rows(0, 3000), undo, rows(3000, 6000)))).rejects.toThrow(
      'The import was undone while it ran: the rest of the file was not taken.',
    );
    // 2,500 rows told, and as many taken back.
    expect(await inLog()).toBe(5000);
    expect(await take(chunked(header, rows(0, 10)))).toMatchObject({ accepted: 10, corrected: 0 });
  });

  it('of which nothing but the header comes is an import of nothing', async () => {
    expect(await take(chunked(header))).toMatchObject({ importId: 1, received: 0, accepted: 0 });
  });
});
