import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SatisfactionAnswer } from '@vigie/contracts';

import { SettingsRegistrar } from '../settings/settings-registrar';
import { ManualClock } from '../platform/clock';
import { createTestServer, type TestServer } from '../testing/test-server';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { PublishedSatisfaction } from './answer/published-satisfaction';
import { Publisher } from './publisher';
import { answerSurveys, type SpecAnswer } from './testing/answered-surveys';

const clock = new ManualClock(Date.parse('2026-11-16T09:00:00Z'));
let server: TestServer;

beforeAll(async () => {
  server = await createTestServer({ clock });
});
afterAll(() => server.close());

async function centreOf(tenantId: string, clinicIds: readonly string[]): Promise<void> {
  await createTestTenant(server.database, tenantId);
  const text = JSON.stringify({ clinics: clinicIds.map((id) => ({ id })) });
  await server.app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text });
}

async function publish(tenantId: string): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    clock.advance(5_000);
    await server.app.get(Publisher).publish(tenantId);
  }
}

async function ask(tenantId: string, month: string, clinicId?: string): Promise<SatisfactionAnswer> {
  const of = clinicId === undefined ? '' : `&clinicId=${clinicId}`;
  const response = await server.ask(
    `${server.url}/api/v1/satisfaction?tenant=${tenantId}&month=${month}${of}`,
  );
  expect(response.status).toBe(200);
  return (await response.json()) as SatisfactionAnswer;
}

const answers = (clinicId: string, month: string, count: number, items: SpecAnswer['items'] = {}) =>
  Array.from({ length: count }, (_, index): SpecAnswer => ({
    call: `${clinicId} ${month} ${index}`,
    clinicId,
    at: `${month}-02T09:00:00+01:00`,
    items: { overall: 1 + (index % 5), reach: 1 + (index % 4), ...items },
  }));
const overallOf = ({ total }: SatisfactionAnswer) =>
  total.items.find(({ itemId }) => itemId === 'overall')?.n ?? null;

describe('a final month while the next one runs', () => {
  it('is published as if nothing had come of the running one, of which one clinic alone has answers', async () => {
    await centreOf('alone', ['un', 'deux']);
    await answerSurveys(server.database, 'alone', [
      ...answers('un', '2026-10', 12),
      ...answers('deux', '2026-10', 12),
      ...answers('un', '2026-11', 12),
    ]);
    await publish('alone');
    const october = await ask('alone', '2026-10');
    expect([october.status, overallOf(october)]).toEqual(['final', 24]);
    expect(overallOf(await ask('alone', '2026-10', 'un'))).toBe(12);
    expect(overallOf(await ask('alone', '2026-10', 'deux'))).toBe(12);
    // The answers of one clinic are no figure of all clinics.
    expect((await server.app.get(PublishedSatisfaction).running('alone')).month).toBeNull();
    await answerSurveys(server.database, 'alone', answers('deux', '2026-11', 1));
    await publish('alone');
    expect((await server.app.get(PublishedSatisfaction).running('alone')).month?.n).toBe(13);
  });

  it('is published of a centre with one clinic, whose running month is told as well', async () => {
    await centreOf('single', ['un']);
    await answerSurveys(server.database, 'single', answers('un', '2026-11', 12));
    await publish('single');
    expect((await server.app.get(PublishedSatisfaction).running('single')).month?.n).toBe(12);
    await answerSurveys(server.database, 'single', answers('un', '2026-10', 14));
    await publish('single');
    expect(overallOf(await ask('single', '2026-10'))).toBe(14);
    expect(overallOf(await ask('single', '2026-10', 'un'))).toBe(14);
  });
});

describe('an item without a figure', () => {
  it('says whether it had few answers or protects another clinic', async () => {
    await centreOf('reasons', ['un', 'deux', 'trois']);
    const few = answers('un', '2026-10', 15).map((answer, index) =>
      index < 4 ? answer : { ...answer, items: { overall: 3 } },
    );
    await answerSurveys(server.database, 'reasons', [
      ...few,
      ...answers('deux', '2026-10', 20),
      // Its answers to `reach` are as many as it takes to be told, and hide those of the clinic with four.
      ...answers('trois', '2026-10', 18),
    ]);
    await publish('reasons');
    const hidden = async (clinicId: string) => (await ask('reasons', '2026-10', clinicId)).total.hiddenItems;
    expect(await hidden('un')).toContainEqual({ itemId: 'reach', suppressed: 'few_answers' });
    expect(await hidden('trois')).toContainEqual({ itemId: 'reach', suppressed: 'protects_another' });
    expect(await hidden('deux')).toEqual([]);
  });
});
