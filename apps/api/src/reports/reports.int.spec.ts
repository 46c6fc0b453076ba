import { everything } from '../access/scope-reach';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type {
  ProblemView,
  ReportAction,
  ReportBlock,
  ReportDocument,
  ReportSummaries,
  SatisfactionAnswer,
} from '@vigie/contracts';
import { parse } from 'csv-parse/sync';
import { demoSettings, simulateDays } from '@vigie/simulator';

import { Projector } from '../fold/projector';
import { EventIntake } from '../intake/event-intake';
import { Backfills } from '../event-log/backfills';
import { ManualClock } from '../platform/clock';
import { createTestServer, type TestServer } from '../testing/test-server';
import { Rounds } from '../platform/rounds/rounds';
import { Publisher } from '../satisfaction/publisher';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { ApiKeys } from '../access/api-keys';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { mostActions } from './actions/report-actions';
import { ReportReader } from './report-reader';
import { ReportList } from './report-list';

const dayMs = 86_400_000;
const clock = new ManualClock(Date.parse('2026-03-30T12:00:00Z'));
let server: TestServer;

beforeAll(async () => {
  server = await createTestServer({ clock });
  await createTestTenant(server.database, 'centre');
  const text = JSON.stringify(demoSettings());
  await server.app.get(SettingsRegistrar).register('centre', { format: 'yaml', text });
  const events = simulateDays('reports', '2026-03-23', '2026-03-30', { smallPractices: false });
  await server.app.get(EventIntake).receiveBulk('centre', events);
  await server.app.get(Projector).foldNow('centre');
});
afterAll(() => server.close());

