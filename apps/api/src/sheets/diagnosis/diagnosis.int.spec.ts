import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  diagnosisListSchema,
  diagnosisSchema,
  lightNames,
  sheetQuestionsSchema,
  type Diagnosis,
  type ReportDocument,
  type Sheet,
  type SheetQuestions,
} from '@vigie/contracts';

import { askAs, createTestPerson } from '../../access/testing/test-person';
import { Projector } from '../../fold/projector';
import { Rebuild } from '../../fold/rebuild';
import { Backfills } from '../../event-log/backfills';
import { EventIntake } from '../../intake/event-intake';
import { ManualClock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { Freezer } from '../../reports/freeze/freezer';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { ClinicSheets } from '../clinic-sheets';
import { sheetTemplates } from '../templates/sheet-templates';
import { Diagnoses } from './diagnoses';

/** 20 March 2026, ten in the morning in Paris. */
const clock = new ManualClock(Date.UTC(2026, 2, 2, 9));
const minute = 60_000;
const written = { reviewedOn: '2026-01-12', reviewBy: null };
/** Makes none of the six errors. */
const sound: Sheet = {
  ...sheetTemplates.fr,
  basics: Object.fromEntries(
    Object.keys(sheetTemplates.fr.basics).map((name) => [name, { text: 'Oui', ...written }]),
  ) as Sheet['basics'],
};
const manyPaths = Array.from({ length: 11 }, (_, n) => ({
  id: `p${n}`,
  name: `P${n}`,
  kind: 'specific' as const,
  text: '',
}));

/** Each clinic makes the error it is called by, and nothing else. */
type Made = Readonly<{ sheet?: Partial<Sheet>; searchMs?: number; missed?: number; silent?: number }>;
const names = ['sound', ...lightNames] as const;
type Clinic = (typeof names)[number];
const clinics: Readonly<Record<Clinic, Made>> = {
  sound: {},
  complicated: { sheet: { paths: [...manyPaths, { id: 'p11', name: 'P', kind: 'general', text: '' }] } },
  simple: { sheet: { paths: [{ id: 'message', name: 'Message', kind: 'general', text: '' }] } },
  long: { searchMs: 40_000 },
  short: { missed: 0.4 },
  greeting: { silent: 0.2 },
  disclosure: { sheet: { disclosure: '' } },
};
const callsEach = 120;

/** 120 calls of a clinic: greeted, answered, a path chosen, a question looked up; a beginning of one is not its clinic's. */
function eventsOf(clinic: Clinic) {
  const {
    sheet,
    searchMs = 6_000,
    missed = 0,
    silent = 0,
  }: (typeof clinics)[Clinic] & {
    sheet?: Partial<Sheet>;
    searchMs?: number;
    missed?: number;
    silent?: number;
  } = clinics[clinic];
  const paths = (sheet?.paths ?? sound.paths).map(({ id, kind }) => ({ id, kind }));
  const specific = paths.filter(({ kind }) => kind === 'specific');
  return Array.from({ length: callsEach }, (_, n) => {
    const at = Date.UTC(2026, 2, 3, 8) + n * 10 * minute;
    const chosen =
      n % 4 === 0 ? paths.find(({ kind }) => kind === 'general') : specific[n % (specific.length || 1)];
    const isMissed = n < missed * callsEach;
    const event = (type: string, afterMs: number, data: object) => ({
      specversion: '1.0',
      id: `${clinic}-${n}-${type}`,
      source: '/pbx',
      type,
      subject: `${clinic}-${n}`,
      time: new Date(at + afterMs).toISOString(),
      data,
    });
    return [
      event('call.initiated', 0, { clinicId: clinic, dnis: '0199001234' }),
      ...(n < silent * callsEach ? [] : [event('call.greeting_started', 500, { messageId: 'm1' })]),
      event('call.enqueued', 19_000, { clinicId: clinic, queueId: clinic }),
      event('call.answered', 25_000, { agentId: 'anne', queueId: clinic }),
      event('script.path_selected', 35_000, { pathId: (chosen ?? paths[0])?.id }),
      isMissed
        ? event('faq.missed', 60_000, { entryId: 'parking', elapsedMs: searchMs })
        : event('faq.opened', 60_000, { entryId: 'late', elapsedMs: searchMs }),
      event('call.disconnected', 120_000, { side: 'caller' }),
    ];
  }).flat();
}

describe('the diagnosis of six errors', () => {
  let server: TestServer;
  let cookie = '';
  let ofSound = '';

  /** A session does not last for weeks. */
  const signIn = async (): Promise<void> => {
    const all = { kind: 'all' } as const;
    const own = { kind: 'clinics', clinicIds: ['sound'] } as const;
    cookie = (await createTestPerson(server.app, 'place', [{ role: 'supervisor', scope: all }])).cookie;
    ofSound = (await createTestPerson(server.app, 'place', [{ role: 'manager', scope: own }])).cookie;
  };

  beforeAll(async () => {
    server = await createTestServer({ clock });
    await createTestTenant(server.database, 'place');
    const all = { kind: 'all' } as const;
    const intake = server.app.get(EventIntake);
    // A clinic is known once an event names it.
    const first = names.map((clinic) => ({
      specversion: '1.0',
      id: `first-${clinic}`,
      source: '/pbx',
      type: 'call.enqueued',
      subject: `first-${clinic}`,
      time: '2026-03-01T12:00:00Z',
      data: { clinicId: clinic, queueId: clinic },
    }));
    await intake.receive('place', first);
    await server.app.get(Projector).foldNow('place');
    const viewer = { tenantId: 'place', scope: all, scopeOf: () => all, personId: null, name: 'Paul' };
    for (const clinic of names) {
      const { sheet = {} } = clinics[clinic];
      await server.app.get(ClinicSheets).write(viewer, clinic, {
        basedOn: 0,
        sheet: { ...sound, ...sheet },
        note: '',
      });
    }
    clock.advance(20 * 24 * 60 * minute);
    await intake.receiveBulk('place', names.flatMap(eventsOf));
    await intake.receive('place', [
      { ...first[0], id: 'idle', subject: 'idle', data: { clinicId: 'idle', queueId: 'idle' } },
    ]);
    await server.app.get(Projector).foldNow('place');
    await server.app.get(Diagnoses).judge('place');
    await signIn();
  });
  afterAll(() => server.close());

  const ask = async (path: string, who = cookie): Promise<Response> => askAs(server.url, who, `GET /${path}`);
  const read = async (clinic: string, month = '2026-03'): Promise<Diagnosis> =>
    diagnosisSchema.parse(await (await ask(`clinics/${clinic}/diagnosis?month=${month}`)).json());
  /** The lights of a clinic's report, by sign and word; null where it tells none. */
  const reported = async (clinic: string, query = ''): Promise<readonly string[] | null> => {
    const answer = await ask(`reports/2026-03/clinics/${clinic}?language=fr${query}`);
    const { pages } = (await answer.json()) as ReportDocument;
    const block = pages.flatMap(({ blocks }) => blocks).find(({ id }) => id === 'diagnosis');
    return block?.kind === 'table' ? block.rows.map(([, light = '']) => light.replace('\u00a0', ' ')) : null;
  };
  const list = async (who = cookie) =>
    diagnosisListSchema.parse(await (await ask('diagnoses?month=2026-03', who)).json());

  it('shows of six clinics with one error each exactly that light in red', async () => {
    const { clinics: told } = await list();
    const red = Object.fromEntries(
      told.map(({ clinicId, lights }) => [
        clinicId,
        Object.entries(lights).flatMap(([name, state]) => (state === 'red' ? [name] : [])),
      ]),
    );
    expect(red).toEqual({
      ...Object.fromEntries(names.map((name) => [name, name === 'sound' ? [] : [name]])),
      idle: [],
    });
    const { lights } = await read('sound');
    expect(lights.map(({ name, state }) => [name, state])).toEqual([
      ['complicated', 'green'],
      ['simple', 'green'],
      ['long', 'green'],
      ['short', 'green'],
      ['greeting', 'green'],
      ['disclosure', 'notEnoughData'],
    ]);
  });

  it('opens its evidence: counts, the version of the sheet that held, and thresholds with their source', async () => {
    const told = await read('short');
    expect(told).toMatchObject({ presented: 121, sheetVersion: 1, isFinal: false, months: ['2026-03'] });
    const short = told.lights.find(({ name }) => name === 'short');
    expect(short).toMatchObject({
      state: 'red',
      evidence: { lookUps: 120, missed: 48, missedShare: 0.4, filled: 9, stale: 0, empty: 0 },
      items: [{ name: 'parking', count: 48 }],
      before: null,
    });
    expect(short?.thresholds[0]).toEqual({ name: 'missedShare', value: 0.2, source: 'guide' });
    const shown = {
      complicated: { paths: 12, chosen: 120 },
      simple: { specific: 0, general: 1, onGeneral: 120, chosen: 120, generalShare: 1 },
      long: { lookUps: 120, medianSearchMs: 40_000 },
      greeting: { queued: 121, greeted: 96, medianToGreetingMs: 500 },
      disclosure: { written: 0 },
    };
    for (const [clinic, evidence] of Object.entries(shown)) {
      const { lights } = await read(clinic);
      expect([clinic, lights.find(({ name }) => name === clinic)?.evidence]).toMatchObject([
        clinic,
        evidence,
      ]);
    }
  });

  it('stands in the report of each clinic: one error is one red light, and what is not known is not green', async () => {
    for (const [nth, name] of lightNames.entries()) {
      const lights = (await reported(name)) ?? [];
      expect([name, lights.flatMap((light, at) => (light === '▲ à corriger' ? [at] : []))]).toEqual([
        name,
        [nth],
      ]);
    }
    expect(await reported('sound')).toEqual([...Array<string>(5).fill('● vert'), '○ pas assez de données']);
    expect(new Set(await reported('idle'))).toEqual(new Set(['○ pas assez de données']));
  });

  it('is never green for a clinic of which too little is known', async () => {
    expect(new Set((await read('idle')).lights.map(({ state }) => state))).toEqual(
      new Set(['notEnoughData']),
    );
  });

  it('is the same after a rebuild, and after every event came again in another order', async () => {
    const before = await Promise.all(names.map((name) => read(name)));
    const again = names.flatMap(eventsOf).toReversed();
    await server.app.get(EventIntake).receiveBulk('place', again);
    await server.app.get(Projector).foldNow('place');
    const { differences } = await server.app.get(Rebuild).compare('place');
    expect(differences).toBe(0);
    await server.app.get(Diagnoses).judge('place');
    expect(await Promise.all(names.map((name) => read(name)))).toEqual(before);
  });

  it('comes with the questions that the sheet does not answer, until somebody writes the answer or sets it aside', async () => {
    const role = { role: 'administrator', scope: { kind: 'all' } } as const;
    const paul = await createTestPerson(server.app, 'place', [role], { email: 'paul@example.com' });
    const questions = async (clinic: string, body?: object): Promise<SheetQuestions> => {
      const method = body === undefined ? 'GET' : 'POST';
      const answer = await askAs(server.url, paul.cookie, `${method} /sheets/${clinic}/questions`, body);
      return sheetQuestionsSchema.parse(await answer.json());
    };
    expect(await questions('sound')).toMatchObject({
      lookUps: 120,
      missed: 0,
      questions: [],
      mayDecide: true,
    });
    const open = await questions('short');
    expect(open).toMatchObject({ days: 90, lookUps: 120, missed: 48, medianMs: 6_000, askedOnce: 0 });
    expect(open.questions).toMatchObject([{ question: 'parking', state: 'open', asked: 48, decided: null }]);
    const accepted = await questions('short', { question: 'parking', decision: 'accepted' });
    expect(accepted.questions).toMatchObject([
      { question: 'parking', state: 'accepted', asked: 0, decided: { by: 'paul' } },
    ]);
    expect(accepted.missed).toBe(48);
    clock.advance(minute);
    const later = ['a', 'b'].map((id) => ({
      specversion: '1.0',
      id: `again-${id}`,
      source: '/pbx',
      type: 'faq.missed',
      subject: 'first-short',
      time: new Date(clock.now()).toISOString(),
      data: { question: ' PARKING ? ' },
    }));
    await server.app.get(EventIntake).receive('place', later);
    await server.app.get(Projector).foldNow('place');
    expect((await questions('short')).questions).toMatchObject([{ state: 'open', asked: 2 }]);
    const refused = await questions('short', { question: 'parking', decision: 'refused', why: 'affiché' });
    expect(refused.questions).toMatchObject([{ state: 'refused', decided: { why: 'affiché' } }]);
  });

  it('stays as it was once the month is over; what comes later is a revision that says why', async () => {
    clock.advance(12 * 24 * 60 * minute);
    await signIn();
    await server.app.get(Diagnoses).judge('place');
    expect(await read('sound')).toMatchObject({ isFinal: true, revisions: [{ revision: 1, why: 'first' }] });
    await server.app.get(Freezer).freeze('place', { clinicId: 'sound', month: '2026-03' }, 'provisional');
    const frozen = await reported('sound', '&version=1');
    expect(frozen?.[3]).toBe('● vert');
    const late = eventsOf('sound')
      .filter(({ type }) => type === 'faq.opened')
      .map((event) => ({ ...event, id: `late-${event.id}`, type: 'faq.missed' }));
    await server.app.get(EventIntake).receiveBulk('place', late);
    await server.app.get(Projector).foldNow('place');
    await server.app.get(Diagnoses).judge('place');
    const told = await read('sound');
    expect(told.revisions.map(({ revision, why }) => [revision, why])).toEqual([
      [2, 'events'],
      [1, 'first'],
    ]);
    expect(told.lights.find(({ name }) => name === 'short')?.state).toBe('red');
    expect((await read('long')).revisions).toHaveLength(1);
    expect(await reported('sound', '&version=1')).toEqual(frozen);
    await server.app.get(Freezer).freeze('place', { clinicId: 'sound', month: '2026-03' }, 'revised');
    expect((await reported('sound', '&version=2'))?.[3]).toBe('▲ à corriger');
  });

  it('of a month that is still being loaded is neither told nor judged, and is judged soon after', async () => {
    const past = server.app.get(Backfills).begin('place');
    past.reached({ wholeFrom: Date.parse('2026-03-15T00:00:00Z'), share: 0.5 });
    try {
      for (const path of ['diagnoses', 'clinics/sound/diagnosis', 'clinics/sound/greeting']) {
        const refused = await ask(`${path}?month=2026-03`);
        expect([path, refused.status, await refused.json()]).toMatchObject([
          path,
          503,
          { code: 'past_is_loading', progress: 0.5 },
        ]);
      }
      expect((await ask('diagnoses?month=2026-04')).status).toBe(200);
      expect(await server.app.get(Diagnoses).judge('place')).toBe('not whole');
    } finally {
      past.whole();
    }
    expect((await ask('diagnoses?month=2026-03')).status).toBe(200);
    expect(await server.app.get(Diagnoses).judge('place')).toBeUndefined();
  });

  it('is told of their own clinic alone', async () => {
    expect((await list(ofSound)).clinics.map(({ clinicId }) => clinicId)).toEqual(['sound']);
    expect((await ask('clinics/short/diagnosis', ofSound)).status).toBe(404);
    expect((await ask('clinics/sound/diagnosis', ofSound)).status).toBe(200);
  });

  it('lets no tenant see another’s', async () => {
    await createTestTenant(server.database, 'other');
    for (const table of ['sheet_note', 'clinic_diagnosis', 'clinic_sheet']) {
      const rows = await server.app
        .get(Database)
        .withTenant('other', (tx) => tx.query(`SELECT 1 FROM ${table}`));
      expect([table, rows]).toEqual([table, []]);
    }
  });
});
