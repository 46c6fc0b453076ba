import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { myDataSchema, type MyData } from '@vigie/contracts';

import { askAs, createTestPerson, type TestPerson } from '../access/testing/test-person';
import { Projector } from '../fold/projector';
import { EventIntake } from '../intake/event-intake';
import { ManualClock } from '../platform/clock';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';

const now = Date.UTC(2026, 3, 20, 9);
const today = 'from=2026-04-20&to=2026-04-21';

describe('somebody of a centre who asks what is kept of them', () => {
  const clock = new ManualClock(now);
  let server: TestServer;
  let anna: TestPerson;
  let claire: TestPerson;

  const ask = ({ cookie }: TestPerson, path: string): Promise<Response> =>
    askAs(server.url, cookie, `GET /${path}`);
  const mine = async (whoever: TestPerson): Promise<MyData> =>
    myDataSchema.parse(await (await ask(whoever, 'me/data')).json());

  beforeAll(async () => {
    server = await createTestServer({ clock });
    await createTestTenant(server.database, 'place');
    const all = { kind: 'all' } as const;
    const team = { kind: 'teams', teamIds: ['mg'] } as const;
    anna = await createTestPerson(server.app, 'place', [{ role: 'secretary', scope: team }], {
      agentId: 'anna',
    });
    claire = await createTestPerson(server.app, 'place', [{ role: 'supervisor', scope: all }]);
    await server.app.get(EventIntake).receive('place', [
      {
        specversion: '1.0',
        id: 'in',
        source: '/pbx',
        type: 'agent.logged_in',
        subject: 'anna',
        time: new Date(now - 60_000).toISOString(),
        data: {},
      },
    ]);
    await server.app.get(Projector).foldNow('place');
  });
  afterAll(() => server.close());

  it('is told how long each thing is kept, and of which days there is detail', async () => {
    const { keptMonths, agent, account } = await mine(anna);
    expect(keptMonths).toEqual({ calls: 12, agentDays: 3, audit: 12 });
    expect(agent).toEqual({ id: 'anna', days: 1, from: '2026-04-20', to: '2026-04-20' });
    expect(account).not.toBeNull();
  });

  it('is told who looked where secretaries are named, on how many days, and never of themselves', async () => {
    await ask(anna, 'live/calls');
    await ask(claire, 'live/calls');
    clock.advance(86_400_000);
    await ask(claire, 'live');
    const { watchers } = await mine(anna);
    expect(watchers).toEqual([
      { who: expect.any(String), kind: 'person', days: 2, lastAt: new Date(clock.now()).toISOString() },
    ]);
  });

  it('is told who asked for their figures by name, and not of a colleague whose id begins like theirs', async () => {
    await ask(claire, `metrics?${today}&agentId=anna`);
    await ask(claire, `metrics?${today}&agentId=annabelle`);
    const { deeds } = await mine(anna);
    expect(deeds).toMatchObject([{ kind: 'person', action: 'metrics.see', times: 1 }]);
  });

  it('who answers no calls is told so, and of no watchers', async () => {
    expect(await mine(claire)).toMatchObject({ agent: null, watchers: [] });
    expect((await askAs(server.url, '', 'GET /me/data')).status).toBe(401);
  });
});
