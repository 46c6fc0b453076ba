import type { CommentLogEntry, CommentsAnswer } from '@vigie/contracts';
import { everything } from '../access/scope-reach';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Projector } from '../fold/projector';
import { EventIntake } from '../intake/event-intake';
import { ManualClock } from '../platform/clock';
import { createTestServer, type TestServer } from '../testing/test-server';
import { Publisher } from '../satisfaction/publisher';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { OldComments } from './old-comments';
import { PublishedComments } from './published-comments';

const dayMs = 86_400_000;
/** 20 April 2026: March has been final for ten days. */
const now = Date.UTC(2026, 3, 20, 9);
const march = Date.UTC(2026, 2, 9, 9);
const asked = { month: '2026-03', clinicId: 'durand' };

describe('comments of a published month', () => {
  const clock = new ManualClock(now);
  let server: TestServer;
  let tenants = 0;

  beforeAll(async () => {
    server = await createTestServer({ clock });
  });
  afterAll(() => server.close());

  const newTenant = async (): Promise<string> => {
    const tenantId = `words${(tenants += 1)}`;
    await createTestTenant(server.database, tenantId);
    return tenantId;
  };
  /** A call of each of these callers, and what they answered. */
  const take = async (
    tenantId: string,
    answers: readonly (readonly [overall: number, comment?: string])[],
    prefix = 'c',
  ) => {
    clock.advance(1_000);
    const events = answers.flatMap(([overall, comment], n) => {
      const about = { specversion: '1.0', source: '/pbx', subject: `${prefix}${n}` };
      const at = (ms: number) => new Date(march + n * 60_000 + ms).toISOString();
      const items = { overall, ...(comment !== undefined && { comment }) };
      return [
        {
          ...about,
          id: `${prefix}${n}-1`,
          type: 'call.enqueued',
          time: at(0),
          data: { queueId: 'q', clinicId: 'durand' },
        },
        {
          ...about,
          id: `${prefix}${n}-2`,
          type: 'call.disconnected',
          time: at(9_000),
          data: { side: 'caller' },
        },
        {
          ...about,
          id: `${prefix}${n}-3`,
          type: 'survey.answered',
          time: at(60_000),
          data: { channel: 'sms', language: 'fr', items },
        },
      ];
    });
    expect(await server.app.get(EventIntake).receive(tenantId, events)).toMatchObject({ rejectedCount: 0 });
    await server.app.get(Projector).foldNow(tenantId);
    await server.app.get(Publisher).publish(tenantId);
    clock.advance(10_000);
    await server.app.get(Publisher).publish(tenantId);
  };
  const told = (tenantId: string, month = asked.month) =>
    server.database.inSnapshot(tenantId, (tx) =>
      server.app.get(PublishedComments).of(tx, tenantId, { ...asked, month }),
    );
  const send = (method: string, path: string, body?: object) =>
    server.ask(`${server.url}/api/v1/comments${path}`, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    });

  const good = [
    'Accueil parfait, merci Sophie',
    'Très bien reçue',
    'Réponse rapide et claire',
    'Rien à redire vraiment',
  ];
  const bad = ['Vingt minutes d’attente', 'Personne ne répond jamais'];
  const twelve: readonly (readonly [number, string?])[] = [
    ...good.map((text) => [5, text] as const),
    ...bad.map((text) => [1, text] as const),
    [3, 'Ni bien ni mal en somme'],
    [4],
    [4],
    [4],
    [4],
    [2],
  ];

  it('are told as quotes in the proportion of all answers, and as themes with their counts', async () => {
    const tenantId = await newTenant();
    await take(tenantId, twelve);
    const { quotes, themes, suppressed, hidden } = await told(tenantId);
    expect([suppressed, hidden]).toEqual([null, 0]);
    // Eight positive and three negative answers: of six quotes, which four good comments allow, two are negative.
    expect(quotes.map(({ tone }) => tone)).toEqual([
      'positive',
      'positive',
      'positive',
      'positive',
      'negative',
      'negative',
    ]);
    expect(quotes.map(({ text }) => text)).toContain('Accueil parfait, merci […]');
    expect(quotes[0]).toMatchObject({ language: 'fr' });
    expect(themes).toContainEqual({ theme: 'waiting', positive: 1, negative: 1 });
    expect(themes).toContainEqual({ theme: 'reach', positive: 0, negative: 1 });
    expect(JSON.stringify({ quotes, themes })).not.toContain('Ni bien ni mal');
  });

  it('are not told below ten answers, nor before the month is published', async () => {
    const tenantId = await newTenant();
    await take(tenantId, twelve.slice(0, 9));
    const none = { quotes: [], themes: [], hidden: 0 };
    expect(await told(tenantId)).toEqual({
      ...none,
      suppressed: expect.stringMatching(/few_answers|protects_another|not_published/u),
    });
    const answer = await send('GET', `?tenant=${tenantId}&month=2026-03&clinicId=durand`);
    expect(await answer.json()).toMatchObject({ comments: [], suppressed: expect.any(String) });
    const running = await told(tenantId, '2026-04');
    expect(running).toEqual({ ...none, suppressed: 'not_published' });
  });

  it('that come after a publication wait for the next one', async () => {
    const tenantId = await newTenant();
    await take(tenantId, twelve);
    await take(tenantId, [[1, 'Arrivé bien trop tard pour cela']], 'late');
    const all = await server.app.get(PublishedComments).all({ tenantId, scope: everything }, asked);
    expect(all).toHaveLength(6);
    expect(JSON.stringify(all)).not.toContain('Arrivé');
  });

  it('may be hidden, shown and erased by the clinic, and the log tells of it', async () => {
    const tenantId = await newTenant();
    await take(tenantId, twelve);
    const list = async () =>
      (await (
        await send('GET', `?tenant=${tenantId}&month=2026-03&clinicId=durand`)
      ).json()) as CommentsAnswer;
    const [first, second] = (await list()).comments;
    const id = first?.id ?? '';
    expect((await send('POST', `/${id}/hide?tenant=${tenantId}`, { reason: 'personal' })).status).toBe(200);
    expect((await told(tenantId)).hidden).toBe(1);
    expect((await told(tenantId)).quotes.map((quote) => quote.id)).not.toContain(id);
    expect((await list()).comments.find((comment) => comment.id === id)?.hidden).toBe(true);
    expect((await send('POST', `/${id}/show?tenant=${tenantId}`)).status).toBe(200);
    expect((await told(tenantId)).hidden).toBe(0);
    const erased = second?.id ?? '';
    expect((await send('DELETE', `/${erased}?tenant=${tenantId}&reason=asked_by_patient`)).status).toBe(200);
    expect((await list()).comments.map((comment) => comment.id)).not.toContain(erased);
    expect((await send('POST', `/${erased}/show?tenant=${tenantId}`)).status).toBe(404);
    expect((await send('POST', `/nobody/hide?tenant=${tenantId}`)).status).toBe(404);
    expect(
      (await send('POST', `/${id}/hide?tenant=${tenantId}`, { reason: 'Mme X est fâchée' })).status,
    ).toBe(400);
    const log = (await (await send('GET', `/log?tenant=${tenantId}`)).json()) as CommentLogEntry[];
    expect(log.map(({ action, reason }) => [action, reason]).sort()).toEqual([
      ['erased', 'asked_by_patient'],
      ['hidden', 'personal'],
      ['shown', null],
    ]);
    // The same events again bring nothing back.
    await take(tenantId, twelve);
    expect((await list()).comments.map((comment) => comment.id)).not.toContain(erased);
  });

  it('have the themes of the clinic’s own words', async () => {
    const tenantId = await newTenant();
    await take(tenantId, twelve);
    const text =
      'clinics: [{ id: durand, survey: { themes: { retours: { fr: [redire] }, waiting: { fr: [] } } } }]';
    const registrar = new SettingsRegistrar(server.database, clock);
    expect(await registrar.register(tenantId, { format: 'yaml', text })).toMatchObject({
      result: 'registered',
    });
    const { themes } = await told(tenantId);
    expect(themes).toContainEqual({ theme: 'retours', positive: 1, negative: 0 });
    expect(themes.map(({ theme }) => theme)).not.toContain('waiting');
  });

  it('are erased when they were kept as long as the patient was told', async () => {
    const tenantId = await newTenant();
    await take(tenantId, twelve);
    const old = server.app.get(OldComments);
    expect(await old.erase(tenantId)).toBe(0);
    clock.advance(350 * dayMs);
    expect(await old.erase(tenantId)).toBe(7);
    clock.advance(-350 * dayMs);
    expect(await told(tenantId)).toMatchObject({ quotes: [], themes: [] });
  });
});
