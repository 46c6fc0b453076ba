import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Sheet } from '@vigie/contracts';
import fc from 'fast-check';

import { askAs, createTestPerson } from '../access/testing/test-person';
import { Projector } from '../fold/projector';
import { Rebuild } from '../fold/rebuild';
import { EventIntake } from '../intake/event-intake';
import { ManualClock } from '../platform/clock';
import { ClinicSheets } from '../sheets/clinic-sheets';
import { Diagnoses } from '../sheets/diagnosis/diagnoses';
import { sheetTemplates } from '../sheets/templates/sheet-templates';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from './test-server';
import { weekClinic, workedWeek } from './worked-week';

const clock = new ManualClock(Date.parse('2026-03-01T12:00:00+01:00'));
const source = '/pbx/week';
const event = (type: string, nth: number, time: string, data: object) => ({
  ...{ specversion: '1.0', source, type, data, subject: `week-${nth}`, time },
  id: `${type}-${nth}-${time}`,
});
const usual = ['name', 'number', 'reason'];
/** The worked week, three messages on their way, and a wait that was announced. */
const events = [
  ...workedWeek(),
  event('handover.written', 4, '2026-03-02T09:45:30+01:00', { handoverId: 'M-1', fields: ['name'] }),
  event('handover.written', 4, '2026-03-02T09:46:30+01:00', { handoverId: 'M-1', fields: usual }),
  event('handover.sent', 4, '2026-03-02T09:46:40+01:00', { handoverId: 'M-1' }),
  event('handover.acknowledged', 4, '2026-03-02T10:30:00+01:00', { handoverId: 'M-1' }),
  event('handover.acknowledged', 4, '2026-03-02T11:30:00+01:00', { handoverId: 'M-1' }),
  event('handover.written', 7, '2026-03-02T14:32:00+01:00', { fields: usual, referral: true }),
  event('handover.delivered', 13, '2026-03-03T14:03:00+01:00', { handoverId: 'M-3' }),
  event('call.wait_announced', 10, '2026-03-03T09:10:30+01:00', { waitMs: 60_000 }),
];

const basic = { text: 'Oui', reviewedOn: '2026-02-02', reviewBy: null };
const sound: Sheet = {
  ...sheetTemplates.fr,
  greeting: { text: 'Cabinet Rey, bonjour.', seconds: 9, comesFirst: true },
  basics: Object.fromEntries(
    Object.keys(sheetTemplates.fr.basics).map((name) => [name, basic]),
  ) as Sheet['basics'],
};
/** What the sheet was, and from when on: the last alone says nothing of who answers. */
const versions: readonly (readonly [from: string, sheet: Sheet])[] = [
  ['2026-03-01T13:00:00+01:00', { ...sound, paths: [] }],
  ['2026-03-04T07:00:00+01:00', { ...sound, greeting: { ...sound.greeting, comesFirst: false } }],
  ['2026-03-06T20:00:00+01:00', { ...sound, disclosure: '' }],
];

let server: TestServer;
const all = { kind: 'all' } as const;

async function take(tenantId: string, told: readonly object[]): Promise<void> {
  if (told.length > 0) await server.app.get(EventIntake).receive(tenantId, told);
  await server.app.get(Projector).foldNow(tenantId);
}
const judge = (tenantId: string): Promise<unknown> => server.app.get(Diagnoses).judge(tenantId);

type Row = Readonly<Record<string, unknown>>;
const sheetRows = (tenantId: string): Promise<readonly Row[]> =>
  server.database.withTenant(tenantId, async (tx) => {
    const rows = await tx.query<{ row: Row }[]>(
      'SELECT to_jsonb(s) AS row FROM clinic_sheet s WHERE tenant_id = $1 ORDER BY version',
      [tenantId],
    );
    return rows.map(({ row }) => row);
  });
/** A version of the sheet as another tenant has it; once more it changes nothing. */
const takeVersion = (tenantId: string, row: Row): Promise<unknown> =>
  server.database.withTenant(tenantId, (tx) =>
    tx.query(
      `INSERT INTO clinic_sheet SELECT * FROM jsonb_populate_record(NULL::clinic_sheet, $1::jsonb)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify({ ...row, tenant_id: tenantId })],
    ),
  );

const week = 'from=2026-03-02&to=2026-03-09';
const pages = [
  `clinics/${weekClinic}/diagnosis?month=2026-03`,
  `clinics/${weekClinic}/greeting?month=2026-03`,
  `handovers/figures?${week}&by=day`,
  `handovers`,
  `sheets/${weekClinic}/questions`,
  `metrics?${week}&clinicId=${weekClinic}`,
  `reports/2026-03/clinics/${weekClinic}?format=csv`,
];

/** What somebody who sees everything is told of the clinic. */
async function pagesOf(tenantId: string): Promise<ReadonlyMap<string, string>> {
  const roles = [
    { role: 'administrator', scope: all },
    { role: 'supervisor', scope: all },
  ] as const;
  const { cookie } = await createTestPerson(server.app, tenantId, roles);
  const told = new Map<string, string>();
  for (const path of pages) {
    const answer = await askAs(server.url, cookie, `GET /${path}`);
    expect([path, answer.status]).toEqual([path, 200]);
    told.set(path, await answer.text());
  }
  return told;
}

beforeAll(async () => {
  server = await createTestServer({ clock });
  await createTestTenant(server.database, 'once');
  const first = event('call.enqueued', 0, '2026-03-01T12:00:00+01:00', {
    clinicId: weekClinic,
    queueId: weekClinic,
  });
  // A clinic is known once an event names it.
  await take('once', [{ ...first, subject: 'before' }]);
  const viewer = { tenantId: 'once', scope: all, scopeOf: () => all, personId: null, name: 'Paul' };
  for (const [index, [from, sheet]] of versions.entries()) {
    clock.setTo(Date.parse(from));
    await server.app.get(ClinicSheets).write(viewer, weekClinic, { basedOn: index, sheet, note: '' });
  }
  clock.setTo(Date.parse('2026-03-08T09:00:00+01:00'));
  await take('once', events);
  await judge('once');
  events.push({ ...first, subject: 'before' });
});
afterAll(() => server.close());

describe('what is told of a clinic’s week', () => {
  it('gives the same lights and figures in any order, however often, judged each time or once, and a rebuild finds nothing', async () => {
    const rows = await sheetRows('once');
    const expected = await pagesOf('once');
    expect(expected.get(pages[0] ?? '')).toContain('"sheetVersion":3');
    let tenants = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(events, { minLength: events.length }),
        fc.array(fc.constantFrom(...rows), { maxLength: 3 }),
        fc.shuffledSubarray([...rows], { minLength: rows.length }),
        fc.nat(events.length),
        async (shuffled, again, inOrder, cut) => {
          const tenantId = `any${(tenants += 1)}`;
          await createTestTenant(server.database, tenantId);
          for (const row of [...again, ...inOrder]) {
            await takeVersion(tenantId, row);
            await judge(tenantId);
          }
          await take(tenantId, shuffled.slice(0, cut));
          await judge(tenantId);
          await take(tenantId, shuffled.slice(cut));
          await take(tenantId, shuffled.slice(0, cut).toReversed());
          await judge(tenantId);
          expect(await pagesOf(tenantId)).toEqual(expected);
          expect(await server.app.get(Rebuild).compare(tenantId)).toMatchObject({ differences: 0 });
        },
      ),
      { numRuns: 3 },
    );
  });
});
