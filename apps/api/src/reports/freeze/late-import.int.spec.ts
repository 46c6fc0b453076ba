import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReportDocument } from '@vigie/contracts';

import { Projector } from '../../fold/projector';
import { EventIntake } from '../../intake/event-intake';
import { ManualClock } from '../../platform/clock';
import { Rounds } from '../../platform/rounds/rounds';
import { Publisher } from '../../satisfaction/publisher';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';

const clock = new ManualClock(Date.parse('2026-06-20T09:00:00Z'));
let server: TestServer;

beforeAll(async () => {
  server = await createTestServer({ clock });
});
afterAll(() => server.close());

/** Answered calls of last month, each with an answer of the patient where `from` begins, told all at once. */
const imported = (clinicId: string, count: number, asks = true) =>
  Array.from({ length: count }, (_, index) => {
    const subject = `${clinicId}-${index}`;
    const time = (second: number) =>
      `2026-05-${String(4 + (index % 20)).padStart(2, '0')}T09:00:${second}+02:00`;
    return [
      { type: 'call.enqueued', time: time(10), data: { queueId: 'accueil', clinicId } },
      { type: 'call.answered', time: time(15), data: { queueId: 'accueil', agentId: 'anne' } },
      { type: 'call.disconnected', time: time(55), data: {} },
      {
        type: 'survey.answered',
        time: time(58),
        data: { channel: 'import', items: { overall: 1 + (index % 5) } },
      },
    ]
      .filter(({ type }) => asks || type !== 'survey.answered')
      .map((event, nth) => ({ ...event, id: `${subject}-${nth}`, source: '/import', subject }));
  }).flat();

async function take(tenantId: string, events: readonly object[]): Promise<void> {
  await server.app.get(EventIntake).receive(tenantId, events);
  await server.app.get(Projector).foldNow(tenantId);
}
const report = async (tenantId: string, clinicId: string): Promise<ReportDocument> => {
  const address = `${server.url}/api/v1/reports/2026-05/clinics/${clinicId}?tenant=${tenantId}`;
  return (await (await server.ask(address)).json()) as ReportDocument;
};
const scoresOf = ({ pages }: ReportDocument) =>
  pages.flatMap(({ blocks }) => blocks).find(({ kind }) => kind === 'scores');

describe('a month that comes long after its day 10', () => {
  it('is no final report before what patients said of it is published', async () => {
    await createTestTenant(server.database, 'late');
    await take('late', [...imported('un', 40), ...imported('deux', 40)]);
    const rounds = server.app.get(Rounds);
    await rounds.turn('monthly reports');
    expect(await report('late', 'un')).toMatchObject({ status: 'provisional', version: 0 });
    await server.app.get(Publisher).publish('late');
    await rounds.turn('monthly reports');
    expect(await report('late', 'un')).toMatchObject({ status: 'provisional', version: 0 });
    clock.advance(5_000);
    await server.app.get(Publisher).publish('late');
    await rounds.turn('monthly reports');
    const final = await report('late', 'un');
    expect(final).toMatchObject({ status: 'final', version: 1 });
    expect(scoresOf(final)).toBeDefined();
  });

  it('is revised once patients’ answers come for a report that had none', async () => {
    await createTestTenant(server.database, 'later');
    await take('later', [...imported('un', 40, false), ...imported('deux', 40, false)]);
    const rounds = server.app.get(Rounds);
    await rounds.turn('monthly reports');
    const first = await report('later', 'un');
    expect(first).toMatchObject({ status: 'final', version: 1 });
    expect(scoresOf(first)).toBeUndefined();
    await take('later', [...imported('un', 40), ...imported('deux', 40)]);
    for (let round = 0; round < 2; round += 1) {
      await server.app.get(Publisher).publish('later');
      clock.advance(5_000);
    }
    await rounds.turn('report revision');
    const revised = await report('later', 'un');
    expect(revised).toMatchObject({ status: 'revised', version: 2 });
    expect(scoresOf(revised)).toBeDefined();
    await rounds.turn('report revision');
    expect((await report('later', 'un')).version).toBe(2);
  });

  it('does not wait for ever for what is not published', async () => {
    await createTestTenant(server.database, 'patient');
    await take('patient', imported('un', 40));
    await server.app.get(Publisher).publish('patient');
    await server.app.get(Rounds).turn('monthly reports');
    expect(await report('patient', 'un')).toMatchObject({ status: 'provisional', version: 0 });
    clock.advance(2 * 86_400_000);
    await server.app.get(Rounds).turn('monthly reports');
    expect(await report('patient', 'un')).toMatchObject({ status: 'final', version: 1 });
  });
});
