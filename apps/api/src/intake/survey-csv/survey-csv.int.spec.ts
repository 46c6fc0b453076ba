import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { sendText } from '../../access/testing/test-person';
import { Projector } from '../../fold/projector';
import { Rebuild } from '../../fold/rebuild';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { ApiKeys } from '../../access/api-keys';
import { TenantDirectory } from '../../tenants/tenant-directory';
import type { ImportAnswer } from '@vigie/contracts';
import { ImportUndo } from '../files/import-undo';

const calls = `callId,arrivedAt,queue,agent,answered,waitSeconds,talkSeconds,resolved,rating
c1,2026-01-31T23:30:00,desk,anna,yes,12,180,yes,
c2,2026-01-05T09:00:00,desk,anna,yes,12,180,yes,3
`;
const results = `source,callId,answeredAt,channel,language,overall,recommend,return,comment
calls-csv,c1,2026-02-02T10:00:00,SMS,ca,5,10,oui,
calls-csv,c2,2026-01-06T10:00:00,ivr,fr,2,,non,
calls-csv,c9,2026-01-06T10:00:00,,fr,1,0,0,
`;

describe('a table of survey results', () => {
  let server: TestServer;
  let tenantId: string;
  let key: string;
  let tenants = 0;

  beforeAll(async () => {
    server = await createTestServer();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    tenants += 1;
    tenantId = `results-${tenants}`;
    const tenant = { tenantId, name: 'Results', timezone: 'Europe/Paris', locale: 'fr', demo: false };
    await server.app.get(TenantDirectory).create(tenant);
    key = (await server.app.get(ApiKeys).create(tenantId, 'files', ['events:write'])).text;
  });

  const post = (kind: string, body: string): Promise<Response> =>
    sendText(server.url, key, `/imports/${kind}`, { type: 'text/csv; charset=utf-8', text: body });
  const take = async (kind: string, body: string): Promise<ImportAnswer> => {
    const answer = await post(kind, body);
    if (answer.status !== 200) throw new Error(await answer.text());
    await server.app.get(Projector).foldNow(tenantId);
    return (await answer.json()) as ImportAnswer;
  };
  const answers = (): Promise<Record<string, unknown>[]> =>
    server.database.withTenant(tenantId, (tx) =>
      tx.query(
        `SELECT c.call_id, s.channel, s.survey_language AS language, s.items, s.counted, s.month::text
         FROM call_survey s JOIN call c USING (tenant_id, call_key) WHERE tenant_id = $1 ORDER BY 1, 2`,
        [tenantId],
      ),
    );

  it('joins what was answered to the calls, by way of asking and the month of the call, before or after these', async () => {
    expect(await take('survey-csv', results)).toMatchObject({ accepted: 3, rejectedCount: 0 });
    await take('calls-csv', calls);
    const common = { month: '2026-01-01', counted: true };
    expect(await answers()).toEqual([
      {
        ...common,
        call_id: 'c1',
        channel: 'sms',
        language: 'ca',
        items: { overall: 5, recommend: 10, return: 1 },
      },
      { ...common, call_id: 'c2', channel: 'import', language: null, items: { overall: 3 } },
      { ...common, call_id: 'c2', channel: 'ivr', language: 'fr', items: { overall: 2, return: 0 } },
      {
        ...common,
        call_id: 'c9',
        counted: false,
        channel: 'import',
        language: 'fr',
        items: { overall: 1, recommend: 0, return: 0 },
      },
    ]);
    expect((await server.app.get(Rebuild).compare(tenantId)).examples).toEqual([]);
  });

  it('is corrected by a later one, changes nothing when imported again, and can be taken back', async () => {
    await take('survey-csv', results);
    const before = await answers();
    expect(await take('survey-csv', results)).toMatchObject({ accepted: 0, duplicates: 3 });
    const corrected = await take('survey-csv', results.replace('SMS,ca,5,10,oui', 'SMS,ca,,,non'));
    expect(corrected).toMatchObject({ accepted: 1, corrected: 1, duplicates: 2 });
    expect((await answers())[0]).toMatchObject({ items: { return: 0 } });
    await server.app.get(ImportUndo).undo(tenantId, corrected.importId);
    await server.app.get(Projector).foldNow(tenantId);
    expect(await answers()).toEqual(before);
  });

  it('names a bad row by its line and its fault, and takes the others', async () => {
    const answer = await take(
      'survey-csv',
      `source,callId,answeredAt,channel,language,overall,reach,comment
calls-csv,c1,2026-02-02T10:00:00,sms,fr,5,,
calls-csv,c2,2026-02-02T10:00:00,pigeon,fr,5,,
calls-csv,c3,2026-02-02T10:00:00,sms,fr,6,,
calls-csv,c4,2026-02-02T10:00:00,sms,fr,,,
,c5,2026-02-02T10:00:00,sms,fr,4,,
calls-csv,c6,,sms,français,4,,
calls-csv,c7,2026-02-02T10:00:00,sms,fr,,,merci
`,
    );
    expect(answer).toMatchObject({ received: 7, accepted: 2 });
    expect(answer.rejected.map(({ line, message }) => [line, message])).toEqual([
      [3, 'channel: must be one of sms, email, ivr, agent, import'],
      [4, 'overall: must be a whole number from 1 to 5'],
      [5, 'items: none is answered'],
      [6, 'source: is required'],
      [7, 'answeredAt: is required'],
    ]);
  });

  it('is refused when its header names no item', async () => {
    const answer = await post('survey-csv', 'source,callId,answeredAt,channel,language,mood\n');
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { detail: string }).detail).toContain('names no item');
  });
});
