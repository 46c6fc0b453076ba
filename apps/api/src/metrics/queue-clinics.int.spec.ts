import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Projector } from '../fold/projector';
import { EventIntake } from '../intake/event-intake';
import { ManualClock } from '../platform/clock';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';
import { clinicsOfQueues } from './queue-clinics';

const tenantId = 'centre';
const from = Date.parse('2026-03-02T09:00:00Z');
const to = Date.parse('2026-03-02T10:00:00Z');
let server: TestServer;

/** One call for a clinic (null: nobody said for whose) that is lost in a queue. */
function callOf(callId: string, clinicId: string | null, queueId: string, at: number): readonly unknown[] {
  const event = (type: string, afterMs: number, data: object) => ({
    source: 'pbx',
    type,
    id: `${callId}:${type}`,
    subject: callId,
    time: new Date(at + afterMs).toISOString(),
    specversion: '1.0',
    data,
  });
  return [
    event('call.enqueued', 0, { queueId, ...(clinicId !== null && { clinicId }) }),
    event('call.dequeued', 30_000, { queueId, reason: 'abandoned' }),
    event('call.disconnected', 31_000, { side: 'caller' }),
  ];
}

beforeAll(async () => {
  server = await createTestServer({ clock: new ManualClock(Date.parse('2026-03-03T12:00:00Z')) });
  await createTestTenant(server.database, tenantId);
  const answer = await server.app
    .get(EventIntake)
    .receive(tenantId, [
      ...callOf('a', 'durand', 'own', from),
      ...callOf('b', 'martin', 'both', from),
      ...callOf('c', 'durand', 'both', from + 900_000),
      ...callOf('d', 'petit', 'own', to),
      ...callOf('e', null, 'nobodys', from),
      ...Array.from({ length: 21 }, (_, index) => callOf(`m${index}`, `m-${index}`, 'many', from)).flat(),
    ]);
  expect(answer.accepted).toBe(3 * 26);
  await server.app.get(Projector).foldNow(tenantId);
});
afterAll(() => server.close());

describe('for whose clinics queues are', () => {
  it.each([
    ['of one', ['own'], { clinicIds: ['durand'] }],
    ['of two', ['both'], { clinicIds: ['durand', 'martin'] }],
    ['of several queues', ['own', 'both'], { clinicIds: ['durand', 'martin'] }],
    ['of none that was called', ['silent'], { clinicIds: [] }],
    ['of one that stands for its clinic', ['nobodys'], { clinicIds: ['nobodys'] }],
    ['not of so many that it narrows nothing', ['many'], {}],
  ])('is told %s', async (_, queue, expected) => {
    const found = await server.database.withTenant(tenantId, (tx) =>
      clinicsOfQueues(tx, tenantId, { filters: { queue }, from, to }),
    );
    expect(found).toEqual(expected);
  });

  it('is not looked for where clinics are asked for, or no queue', async () => {
    for (const filters of [{ queue: ['own'], clinic: ['martin'] }, { reason: ['urgent'] }]) {
      const found = await server.database.withTenant(tenantId, (tx) =>
        clinicsOfQueues(tx, tenantId, { filters, from, to }),
      );
      expect(found).toEqual({});
    }
  });
});
