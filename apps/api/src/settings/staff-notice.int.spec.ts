import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  staffNoticeSchema,
  type LiveSnapshot,
  type MetricsAnswer,
  type StaffNoticeRequest,
} from '@vigie/contracts';

import { askAs, createTestPerson, type TestPerson } from '../access/testing/test-person';
import { Projector } from '../fold/projector';
import { EventIntake } from '../intake/event-intake';
import { ManualClock } from '../platform/clock';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';
import { SettingsForms } from './settings-forms';
import { everythingTold } from './testing/inform-staff';

const now = Date.UTC(2026, 3, 20, 9);
const today = 'from=2026-04-20&to=2026-04-21';
const past = 'live?at=2026-04-20T08:50:00Z';
const onBreakSince = now - 20 * 60_000;

describe('figures of persons', () => {
  const clock = new ManualClock(now);
  let server: TestServer;
  let paul: TestPerson;
  let claire: TestPerson;
  let anna: TestPerson;

  const ask = ({ cookie }: TestPerson, path: string): Promise<Response> =>
    askAs(server.url, cookie, `GET /${path}`);
  const codeOf = async (answer: Promise<Response>): Promise<unknown> => {
    const response = await answer;
    return [response.status, ((await response.json()) as { code?: string }).code];
  };
  const record = ({ cookie }: TestPerson, body: StaffNoticeRequest): Promise<Response> =>
    askAs(server.url, cookie, 'PUT /staff-notice', body);
  const board = async (whoever: TestPerson, path = 'live'): Promise<LiveSnapshot> => {
    clock.advance(2_000);
    return (await (await ask(whoever, path)).json()) as LiveSnapshot;
  };
  const keysFor = async (whoever: TestPerson): Promise<readonly unknown[]> =>
    ((await (await ask(whoever, `metrics?${today}&by=agent`)).json()) as MetricsAnswer).rows.map(
      ({ key }) => key,
    );

  beforeAll(async () => {
    server = await createTestServer({ clock });
    await createTestTenant(server.database, 'place');
    const all = { kind: 'all' } as const;
    paul = await createTestPerson(server.app, 'place', [{ role: 'administrator', scope: all }], {
      email: 'paul@example.com',
    });
    claire = await createTestPerson(server.app, 'place', [{ role: 'supervisor', scope: all }]);
    const team = { kind: 'teams', teamIds: ['all'] } as const;
    anna = await createTestPerson(server.app, 'place', [{ role: 'secretary', scope: team }], {
      agentId: 'anna',
    });
    const event = (subject: string, type: string, at: number, data: object = {}) => ({
      specversion: '1.0',
      id: `${subject} ${type}`,
      source: '/pbx',
      type,
      subject,
      time: new Date(at).toISOString(),
      data,
    });
    await server.app
      .get(EventIntake)
      .receive('place', [
        ...['anna', 'lea'].map((id) => event(id, 'agent.logged_in', now - 3_600_000)),
        event('anna', 'agent.state_changed', onBreakSince, { state: 'break' }),
        event('lea', 'agent.state_changed', onBreakSince, { state: 'available' }),
      ]);
    await server.app.get(Projector).foldNow('place');
  });
  afterAll(() => server.close());

  it('are off where nothing is recorded: by agent nothing is told, and the answer says what to do', async () => {
    for (const question of ['by=agent', 'agentId=anna', 'by=agent&interval=1h'])
      expect(await codeOf(ask(claire, `metrics?${today}&${question}`))).toEqual([403, 'person_figures_off']);
    const { detail } = (await (await ask(claire, `metrics?${today}&by=agent`)).json()) as { detail: string };
    expect(detail).toContain('/staff-notice');
    expect((await ask(claire, `metrics?${today}&by=team`)).status).toBe(200);
  });

  it('are one’s own at any time', async () => {
    expect(await keysFor(anna)).toEqual(['anna']);
    expect((await board(anna)).agents).toMatchObject({ anna: { state: 'break', since: onBreakSince } });
    expect((await board(anna, past)).agents).toMatchObject({ anna: { state: 'break', since: onBreakSince } });
  });

  it('are not on the board of now, which says who is free, nor on that of a past moment, which names nobody', async () => {
    const { agents, centre, totals } = await board(claire);
    expect(Object.values(agents).map(({ id, state, since }) => [id, state, since])).toEqual([
      ['anna', 'unknown', null],
      ['lea', 'free', null],
    ]);
    expect([centre.namesFreeable, totals?.agents]).toMatchObject([false, { present: 2, free: 1, break: 1 }]);
    const then = await board(claire, past);
    expect([then.agents, then.totals?.agents]).toMatchObject([{}, { present: 2, break: 1 }]);
    expect(Object.keys(then.agents)).toEqual([]);
  });

  it('are switched on by nobody but an administrator, and for no day to come', async () => {
    expect(await codeOf(record(claire, everythingTold))).toEqual([403, 'forbidden']);
    expect(await codeOf(record(anna, everythingTold))).toEqual([403, 'forbidden']);
    const tomorrow = { ...everythingTold, informedOn: '2026-04-21' };
    expect(await codeOf(record(paul, tomorrow))).toEqual([400, 'not_yet_informed']);
    const read = staffNoticeSchema.parse(await (await ask(paul, 'staff-notice')).json());
    expect(read).toMatchObject({
      today: '2026-04-20',
      informedOn: null,
      text: '',
      recorded: null,
      changes: [],
    });
  });

  it('are on as far as each is switched on, once it is recorded when staff were informed, and by whom', async () => {
    const only = { ...everythingTold, informedOn: '2026-04-17', whoCouldBeFreed: false, pastAgents: false };
    const told = staffNoticeSchema.parse(await (await record(paul, only)).json());
    expect(told).toMatchObject({
      ...only,
      recorded: { by: 'paul', at: new Date(clock.now()).toISOString() },
      changes: [{ by: 'paul' }],
    });
    expect(told.changes[0]?.fields).toContainEqual({
      field: 'informedOn',
      before: null,
      after: '2026-04-17',
    });
    expect(await keysFor(claire)).toEqual(['anna', 'lea']);
    expect((await board(claire)).agents['anna']?.state).toBe('unknown');
    expect((await board(claire, past)).agents).toEqual({});
    await record(paul, { ...only, figuresByAgent: false, whoCouldBeFreed: true, pastAgents: true });
    expect(await codeOf(ask(claire, `metrics?${today}&by=agent`))).toEqual([403, 'person_figures_off']);
    expect((await board(claire)).agents).toMatchObject({ anna: { state: 'break', since: onBreakSince } });
    expect((await board(claire, past)).agents).toMatchObject({ anna: { state: 'break' } });
  });

  it('are in the settings file, so that a page and the file say the same', async () => {
    const { centre } = await server.app.get(SettingsForms).document('place');
    expect(centre?.staffNotice).toMatchObject({ informedOn: '2026-04-17', figuresByAgent: false });
  });
});
