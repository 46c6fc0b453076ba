import { monitorEventLoopDelay } from 'node:perf_hooks';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ApiKeys } from '../access/api-keys';
import { askWithKey } from '../access/testing/test-person';
import { callKey } from '../event-log/logged-event';
import { SystemClock } from '../platform/clock';
import { Keyring } from '../privacy/keyring';
import { openText, sealText } from '../privacy/sealed-text';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';
import { CommentKeeper, sealName } from './comment-keeper';

const tenant = 'kept-comments';
const source = '/pbx';

describe('a comment that is kept', () => {
  const clock = new SystemClock();
  let server: TestServer;
  let apiKey = '';

  beforeAll(async () => {
    server = await createTestServer();
    await createTestTenant(server.database, tenant);
    const { text } = await server.app.get(ApiKeys).create(tenant, source, ['events:write']);
    apiKey = text;
  });
  afterAll(() => server.close());

  const answered = (id: string, comment: string) => ({
    specversion: '1.0',
    id,
    source,
    type: 'survey.answered',
    subject: `call-${id}`,
    time: new Date(clock.now()).toISOString(),
    data: { channel: 'sms', items: { overall: 2, comment } },
  });
  const post = (events: readonly object[]): Promise<Response> =>
    askWithKey(server.url, apiKey, 'POST /events', events);
  const query = <Row>(sql: string, ...parameters: unknown[]) =>
    server.database.withTenant(tenant, (tx) => tx.query<Row[]>(sql, [tenant, ...parameters]));
  const key = () => server.app.get(Keyring).keyOf(tenant, 'survey comments');

  it('is not found by who knows the event it came with, and is kept once however often that is sent', async () => {
    const told = answered('survey-answered-abc', 'trop long');
    await post([told]);
    await post([told]);
    const rows = await query<{ id: string }>(
      'SELECT comment_id AS id FROM survey_comment WHERE tenant_id = $1',
    );
    expect(rows).toHaveLength(1);
    // What a sender could reckon out: the digest of source and event id.
    expect(rows[0]?.id).not.toBe(callKey(source, told.id));
  });

  it('under an id that a sender could reckon out gets one that nobody can, with its text and what was done to it', async () => {
    const id = callKey(source, 'survey-answered-old');
    const sealed = sealText('attente longue', key(), sealName(tenant, id));
    await query(
      `INSERT INTO survey_comment (tenant_id, comment_id, call_key, channel, at, received_at, sealed)
       VALUES ($1, $2, $2, 'sms', now(), now(), $3)`,
      id,
      sealed,
    );
    await query(
      `INSERT INTO survey_comment_log (tenant_id, entry_id, at, comment_id, action)
       VALUES ($1, $2, now(), $2, 'hidden')`,
      id,
    );
    const keeper = server.app.get(CommentKeeper);
    expect(await server.database.withTenant(tenant, (tx) => keeper.keyIds(tx, tenant, 10))).toBe(1);
    expect(await server.database.withTenant(tenant, (tx) => keeper.keyIds(tx, tenant, 10))).toBe(0);
    const [row] = await query<{ id: string; sealed: Buffer }>(
      `SELECT c.comment_id AS id, sealed FROM survey_comment c JOIN survey_comment_log l USING (tenant_id, comment_id)
       WHERE c.tenant_id = $1 AND c.call_key = $2`,
      id,
    );
    expect(row?.id).not.toBe(id);
    expect(openText(row?.sealed ?? Buffer.alloc(0), key(), sealName(tenant, row?.id ?? ''))).toBe(
      'attente longue',
    );
  });

  it('holds up nobody else, whatever it is made of: 300 long ones of points take no more than plain words', async () => {
    const stalled = async (kind: string, text: string): Promise<number> => {
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      const events = Array.from({ length: 300 }, (_, place) => answered(`${kind}-${place}`, text));
      expect((await post(events)).status).toBe(200);
      delay.disable();
      return delay.max / 1e6;
    };
    const [words, points]: [number[], number[]] = [[], []];
    for (let round = 0; round < 3; round += 1) {
      words.push(await stalled(`words-${round}`, 'attente '.repeat(250)));
      points.push(await stalled(`points-${round}`, 'a.'.repeat(1000)));
    }
    // It was nine seconds, a hundred times the other.
    expect(Math.min(...points)).toBeLessThan(10 * Math.max(Math.min(...words), 10));
  });
});