const base = '/2026-03/clinics/radiologie-sud';
const ask = (path: string, init?: RequestInit) => server.ask(`${server.url}/api/v1/reports${path}`, init);
const get = async <T>(path: string): Promise<T> => {
  const response = await ask(path);
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.json()) as T;
};
/** What a reader sees, whatever spaces lines may break at. */
const plain = (text: string | undefined) => text?.replaceAll(/[\u00a0\u202f]/gu, ' ');
const report = (query = '') => get<ReportDocument>(`${base}?tenant=centre${query}`);
const send = async (method: string, path: string, body?: unknown) => {
  const init = { method, headers: { 'content-type': 'application/json' } };
  const response = await ask(`${path}?tenant=centre`, {
    ...init,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    body: response.status === 204 ? null : await response.json(),
  };
};
function block<K extends ReportBlock['kind']>(document: ReportDocument, kind: K, id?: string) {
  const found = document.pages
    .flatMap(({ blocks }) => blocks)
    .find((each) => each.kind === kind && (id === undefined || each.id === id));
  if (found === undefined) throw new Error(`no ${kind} ${id ?? ''}`);
  return found as Extract<ReportBlock, { kind: K }>;
}
const csv = async (): Promise<Record<string, string>[]> => {
  const response = await ask(`${base}?tenant=centre&format=csv`);
  return parse(await response.text(), { columns: true, bom: true });
};
const value = (rows: Record<string, string>[], name: string, item: string) =>
  Number(rows.find((row) => row['block'] === name && row['item'] === item)?.['value']);
const metrics = async () => {
  const query = 'tenant=centre&from=2026-03-01&to=2026-04-01&clinicId=radiologie-sud';
  const response = await server.ask(`${server.url}/api/v1/metrics?${query}`);
  return (
    (await response.json()) as { total: { counts: Record<string, number>; metrics: Record<string, number> } }
  ).total;
};

describe('the report of a running month', () => {
  it('says what /metrics says, in parts that add up', async () => {
    const { counts, metrics: derived } = await metrics();
    const rows = await csv();
    const told = (item: string) => value(rows, 'reach', item);
    for (const item of [
      'presented',
      'unanswered',
      'closed',
      'selfServed',
      'abandoned',
      'talkUnder5s',
      'held',
    ])
      expect([item, told(item)]).toEqual([item, counts[item]]);
    expect(told('answered') + told('answeredOutside')).toBe(counts['answered']);
    expect(told('covered')).toBe(told('answered') + told('unanswered'));
    expect(
      told('covered') + told('answeredOutside') + told('closed') + told('selfServed') + told('undecided'),
    ).toBe(told('presented'));
    expect(value(rows, 'waits', 'p90Ms')).toBe(derived['waitP90Ms']);
    expect(value(rows, 'waits', 'answeredMeanMs')).toBeCloseTo(derived['averageSpeedOfAnswerMs'] ?? NaN, 9);
    expect(value(rows, 'outside', 'total')).toBe(told('closed') + told('answeredOutside'));
    const hours = rows
      .filter((row) => row['block'] === 'week')
      .reduce((sum, row) => sum + Number(row['value']), 0);
    expect(hours).toBe(told('covered'));
  });

  it('counts each caller once: reached, closed for a reason, never reached or still to be called back', async () => {
    const rows = await csv();
    const told = (item: string) => value(rows, 'callers', item);
    expect(told('numbers')).toBeGreaterThan(20);
    const parts = ['calledAgain', 'calledBack', 'closed', 'neverReached', 'pending'];
    expect(parts.reduce((sum, part) => sum + told(part), 0)).toBe(told('numbers'));
    expect(told('withinHour')).toBeLessThanOrEqual(told('calledAgain') + told('calledBack'));
    expect(told('numberedCalls') + told('hiddenCalls')).toBe(value(rows, 'reach', 'unanswered'));
    expect(told('calledBack')).toBeGreaterThan(0);
  });

  it('is worded in four languages from the same figures', async () => {
    const reports = await Promise.all(['fr', 'ca', 'en', 'es'].map((each) => report(`&language=${each}`)));
    expect(reports.map(({ status, version }) => [status, version])).toEqual(Array(4).fill(['running', 0]));
    const ids = reports.map(({ pages }) =>
      pages.map(({ blocks }) => blocks.map(({ kind, id }) => `${kind} ${id}`)),
    );
    expect(new Set(ids.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(plain(reports[0]?.subtitle)).toBe(
      'Accueil téléphonique · mars 2026 · mois en cours, chiffres au 30 mars',
    );
    const sentences = reports.map((each) => block(each, 'sentences').sentences[0]?.[1]?.text ?? '');
    expect(sentences.map((each) => each.replaceAll(/[\d.,\u202f\u00a0]/gu, ''))).toEqual(
      ['ont été décrochés', ' van ser ateses', ' were answered by a person', ' fueron atendidas'].map(
        (each) => (each.startsWith(' ') ? each : ` ${each}`),
      ),
    );
  });

  it('leads from its numbers to as many calls as they count', async () => {
    const document = await report();
    const { rows, rowCalls = [] } = block(document, 'table', 'all-calls');
    const told = rows.flatMap(([, n = ''], index) => {
      const calls = rowCalls[index] ?? null;
      return calls === null ? [] : [{ calls, n: Number(n.replaceAll(/\s/gu, '')) }];
    });
    const rowsOf = await csv();
    const figures = [
      ...block(document, 'figures', 'reach').figures,
      ...block(document, 'figures', 'service').figures,
    ].flatMap(({ calls }) => (calls === undefined ? [] : [calls]));
    const ofFigures = figures.map((calls) => ({ calls, n: value(rowsOf, 'reach', calls.count) }));
    expect(told.length).toBeGreaterThan(4);
    expect(figures.map(({ count }) => count)).toContain('unanswered');
    for (const { calls, n } of [...told, ...ofFigures]) {
      const { coveredOnly, ...which } = calls;
      const query = new URLSearchParams({
        tenant: 'centre',
        range: 'custom',
        ...which,
        ...(coveredOnly && { coveredOnly: 'true' }),
      });
      const answer = await server.ask(`${server.url}/api/v1/calls?${query.toString()}&limit=1`);
      const { total } = (await answer.json()) as { total: number };
      expect({ calls, n: total }).toEqual({ calls, n });
    }
  });

  it('is a PDF too', async () => {
    const response = await ask(`${base}?tenant=centre&format=pdf&language=ca`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });
});

describe('GET /api/v1/reports', () => {
  it('lists every clinic of the month by name', async () => {
    const list = await get<ReportSummaries>('?tenant=centre&month=2026-03');
    expect(list.months).toEqual(['2026-03']);
    expect(list.pastIsLoading).toBe(false);
    const names = list.clinics.map(({ name }) => name);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'fr')));
    const clinic = list.clinics.find(({ clinicId }) => clinicId === 'radiologie-sud');
    expect(clinic).toMatchObject({
      presented: (await metrics()).counts['presented'],
      status: null,
      csat: null,
    });
    const sum = (of: 'presented' | 'coveredAnswered') =>
      list.clinics.reduce((total, line) => total + line[of], 0);
    expect(list.total).toMatchObject({
      presented: sum('presented'),
      coveredAnswered: sum('coveredAnswered'),
      csat: null,
    });
    expect(list.total.coveredUnansweredRate).toBeGreaterThan(0);
    for (const line of [list.total, ...list.clinics]) {
      const { presented, coveredAnswered, unanswered, outside, otherCalls } = line;
      expect(coveredAnswered + unanswered + outside + otherCalls).toBe(presented);
    }
    expect(list.clinics.map(({ commitment, isRunning }) => [commitment, isRunning])).toEqual(
      list.clinics.map(() => [null, true]),
    );
  });

  it.each([
    ['/2026-13/clinics/radiologie-sud', '400 invalid_month'],
    ['/2026-03/clinics/nobody', '404 not_found'],
    [`${base}?language=de`, '400 invalid_parameter'],
    [`${base}?format=xls`, '400 invalid_parameter'],
    [`${base}?version=7`, '404 not_found'],
    ['?month=March', '400 invalid_month'],
  ])('refuses %s', async (path, expected) => {
    const response = await ask(`${path}${path.includes('?') ? '&' : '?'}tenant=centre`);
    expect(`${response.status} ${((await response.json()) as ProblemView).code}`).toBe(expected);
  });
});

describe('a month without calls', () => {
  const empty = '/2024-01/clinics/radiologie-sud?tenant=centre';

  it('is neither under way nor provisional, and has no file', async () => {
    const document = await get<ReportDocument>(`${empty}&language=fr`);
    expect([document.status, document.version]).toEqual(['empty', 0]);
    expect(plain(document.subtitle)).toBe('Accueil téléphonique · janvier 2024 · aucun appel ce mois-là');
    expect(block(document, 'commitment')).toMatchObject({ tone: 'neutral', label: 'Aucun appel couvert' });
    for (const format of ['pdf', 'csv', 'spreadsheet'])
      expect((await ask(`${empty}&format=${format}`)).status).toBe(404);
  });
});

describe('actions and notes', () => {
  const action = {
    clinicId: 'radiologie-sud',
    month: '2026-03',
    text: 'Lundi 8 h – 9 h : une secrétaire de plus',
    owner: 'nous',
    due: '2026-04-30',
    expected: 'sans réponse de 21 % à 10 %',
  };

  it('are written, changed, logged and shown in the report', async () => {
    const added = (await send('POST', '/actions', action)).body as ReportAction;
    expect(added).toMatchObject({ ...action, status: 'open', outcome: null });
    const edited = await send('PATCH', `/actions/${added.id}`, { status: 'done', outcome: 'faite' });
    expect(edited.body).toEqual({ ...added, status: 'done', outcome: 'faite' });
    await send('PUT', `${base}/notes`, { paragraphs: ['Le Dr Roux était absent du 23 au 27.'] });
    const shown = await report('&language=fr');
    expect(block(shown, 'actions', 'actions').actions).toEqual([
      expect.objectContaining({ id: added.id, due: '30\u00a0avril\u00a02026', outcome: 'fait\u202f; faite' }),
    ]);
    expect(block(shown, 'notes', 'notes').paragraphs).toEqual(['Le Dr Roux était absent du 23 au 27.']);
    expect((await send('DELETE', `/actions/${added.id}`)).status).toBe(204);
    expect(await get<ReportAction[]>('/actions?tenant=centre')).toEqual([]);
    const log = await get<{ became: ReportAction | null }[]>(`/actions/${added.id}/changes?tenant=centre`);
    expect(log.map(({ became }) => became?.status ?? null)).toEqual(['open', 'done', null]);
  });

  it('are of clinics that exist, and so many in a month', async () => {
    const unknown = { status: 404, body: { code: 'not_found', detail: 'There is no such clinic.' } };
    const month = { ...action, month: '2026-02' };
    expect(await send('POST', '/actions', { ...month, clinicId: 'nobody' })).toMatchObject(unknown);
    expect(await send('PUT', '/2026-02/clinics/nobody/notes', { paragraphs: ['x'] })).toMatchObject(unknown);
    const answers = await Promise.all(
      Array.from({ length: mostActions + 5 }, () => send('POST', '/actions', month)),
    );
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.map(({ status, body }) => [status, (body as ProblemView).code])).toEqual(
      Array.from({ length: 5 }, () => [409, 'too_many_actions']),
    );
    expect((await send('POST', '/actions', { ...month, month: '2026-01' })).status).toBe(201);
  });

  it('are not changed more often than their log may hold', async () => {
    const added = (await send('POST', '/actions', { ...action, month: '2025-12' })).body as ReportAction;
    const edit = () => send('PATCH', `/actions/${added.id}`, { outcome: 'vue' });
    for (let changes = 1; changes < 200; changes += 1) expect((await edit()).status).toBe(200);
    expect(await edit()).toMatchObject({ status: 409, body: { code: 'too_many_changes' } });
    expect((await send('DELETE', `/actions/${added.id}`)).status).toBe(204);
  });

  it('are refused from elsewhere and without the scope', async () => {
    const key = await server.app.get(ApiKeys).create('centre', 'reader', ['metrics:read']);
    const body = JSON.stringify(action);
    const post = async (headers: Record<string, string>) =>
      (
        await ask('/actions', {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body,
        })
      ).status;
    expect(await post({ authorization: '' })).toBe(401);
    expect(await post({ authorization: `Bearer ${key.text}` })).toBe(403);
    expect((await send('POST', '/actions', { ...action, owner: ' ' })).status).toBe(400);
    expect((await send('PATCH', '/actions/none', {})).status).toBe(404);
  });
});

