import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isolatedBy } from '@vigie/metrics';

import { ManualClock } from '../platform/clock';
import { createTestServer, type TestServer } from '../testing/test-server';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { Publisher } from './publisher';
import { answerSurveys, takeBack, type SpecAnswer } from './testing/answered-surveys';
import {
  asAttack,
  collect,
  makeups,
  markOf,
  marksPerTenant,
  type AnswerGroup,
  type Collected,
} from './testing/outsider';

const month = '2026-09';
/** The month that runs while the other one becomes final; first one clinic alone has answers, then another. */
const runningMonth = '2026-10';
const running = [
  { clinicId: 'thirty', moment: 2, count: 12 },
  { clinicId: 'hundred', moment: 3, count: 3 },
] as const;
const sizes = { nine: 9, ten: 10, twenty: 29, thirty: 30, ninety: 99, hundred: 100 } as const;
const clinics = Object.keys(sizes);

/** What happened to a call; the rare ones make two dimensions differ in a few calls alone. */
const traits = [
  { held: false, waitMs: 5_000, appointment: true, reason: 'booking', language: 'fr' },
  { held: true, waitMs: 90_000, appointment: true, reason: 'booking', language: 'fr' },
  { held: false, waitMs: 200_000, appointment: false, reason: 'results', language: 'ca' },
  { held: true, waitMs: 30_000, appointment: true, reason: 'other', language: 'fr' },
] as const;
const traitOf = (index: number): number => (index % 10 === 7 ? 3 : index % 3);

/** When answers come, and what part of each clinic's; beyond all of them, some come late. */
const moments = [
  { at: '2026-09-15T10:00:00Z', share: 0.6, late: {} },
  { at: '2026-10-02T01:00:00Z', share: 0.9, late: {} },
  { at: '2026-10-10T01:00:00Z', share: 1, late: {} },
  { at: '2026-10-20T10:00:00Z', share: 1, late: { nine: 3, ten: 2, ninety: 4, hundred: 2 } },
  { at: '2026-10-25T10:00:00Z', share: 1, late: { twenty: 12, hundred: 11, nine: 1 } },
] as const;

type StoryAnswer = {
  readonly clinicId: string;
  readonly group: number;
  readonly call: string;
  readonly moment: number;
  readonly month: string;
};

/** Every answer of the story, and the groups they fall into. */
function story(): { readonly told: readonly StoryAnswer[]; readonly groups: readonly AnswerGroup[] } {
  const groups = new Map<string, AnswerGroup & { readonly index: number }>();
  const told: StoryAnswer[] = [];
  const tell = (clinicId: string, index: number, moment: number, of: string = month): void => {
    const name = `${clinicId} ${traitOf(index)} ${moment} ${of}`;
    const group = groups.get(name) ?? { index: groups.size, clinicId, month: of, size: 0 };
    groups.set(name, { ...group, size: group.size + 1 });
    told.push({ clinicId, group: group.index, call: `${name} ${index}`, moment, month: of });
  };
  for (const [clinicId, size] of Object.entries(sizes)) {
    let next = 0;
    for (const [moment, { share, late }] of moments.entries()) {
      for (; next < Math.round(size * share); next += 1) tell(clinicId, next, moment);
      const more = (late as Record<string, number | undefined>)[clinicId] ?? 0;
      for (let extra = 0; extra < more; extra += 1) tell(clinicId, 1000 + 30 * moment, moment);
    }
  }
  // All alike, so that the running month makes one group a clinic.
  for (const { clinicId, moment, count } of running)
    for (let nth = 0; nth < count; nth += 1) tell(clinicId, 3000 + 30 * nth, moment, runningMonth);
  return {
    told: told.map((each, index) => ({ ...each, call: `${each.call} ${index}` })),
    groups: [...groups.values()],
  };
}

const { told, groups } = story();
const tenants = Array.from(
  { length: Math.ceil(groups.length / marksPerTenant) },
  (_, index) => `story-${index}`,
);
const clock = new ManualClock(Date.parse('2026-09-14T10:00:00Z'));
let server: TestServer;
const collected: Map<string, readonly number[]>[] = tenants.map(() => new Map());

function answersOf(tenant: number, moment: number): SpecAnswer[] {
  return told
    .filter((each) => each.moment === moment)
    .map(({ clinicId, group, call, month: of }) => ({
      call,
      clinicId,
      at: of === month ? '2026-09-14T08:00:00Z' : '2026-10-05T08:00:00Z',
      items: { overall: markOf(group, tenant) },
      queueId: 'accueil',
      ...traits[Number(call.split(' ')[1])],
    }));
}

