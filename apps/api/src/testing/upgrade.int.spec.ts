import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Counts, Metrics, MetricsAnswer } from '@vigie/contracts';

import { ApiKeys } from '../access/api-keys';
import { askWithKey } from '../access/testing/test-person';
import type { NewEvent } from '../event-log/logged-event';
import { PgEventLog } from '../event-log/pg-event-log';
import { Projector } from '../fold/projector';
import { Rebuild } from '../fold/rebuild';
import { ManualClock } from '../platform/clock';
import {
  createEarlierDatabase,
  readEarlierDatabase,
  type EarlierDatabase,
} from '../platform/testing/earlier-database';
import { ReportPublisher } from '../reports/freeze/report-publisher';
import { Publisher } from '../satisfaction/publisher';
import { StaffNotices } from '../settings/staff-notices';
import { everythingTold } from '../settings/testing/inform-staff';
import { createTestServer, type TestServer } from './test-server';

/**
 * A small centre's database as the version of commit 3a77a29 left it (`tools/upgrade/write-database.mjs`): two months of
 * calls, agents' days and surveys, published and with frozen reports, two calls not yet over.
 */
const file = join(import.meta.dirname, 'fixtures/database-of-3a77a29.json.br');

/** Figures that a version since counts otherwise on purpose, by what is asked; their sums over a range are the same. */
const countedOtherwise: readonly { readonly asked: RegExp; readonly why: string }[] = [
  { asked: /by=(queue|agent)&interval=15m/u, why: 'segments and legs count in their own quarter (ADR 0002)' },
];

type Figures = { readonly counts: Counts; readonly metrics: Metrics };

/** Of the figures that are told now, those that were told then. */
function knownThen(now: Figures, then: Figures): Figures {
  const pick = <T extends object>(values: T, known: T): T =>
    Object.fromEntries(Object.keys(known).map((name) => [name, values[name as keyof T]])) as T;
  return { counts: pick(now.counts, then.counts), metrics: pick(now.metrics, then.metrics) };
}

describe('a database of the version before', () => {
  let earlier: EarlierDatabase;
  let server: TestServer;
  let key: string;
  const clock = new ManualClock(Date.UTC(2026, 10, 29, 20));

  beforeAll(async () => {
    earlier = await readEarlierDatabase(file);
    const test = await createEarlierDatabase(earlier);
    server = await createTestServer({ test, clock });
    const { text } = await server.app
      .get(ApiKeys)
      .create(earlier.tenant, '/pbx/asks', ['metrics:read', 'agents:read']);
    key = text;
    await server.app.get(Projector).foldNow(earlier.tenant);
  });
  afterAll(() => server.close());

  const ask = async (question: string): Promise<MetricsAnswer> => {
    const answer = await askWithKey(server.url, key, `GET /${question}`);
    if (answer.status !== 200) throw new Error(`${question}: ${await answer.text()}`);
    return (await answer.json()) as MetricsAnswer;
  };
  const rebuilt = () => server.app.get(Rebuild).compare(earlier.tenant);
  const rowsOf = (table: string): Promise<unknown[]> =>
    server.asAdministrator((tx) => tx.query(`SELECT t::text FROM ${table} t ORDER BY 1`));
  const append = (events: readonly NewEvent[]) =>
    server.database.withTenant(
      earlier.tenant,
      (tx) => server.app.get(PgEventLog).append(tx, earlier.tenant, events),
      'intake',
    );
  const told = (type: string, minute: number, subject: string, data: object): NewEvent => ({
    at: Date.UTC(2026, 9, 31, 10, minute),
    source: '/pbx/place',
    type,
    subject,
    id: `after/${subject}/${type}`,
    sequence: null,
    data: JSON.stringify(data),
  });

  it('is what the log gives when it is folded again', async () => {
    expect(await rebuilt()).toMatchObject({ differences: 0, examples: [], partial: false, stale: false });
  });

  it('tells no figure by secretary until its administrator says when staff were informed', async () => {
    const question = 'metrics?by=agent&interval=all&from=2026-09-01&to=2026-12-01';
    await expect(ask(question)).rejects.toThrow('person_figures_off');
    const paul = { tenantId: earlier.tenant, personId: null, name: 'Paul' };
    await server.app.get(StaffNotices).record(paul, everythingTold);
    expect((await ask(question)).rows.map(({ key }) => key)).toContain('anna');
  });

  it('answers every question as that version did, but for what is counted otherwise on purpose', async () => {
    expect(Object.keys(earlier.answers).length).toBeGreaterThan(20);
    for (const [question, answer] of Object.entries(earlier.answers)) {
      const then = answer as MetricsAnswer;
      const now = await ask(question);
      expect([question, knownThen(now.total, then.total)]).toEqual([question, pickTold(then.total)]);
      const rows = now.rows.map(({ start, key, ...row }, place) => {
        const known = then.rows[place];
        return { start, key, ...(known === undefined ? row : knownThen(row, known)) };
      });
      const before = then.rows.map(({ start, key, ...row }) => ({ start, key, ...pickTold(row) }));
      const isOtherwise = countedOtherwise.some(({ asked }) => asked.test(question));
      if (isOtherwise) expect([question, rows]).not.toEqual([question, before]);
      else expect([question, rows]).toEqual([question, before]);
    }
  });

  it('keeps what was published and every frozen report, and makes no version of any', async () => {
    const tables = ['report_version', 'satisfaction_period', 'satisfaction_cell'];
    const before = await Promise.all(tables.map(rowsOf));
    expect(before.map((rows) => rows.length)).toEqual([3, 3, 20]);
    clock.advance(3_600_000);
    await server.app.get(Publisher).publish(earlier.tenant);
    for (const round of server.app.get(ReportPublisher).rounds)
      await round.run(earlier.tenant, { isStopping: () => false });
    expect(await Promise.all(tables.map(rowsOf))).toEqual(before);
  });

  it('goes on: calls of before are ended, new ones come, and what is sent again is known', async () => {
    const place = { clinicId: 'durand', queueId: 'rdv' };
    const before = (await ask('metrics?from=2026-10-31&to=2026-11-01')).total.counts;
    expect([before.presented, before.waiting]).toEqual([2, 0]);
    const events = [
      told('call.disconnected', 3, 'unfinished-1', { side: 'caller' }),
      told('call.disconnected', 5, 'unfinished-2', { side: 'caller' }),
      told('acw.ended', 6, 'unfinished-2', { ...place, agentId: 'benoit' }),
      told('call.enqueued', 10, 'new-1', place),
      told('call.answered', 11, 'new-1', { ...place, agentId: 'clara' }),
      told('agent.state_changed', 12, 'clara', { state: 'break', reason: 'tea' }),
    ];
    expect(await append(events)).toMatchObject({ accepted: events.length });
    expect(await append(events)).toMatchObject({ accepted: 0 });
    await server.app.get(Projector).foldNow(earlier.tenant);
    const { counts } = (await ask('metrics?from=2026-10-31&to=2026-11-01')).total;
    expect(counts).toMatchObject({ presented: 3, answered: 2, closed: 1, unknown: 0 });
    expect(await rebuilt()).toMatchObject({ differences: 0, examples: [], stale: false });
  });
});

const pickTold = ({ counts, metrics }: Figures): Figures => ({ counts, metrics });
