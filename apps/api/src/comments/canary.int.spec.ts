import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Projector } from '../fold/projector';
import { QuarantineRetry } from '../intake/quarantine-retry';
import { SystemClock } from '../platform/clock';
import { listenTo, tablesHolding } from '../testing/holding';
import { createTestServer, type TestServer } from '../testing/test-server';
import { ApiKeys } from '../access/api-keys';
import { createTestTenant } from '../tenants/testing/test-tenant';

const canary = 'zanzibarique';
const tenant = 'canary';

describe('what a patient wrote', () => {
  const clock = new SystemClock();
  const said: string[] = [];
  let server: TestServer;
  let authorization = '';

  beforeAll(async () => {
    server = await createTestServer();
    await createTestTenant(server.database, tenant);
    const { text } = await server.app.get(ApiKeys).create(tenant, '/pbx', ['events:write']);
    authorization = `Bearer ${text}`;
    for (const stream of [process.stdout, process.stderr]) listenTo(stream, said);
  });
  afterAll(() => server.close());

  const answered = (
    id: string,
    items: object = { overall: 2, callback: 1, comment: `Trop ${canary} ${id}` },
  ) => ({
    specversion: '1.0',
    id,
    source: '/pbx',
    type: 'survey.answered',
    subject: `call-${id}`,
    time: new Date(clock.now()).toISOString(),
    data: { channel: 'sms', language: 'fr', items },
  });
  const post = async (type: string, body: string | Buffer, more: Record<string, string> = {}) => {
    const headers = { authorization, 'content-type': type, ...more };
    return server.ask(`${server.url}/api/v1/events`, { method: 'POST', headers, body });
  };
  const asked = <Row>(sql: string, ...parameters: unknown[]) =>
    server.database.withTenant(tenant, (tx) => tx.query<Row[]>(sql, parameters));
  const kept = () =>
    asked<{ n: number }>('SELECT count(*) AS n FROM survey_comment WHERE tenant_id = $1', tenant);

  it('is in no row of any table, in no line of output and in no answer, by whatever way it came', async () => {
    const lines = [answered('line-1'), answered('line-2')].map((event) => JSON.stringify(event)).join('\n');
    const ways: readonly (readonly [type: string, body: string | Buffer, more?: Record<string, string>])[] = [
      ['application/cloudevents+json', JSON.stringify(answered('one'))],
      ['application/cloudevents-batch+json', JSON.stringify([answered('first'), answered('second')])],
      ['application/json', gzipSync(JSON.stringify([answered('zipped')])), { 'content-encoding': 'gzip' }],
      ['application/x-ndjson', lines],
      // Refused: too long, an unknown type, not even JSON.
      ['application/json', JSON.stringify([answered('long', { comment: canary.repeat(400) })])],
      ['application/json', JSON.stringify([{ ...answered('odd'), type: 'survey.commented' }])],
      ['application/x-ndjson', `{"items":{"comment":"${canary}"`],
      // Where no text belongs.
      [
        'application/json',
        JSON.stringify([answered('astray', { overall: canary, [`x ${canary}`]: 1, remarks: canary })]),
      ],
      ['application/json', JSON.stringify([{ ...answered('invited'), type: 'survey.invited' }])],
    ];
    for (const [type, body, more] of ways) {
      const answer = await post(type, body, more);
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toContain(canary);
    }
    await server.app.get(QuarantineRetry).run(tenant);
    await server.app.get(Projector).foldNow(tenant);
    expect(await kept()).toEqual([{ n: 6 }]);
    const live = await (await server.ask(`${server.url}/api/v1/live?tenant=${tenant}`)).text();
    expect(live).toContain('"concerns":{"');
    expect(live).not.toContain(canary);
    expect(await server.asAdministrator((tx) => tablesHolding(tx, tenant, canary))).toEqual([]);
    expect(said.filter((line) => line.includes(canary))).toEqual([]);
  });

  it('is kept once, with its event or not at all', async () => {
    const again = answered('one');
    expect(await (await post('application/json', JSON.stringify([again, again]))).json()).toMatchObject({
      duplicates: 2,
    });
    expect(await kept()).toEqual([{ n: 6 }]);
  });

  it('the search would find it in any table that held it', async () => {
    const held = await server.asAdministrator(async (tx) => {
      await tx.query(`SELECT set_config('app.tenant', $1, true)`, [tenant]);
      await tx.query(`UPDATE survey_comment SET language = $1`, [canary]);
      return tablesHolding(tx, tenant, canary);
    });
    expect(held).toContain('survey_comment');
  });
});