async function publishAndCollect(when: string): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    clock.advance(5_000);
    for (const tenant of tenants) await server.app.get(Publisher).publish(tenant);
  }
  const range = 'from=2026-09-01&to=2026-10-01';
  for (const [index, tenant] of tenants.entries()) {
    for (const asked of [month, runningMonth]) {
      const of = asked === month ? range : 'from=2026-10-01&to=2026-11-01';
      const found: Collected = await collect(server, tenant, { month: asked, clinics, range: of, when });
      for (const [name, counts] of found) collected[index]?.set(name, counts);
    }
  }
}

beforeAll(async () => {
  server = await createTestServer({ clock });
  for (const tenant of tenants) await createTestTenant(server.database, tenant);
  for (const [moment, { at }] of moments.entries()) {
    clock.advance(Date.parse(at) - clock.now());
    for (const [index, tenant] of tenants.entries()) {
      await answerSurveys(server.database, tenant, answersOf(index, moment));
    }
    await publishAndCollect(at);
  }
  const first = new Set(
    told
      .filter(({ clinicId }) => clinicId === 'thirty')
      .slice(0, 2)
      .map(({ group }) => group),
  );
  const gone = told.filter(({ group }) => first.has(group));
  expect(gone.length).toBeGreaterThanOrEqual(10);
  for (const tenant of tenants)
    await takeBack(
      server.database,
      tenant,
      gone.map(({ call }) => call),
    );
  await publishAndCollect('taken back');
});
afterAll(() => server.close());

describe('what an outsider can find out over HTTP, from first step to last revision', () => {
  const isToldOf = (clinicId: string) =>
    [...figures().keys()].some((name) => name.includes(` ${month} ${clinicId} none `));
  /** What is hidden of a clinic in one month is not told by its figure of another. */
  const isHidden = ({ clinicId, month: of }: AnswerGroup) => of === runningMonth || !isToldOf(clinicId);
  const figures = () => makeups(collected, groups);

  it('asked a lot and was told a lot', () => {
    const names = [...figures().keys()];
    expect(names.length).toBeGreaterThan(50);
    expect(['hundred', 'ninety', 'thirty', 'twenty'].map(isToldOf)).toEqual([true, true, true, true]);
    expect(names.some((name) => name.includes(` ${month} all waitBand `))).toBe(true);
    expect(names.some((name) => name.includes(` ${month} hundred waitBand `))).toBe(true);
    expect(new Set(names.map((name) => name.split(' ')[0])).size).toBe(moments.length + 1);
  });

  it('is told of the final month as if nothing had come of the running one, of which it is told no clinic alone', () => {
    const told = [...figures()].filter(([name]) => name.includes(' all none '));
    const final = told.find(([name]) => name.startsWith(`2026-10-10T01:00:00Z ${month}`));
    expect(final?.[1].reduce((sum, count) => sum + count, 0)).toBe(277);
    const steps = told.filter(([name]) => name.includes(` ${runningMonth} `));
    expect(steps.length).toBeGreaterThan(0);
    for (const [, makeup] of steps) {
      const clinics = groups.filter(
        ({ month: of }, group) => of === runningMonth && (makeup[group] ?? 0) > 0,
      );
      expect(clinics.map(({ clinicId, size }) => [clinicId, size])).toEqual([
        ['thirty', 12],
        ['hundred', 3],
      ]);
    }
  });

  it('is told of whole groups, each of them always together', () => {
    const shares = [...figures().values()].flatMap((makeup) =>
      makeup.map((count, group) => count / (groups[group]?.size ?? 1)),
    );
    expect(new Set(shares)).toEqual(new Set([0, 1]));
  });

  it('finds no set of fewer than ten answers, nor those of one hidden clinic', () => {
    const attack = asAttack([...figures().values()], groups, isHidden);
    expect(isolatedBy({ ...attack, least: 10, tries: 10 })).toBeNull();
  });

  it('would find the clinic with nine, were the one that hides beside it told in the final figures', () => {
    const late = new Set(told.flatMap(({ moment, group }) => (moment > 2 ? [group] : [])));
    const ten = groups.map(({ clinicId, size }, group) =>
      clinicId === 'ten' && !late.has(group) ? size : 0,
    );
    const attack = asAttack([...figures().values(), ten], groups, () => false);
    const found = isolatedBy({ ...attack, least: 10, tries: 10 });
    expect(found).not.toBeNull();
    expect(found?.reduce((sum, lot) => sum + (attack.lots[lot]?.count ?? 0), 0)).toBeLessThan(10);
  });
});
