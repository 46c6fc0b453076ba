import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { ApiKeys } from '../../access/api-keys';
import { sendText } from '../../access/testing/test-person';
import { EventIntake } from '../../intake/event-intake';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';

const idleCutMs = 300;
const line = (second: number, event: string): string => `${1_774_000_000 + second}|c-1|rdv|NONE|${event}`;
const log = `${line(0, 'ENTERQUEUE||0199001234|1')}\n${line(20, 'ABANDON|1|1|20')}\n`;

describe('a queue_log that takes longer to take in than a connection may be idle', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await createTestServer();
    await createTestTenant(server.database, 'place');
    server.app.getHttpServer().setTimeout(idleCutMs);
  });
  afterAll(() => server.close());

  it('is answered, since its connection is not cut while the lines are worked on', async () => {
    const intake = server.app.get(EventIntake);
    const receive = intake.receive.bind(intake);
    const slow = jest.spyOn(intake, 'receive').mockImplementation(async (...given) => {
      await new Promise((resolve) => setTimeout(resolve, idleCutMs * 4));
      return receive(...given);
    });
    const { text } = await server.app.get(ApiKeys).create('place', 'asterisk', ['events:write']);
    const answer = await sendText(server.url, text, '/imports/asterisk-queue-log', {
      type: 'text/plain',
      text: log,
    });
    expect(answer.status).toBe(200);
    expect(slow).toHaveBeenCalled();
    expect(await answer.json()).toMatchObject({ accepted: 2, rejectedCount: 0 });
  });
});
