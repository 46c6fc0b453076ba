import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IntakeAnswer, LiveSnapshot } from '@vigie/contracts';

import { ApiKeys } from '../access/api-keys';
import { askWithKey, sendText } from '../access/testing/test-person';
import { Projector } from '../fold/projector';
import { Rebuild } from '../fold/rebuild';
import type { Clock } from '../platform/clock';
import { TenantDirectory } from '../tenants/tenant-directory';
import { createTestServer, type TestServer } from '../testing/test-server';

const fixture = (name: string): Promise<string> =>
  readFile(join(import.meta.dirname, 'fixtures', name), 'utf8');
const hour = 3_600_000;

describe('what telephone systems get wrong', () => {
  let now = Date.UTC(2026, 10, 27, 9);
  let server: TestServer;
  let tenantId: string;
  let key: string;
  let tenants = 0;

  beforeAll(async () => {
    const clock: Clock = { now: () => now };
    server = await createTestServer({ clock });
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    now = Date.UTC(2026, 10, 27, 9);
    tenantId = `wrong-${(tenants += 1)}`;
    const tenant = { tenantId, name: 'Wrong', timezone: 'Europe/Paris', locale: 'fr', demo: false };
    await server.app.get(TenantDirectory).create(tenant);
    const { text } = await server.app.get(ApiKeys).create(tenantId, 'pbx', ['events:write', 'live:read']);
    key = text;
  });

  const post = async (body: string): Promise<IntakeAnswer> => {
    const answer = await sendText(server.url, key, '/events', { type: 'application/json', text: body });
    await server.app.get(Projector).foldNow(tenantId);
    return (await answer.json()) as IntakeAnswer;
  };
  const liveAt = async (at: number): Promise<LiveSnapshot> => {
    const answer = await askWithKey(server.url, key, `GET /live?at=${new Date(at).toISOString()}`);
    return (await answer.json()) as LiveSnapshot;
  };
  const enqueued = (id: string, at: number, source = '/pbx/x'): object => ({
    specversion: '1.0',
    id,
    source,
    type: 'call.enqueued',
    subject: `call-${id}`,
    time: new Date(at).toISOString(),
    data: { queueId: 'rdv', clinicId: 'cab' },
  });

  it('a patient whose number lost its plus is the one who was called back (case 07)', async () => {
    expect(await post(await fixture('07-plain-33-callback.events.json'))).toMatchObject({ accepted: 5 });
    const { totals } = await liveAt(Date.UTC(2026, 10, 27, 8, 30));
    // An answering machine takes calls too: our own call is a try of this patient's, until somebody says what it was.
    expect(totals).toMatchObject({ toCallBack: 1, owedDay: 1 });
    const owed = await server.database.withTenant(tenantId, (tx) =>
      tx.query<{ talkMs: string }[]>(
        `SELECT detail->'unsaid'->>'talkMs' AS "talkMs" FROM obligation WHERE tenant_id = $1`,
        [tenantId],
      ),
    );
    expect(owed).toEqual([{ talkMs: '90000' }]);
  });

  it('a call of ten years from now is refused by its code (case 10)', async () => {
    const answer = await post(await fixture('10-future-events.events.json'));
    expect(answer).toMatchObject({ accepted: 0, rejectedCount: 1 });
    expect(answer.rejected).toMatchObject([{ code: 'time_ahead' }]);
  });

  it('local time stamped as UTC is corrected by the clock it betrays: nobody waits from the future', async () => {
    await post(JSON.stringify([enqueued('1', now + hour - 1_000), enqueued('2', now + hour - 500)]));
    const rows = await server.database.withTenant(tenantId, (tx) =>
      tx.query<{ arrived: number; told: number }[]>(
        `SELECT (extract(epoch FROM c.arrived_at) * 1000)::float8 AS arrived,
                (extract(epoch FROM e.at) * 1000)::float8 AS told
         FROM call c JOIN event_log e USING (tenant_id) WHERE c.tenant_id = $1 AND e.subject = c.call_id
         ORDER BY told`,
        [tenantId],
      ),
    );
    expect(rows).toEqual([
      { arrived: now, told: now + hour - 1_000 },
      { arrived: now + 500, told: now + hour - 500 },
    ]);
    expect((await server.app.get(Rebuild).compare(tenantId)).examples).toEqual([]);
    now += 30_000;
    expect((await liveAt(now)).totals?.waiting).toBe(2);
  });
});