describe('a month that ended', () => {
  const publish = async () => {
    await server.app.get(Publisher).publish('centre');
    await server.app.get(Rounds).turn('monthly reports');
    await server.app.get(Rounds).turn('report revision');
  };
  const lateCall = {
    id: 'late',
    source: '/pbx/late',
    type: 'call.blocked',
    subject: 'late',
    time: '2026-03-24T10:00:00+01:00',
    data: { clinicId: 'radiologie-sud', reason: 'busy' },
  };

  it('is provisional on day 2, final on day 10, and then read as it was stored', async () => {
    clock.advance(2 * dayMs);
    await publish();
    expect(await report()).toMatchObject({ status: 'running', version: 0 });
    clock.advance(dayMs);
    await publish();
    expect(await report()).toMatchObject({ status: 'provisional', version: 1 });
    clock.advance(8 * dayMs);
    const past = server.app.get(Backfills).begin('centre');
    past.reached({ wholeFrom: Date.parse('2026-01-31T23:00:00Z'), share: 0.4 });
    const loading = await get<ReportSummaries>('?tenant=centre&month=2026-03');
    expect(loading.pastIsLoading).toBe(true);
    expect(loading.clinics.map(({ status }) => status)).not.toContain('final');
    const noFigures = { code: 'past_is_loading', retryable: true, progress: 0.4 };
    const unread = async (query: string) => {
      const response = await server.ask(`${server.url}/api/v1/reports${query}`);
      return [response.status, response.headers.get('retry-after'), await response.json()] as const;
    };
    for (const query of [
      '?tenant=centre&month=2026-02',
      '/2026-02/clinics/radiologie-sud?tenant=centre',
      '/2026-02/clinics/radiologie-sud?tenant=centre&format=pdf',
    ])
      expect(await unread(query)).toEqual([503, '5', expect.objectContaining(noFigures)]);
    past.whole();
    await publish();
    const final = await report('&language=fr');
    expect(final).toMatchObject({ status: 'final', version: 2 });
    expect(plain(final.subtitle)).toBe(
      'Accueil téléphonique · mars 2026 · chiffres définitifs, établis le 10 avril',
    );
    await server.app.get(EventIntake).receive('centre', [lateCall]);
    await server.app.get(Projector).foldNow('centre');
    clock.advance(60_000);
    await publish();
    expect(await report('&language=fr')).toEqual(final);
  });

  it('tells of satisfaction what is published, and no more', async () => {
    const query = 'tenant=centre&month=2026-03&clinicId=radiologie-sud';
    const response = await server.ask(`${server.url}/api/v1/satisfaction?${query}`);
    const answer = (await response.json()) as SatisfactionAnswer;
    const rows = (await csv()).filter((row) => row['block'] === 'satisfaction');
    expect(answer.total.suppressed).toBeNull();
    const [overall] = answer.total.items.filter(({ itemId }) => itemId === 'overall');
    expect(value(rows, 'satisfaction', 'overall.n')).toBe(overall?.n);
    expect(value(rows, 'satisfaction', 'overall.favourable')).toBe(overall?.favourable.value);
    const shown = block(await report('&language=fr'), 'scores', 'scores');
    expect(shown.rows[0]).toMatchObject({ label: 'Satisfaction globale' });
    expect(plain(shown.rows[0]?.value)).toBe(`${Math.round((overall?.favourable.value ?? NaN) * 100)} %`);
  });

  it('is revised once its calls are no longer what it says, and keeps its earlier versions', async () => {
    clock.advance(dayMs);
    await publish();
    const revised = await report('&language=fr');
    expect(revised).toMatchObject({ status: 'revised', version: 3 });
    expect(plain(revised.subtitle)).toContain('chiffres révisés le 11 avril (version 3)');
    expect((await report('&version=2')).status).toBe('final');
    const list = await get<ReportSummaries>('?tenant=centre&month=2026-03');
    const status = (id: string) => list.clinics.find(({ clinicId }) => clinicId === id)?.status;
    expect([status('radiologie-sud'), status('cabinet-durand')]).toEqual(['revised', 'final']);
  });
});

describe('a queue that settings give to no clinic', () => {
  const bare = () => get<ReportSummaries>('?tenant=bare&month=2026-03');
  const call = (id: string, queueId: string, clinicId?: string) => {
    const of = { specversion: '1.0', source: '/pbx', subject: id };
    return [
      {
        ...of,
        id: `${id}-1`,
        type: 'call.enqueued',
        time: '2026-03-24T09:00:00Z',
        data: { queueId, ...(clinicId && { clinicId }) },
      },
      { ...of, id: `${id}-2`, type: 'call.disconnected', time: '2026-03-24T09:01:00Z' },
    ];
  };
  beforeAll(async () => {
    await createTestTenant(server.database, 'bare');
    const events = [...call('a', 'rendez-vous'), ...call('b', 'ordonnances', 'ordonnances')];
    await server.app.get(EventIntake).receiveBulk('bare', [...events, ...call('c', 'rendez-vous')]);
    await server.app.get(Projector).foldNow('bare');
  });

  it('is in the sums of the centre, and no clinic among those that get a report', async () => {
    const { clinics, total } = await bare();
    expect(clinics.map(({ clinicId }) => clinicId)).toEqual(['ordonnances']);
    expect(total).toMatchObject({ presented: 3, ofNoReport: 2 });
  });

  it('gets its report once an event or the settings name it', async () => {
    const text = JSON.stringify({ clinics: [{ id: 'rendez-vous', name: 'Cabinet du Port' }] });
    await server.app.get(SettingsRegistrar).register('bare', { format: 'yaml', text });
    const { clinics, total } = await bare();
    expect(clinics.map(({ name }) => name)).toEqual(['Cabinet du Port', 'ordonnances']);
    expect(total).toMatchObject({ presented: 3, ofNoReport: 0 });
  });
});

describe('what is read together', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** How many snapshots, and how many other transactions of the centre, some reading takes. */
  const looksOf = async (read: () => Promise<unknown>) => {
    const snapshots = jest.spyOn(server.database, 'inSnapshot');
    const others = jest.spyOn(server.database, 'withTenant');
    snapshots.mockClear();
    others.mockClear();
    await read();
    const ofCentre = ({ mock }: { readonly mock: { readonly calls: unknown[][] } }) =>
      mock.calls.filter(([tenantId, , access]) => tenantId === 'centre' && access !== 'fold').length;
    return [ofCentre(snapshots), ofCentre(others)];
  };
  const of = (month: string, more = {}) => ({ clinicId: 'radiologie-sud', month, ...more });

  it.each([
    ['a report that is written down', of('2026-03')],
    ['an earlier version of it', of('2026-03', { version: 2 })],
    ['a running month', of('2026-04')],
    ['a month without calls', of('2024-01')],
  ])('%s is opened with one look at the database', async (_, wanted) => {
    const reader = server.app.get(ReportReader);
    expect(await looksOf(() => reader.document('centre', wanted))).toEqual([1, 0]);
    expect(await looksOf(() => reader.material('centre', wanted))).toEqual([1, 0]);
  });

  it('the list of a month is read with one', async () => {
    const list = server.app.get(ReportList);
    expect(
      await looksOf(() => list.of({ tenantId: 'centre', scope: everything }, '2026-03', '2026-04')),
    ).toEqual([1, 0]);
  });

  it('a report shows no note that was stored while it was read', async () => {
    const inSnapshot = server.database.inSnapshot.bind(server.database);
    const paragraphs = ['Écrite pendant la lecture.'];
    jest.spyOn(server.database, 'inSnapshot').mockImplementationOnce((tenantId, work) =>
      inSnapshot(tenantId, async (tx) => {
        await tx.query('SELECT 1');
        await send('PUT', `${base}/notes`, { paragraphs });
        return work(tx);
      }),
    );
    const notesOf = (document: ReportDocument) => block(document, 'notes', 'notes').paragraphs;
    expect(notesOf(await report())).not.toEqual(paragraphs);
    expect(notesOf(await report())).toEqual(paragraphs);
  });
});
