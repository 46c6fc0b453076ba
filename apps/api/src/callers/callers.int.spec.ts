import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import {
  callerErasureSchema,
  callerErasuresSchema,
  callerExportSchema,
  type CallerErasure,
  type CallerExport,
} from '@vigie/contracts';

import { createTestPerson } from '../access/testing/test-person';
import { theCommand } from '../audit/audit-entry';
import { AuditLog } from '../audit/audit-log';
import { CommentDesk } from '../comments/comment-desk';
import { Rebuild } from '../fold/rebuild';
import { EventIntake } from '../intake/event-intake';
import { Rounds } from '../platform/rounds/rounds';
import { APP_CONFIG, type AppConfig } from '../platform/config';
import { Refusals } from '../surveys/refusals';
import { SurveyKit } from '../surveys/testing/survey-kit';
import { CallerEraser } from './caller-eraser';
import { CallerExporter } from './caller-exporter';
import { CallerKeys } from './caller-keys';
import { ErasureList } from './erasure-list';

const claire = '06 39 98 12 34';
const other = '+33639985678';

describe('a caller who asks what is kept of them, or to be erased', () => {
  let kit: SurveyKit;
  let calls: string[] = [];
  let invitation = '';
  let cookie = '';

  const ask = async (what: 'export' | 'erase', number: string): Promise<unknown> => {
    const answer = await fetch(`${kit.server.url}/api/v1/callers/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: kit.server.url, cookie },
      body: JSON.stringify({ number }),
    });
    return answer.json();
  };
  const exported = async (number: string): Promise<CallerExport> =>
    callerExportSchema.parse(await ask('export', number));
  const erased = async (number: string): Promise<CallerErasure> =>
    callerErasureSchema.parse(await ask('erase', number));
  const all = async (sql: string): Promise<Record<string, unknown>[]> =>
    kit.server.database.withTenant('place', (tx) => tx.query(sql));
  const asOwner = (sql: string): Promise<unknown> =>
    kit.server.database.asOwner(async (tx) => {
      await tx.query(`SELECT set_config('app.tenant', 'place', true)`);
      return tx.query(sql);
    });
  /** What is told of a caller of whom nothing is kept. */
  const nothing: CallerExport = {
    calls: [],
    invitations: [],
    owed: [],
    notAskedSince: null,
    refusedEvents: [],
    truncated: false,
  };
  const figures = async (): Promise<unknown> => [
    await all('SELECT * FROM rollup ORDER BY cuboid, key1, key2, bucket'),
    await all('SELECT * FROM call_survey ORDER BY call_key, channel'),
    await all(
      `SELECT call_key, outcome, wait_ms, talk_ms, clinic_id, agents, arrived_at FROM call ORDER BY call_key`,
    ),
  ];
  const answer = (callId: string, text: string) => ({
    specversion: '1.0',
    id: `answer of ${callId}`,
    source: '/pbx',
    type: 'survey.answered',
    subject: callId,
    time: new Date(kit.clock.now()).toISOString(),
    data: { channel: 'phone', items: { overall: 4, comment: text } },
  });
  const receive = (events: readonly unknown[]) => kit.server.app.get(EventIntake).receive('place', events);
  const folder = (): string => kit.server.app.get<AppConfig>(APP_CONFIG).dataDir;

  beforeAll(async () => {
    kit = await SurveyKit.open({
      VIGIE_SURVEY_WEBHOOK_URL: 'http://127.0.0.1:9/never',
      VIGIE_SURVEY_WEBHOOK_SECRET: 'a secret that only the specs know',
    });
    ({ cookie } = await createTestPerson(kit.server.app, 'place', [
      { role: 'officer', scope: { kind: 'all' } },
    ]));
    calls = [
      await kit.call({ ani: claire }),
      await kit.call({ ani: '0033639981234' }),
      await kit.call({ ani: other }),
    ];
    await kit.foldNow();
    invitation = await kit.invited(calls[1] ?? '', claire);
    await receive([answer(calls[0] ?? '', 'Toujours aimable'), answer(calls[2] ?? '', 'Rien à redire')]);
    await receive([
      {
        specversion: '1.0',
        id: 'bad 1',
        source: '/pbx',
        type: 'no.such',
        subject: 'x',
        data: { ani: '+33 6 39 98 12 34' },
      },
      {
        specversion: '1.0',
        id: 'bad 2',
        source: '/pbx',
        type: 'no.such',
        subject: 'x',
        data: { ani: other },
      },
    ]);
    await kit.foldNow();
  }, 60_000);
  afterAll(() => kit.close());

  it('gets every call, answer, comment and invitation, and nothing of anybody else', async () => {
    const { calls: told, invitations, refusedEvents, truncated } = await exported('+33 (0)6 39 98 12 34');
    expect(told).toHaveLength(2);
    expect(told[0]).toMatchObject({ clinicId: 'durand', mask: '06 39 98 •• ••', answered: true });
    expect(told.flatMap(({ comments }) => comments.map(({ text }) => text))).toEqual(['Toujours aimable']);
    expect(
      told.flatMap(({ surveys }) => surveys.map(({ channel, items }) => [channel, items])),
    ).toContainEqual(['phone', { overall: 4 }]);
    expect(invitations).toMatchObject([{ channel: 'sms', state: 'waiting' }]);
    expect(truncated).toBe(false);
    const at = new Date(kit.clock.now()).toISOString();
    expect(refusedEvents).toEqual([{ code: 'unknown_type', firstAt: at, lastAt: at, times: 1 }]);
    expect(JSON.stringify(told)).not.toContain('anna');
    expect(await ask('export', 'Mme Durand')).toMatchObject({ code: 'bad_number' });
  });

  it('is erased everywhere, while every figure, a rebuild and everybody else stay what they are', async () => {
    const before = await figures();
    const result = await erased(claire);
    expect(result).toMatchObject({ events: 2, calls: 2, comments: 1, invitations: 1, refusedEvents: 1 });
    expect(await exported(claire)).toEqual(nothing);
    expect(await figures()).toEqual(before);
    expect(await kit.server.app.get(Rebuild).compare('place')).toMatchObject({ differences: 0 });
    expect(await kit.invitation(invitation)).toBeUndefined();
    expect(await kit.delivery(invitation)).toBeUndefined();
    expect((await exported(other)).calls[0]?.comments).toMatchObject([{ text: 'Rien à redire' }]);
    expect(await all('SELECT id FROM quarantine')).toHaveLength(1);
    const left = await all(
      `SELECT subject FROM event_log WHERE data ? 'aniHash' OR data ? 'aniMask' UNION SELECT call_id FROM call WHERE ani_hash IS NOT NULL`,
    );
    expect(left).toEqual([{ subject: calls[2] }]);
  });

  it('is named by no list of what was erased, which says when and how much', async () => {
    const answer = await fetch(`${kit.server.url}/api/v1/callers/erasures`, { headers: { cookie } });
    const doneAt = new Date(kit.clock.now()).toISOString();
    expect(callerErasuresSchema.parse(await answer.json())).toEqual([
      expect.objectContaining({ doneAt, events: 2, calls: 2, comments: 1, invitations: 1, refusedEvents: 1 }),
    ]);
  });

  it('is nobody’s call when the same events are sent again: they are known, and bring nothing back', async () => {
    const events = await all('SELECT count(*) AS n FROM event_log');
    const again = await receive([
      {
        specversion: '1.0',
        id: `${calls[0]}-0`,
        source: '/pbx',
        type: 'call.enqueued',
        subject: calls[0],
        time: new Date(kit.clock.now() - 90_000).toISOString(),
        data: { queueId: 'durand', ani: claire },
      },
      answer(calls[0] ?? '', 'Toujours aimable'),
    ]);
    expect(again).toMatchObject({ accepted: 0, duplicates: 2 });
    await kit.foldNow();
    expect(await all('SELECT count(*) AS n FROM event_log')).toEqual(events);
    expect((await exported(claire)).calls).toEqual([]);
  });

  it('is proven in the audit log by numbers alone, and listed outside the database by hashes alone', async () => {
    const entries = await kit.server.app.get(AuditLog).search('place', { limit: 50, actions: ['callers'] });
    const proof = entries.find(({ action }) => action === 'callers.erased');
    expect(proof?.subject).toMatch(/^[0-9a-f-]{36} events=2 calls=2 comments=1 invitations=1 refused=1$/u);
    expect(entries.filter(({ action }) => action === 'callers.export').length).toBeGreaterThan(0);
    const list = await readFile(join(folder(), 'erasures', 'place'), 'utf8');
    expect(proof?.actor).toMatchObject({ kind: 'person', role: 'officer' });
    for (const text of [JSON.stringify(entries), list]) expect(text).not.toMatch(/39 ?98 ?12 ?34/u);
  });

  it('is erased again when a backup of before is restored, by the server itself', async () => {
    await erased(claire);
    // As yesterday's backup has it: the hash is in log and call, and nothing says that it was erased.
    const list = await readFile(join(folder(), 'erasures', 'place'), 'utf8');
    const [hash] = (
      JSON.parse(list.split('\n').find((line) => line !== '') ?? '') as { readonly hashes: readonly string[] }
    ).hashes;
    await asOwner('DELETE FROM erasure');
    await asOwner(
      `UPDATE event_log SET data = data || '{"aniHash":"${hash}","aniMask":"06 39 98 •• ••"}' WHERE subject = '${calls[0]}' AND type = 'call.enqueued'`,
    );
    await asOwner(`UPDATE call SET ani_hash = '${hash}' WHERE call_id = '${calls[0]}'`);
    expect((await exported(claire)).calls).toHaveLength(1);
    await kit.server.app.get(Rounds).turn('erasures');
    expect((await exported(claire)).calls).toEqual([]);
    expect(await all(`SELECT 1 AS hit FROM event_log WHERE data->>'aniHash' = '${hash}'`)).toEqual([]);
    expect(await kit.server.app.get(CallerEraser).reapply('place')).toBe(0);
  });

  it('is erased whole by the next round when the process dies half-way', async () => {
    const third = '06 39 98 77 66';
    const call = await kit.call({ ani: third });
    await kit.foldNow();
    await receive([answer(call, 'Un peu long')]);
    await kit.foldNow();
    const comments = kit.server.app.get(CommentDesk);
    const eraseOfCalls = comments.eraseOfCalls.bind(comments);
    comments.eraseOfCalls = () => Promise.reject(new Error('killed'));
    expect(await ask('erase', third)).toMatchObject({ status: 500 });
    comments.eraseOfCalls = eraseOfCalls;
    expect(await kit.server.app.get(CallerEraser).reapply('place')).toBe(1);
    expect((await exported(third)).calls).toEqual([]);
    expect(await all(`SELECT count(*)::int AS n FROM survey_comment WHERE sealed IS NOT NULL`)).toEqual([
      { n: 1 },
    ]);
    const proofs = await kit.server.app
      .get(AuditLog)
      .search('place', { limit: 50, actions: ['callers.erased'] });
    expect(proofs[0]?.subject).toMatch(/ events=1 calls=1 comments=1 /u);
  });

  it('goes on with a list whose last line a crash has cut', async () => {
    const file = join(folder(), 'erasures', 'place');
    const whole = await readFile(file, 'utf8');
    await writeFile(file, `${whole}{"erasureId":"0f`);
    await erased('06 39 98 55 44');
    const before = await kit.server.app.get(ErasureList).read('place');
    expect(before).toHaveLength(whole.split('\n').filter((line) => line !== '').length + 1);
  });

  it('is told that they are not to be asked, which outlasts what is erased: else they would be asked again', async () => {
    await kit.server.app.get(Refusals).note('place', { channel: 'sms', address: claire });
    const notAskedSince = new Date(kit.clock.now()).toISOString();
    expect(await exported(claire)).toEqual({ ...nothing, notAskedSince });
    await erased(claire);
    expect(await exported(claire)).toEqual({ ...nothing, notAskedSince });
    expect((await exported(other)).notAskedSince).toBeNull();
  });

  describe('when the key of numbers is rotated', () => {
    const anne = '06 39 98 31 41';
    const dayMs = 86_400_000;
    const keys = (): CallerKeys => kit.server.app.get(CallerKeys);
    const rotate = () => keys().rotate('place', theCommand());
    const rings = async (ani: string, days: number): Promise<void> => {
      kit.clock.advance(days * dayMs);
      // The door learns of another key within two seconds, or when anything else of the process does.
      await keys().status('place');
      await kit.call({ ani });
      await kit.foldNow();
    };
    const callsOf = async (ani: string): Promise<number> =>
      (await kit.server.app.get(CallerExporter).export('place', ani)).calls.length;

    afterAll(async () => {
      // Whoever was signed in is not any more, a year later.
      const officer = { role: 'officer', scope: { kind: 'all' } } as const;
      ({ cookie } = await createTestPerson(kit.server.app, 'place', [officer], {
        email: 'ines@example.com',
      }));
    });

    it('is the same caller who rings in the window and after it, and takes out all of it', async () => {
      await rings(anne, 0);
      await rotate();
      expect(await rotate()).toBeNull();
      await rings(anne, 2);
      await rings(anne, 40);
      expect(await callsOf(anne)).toBe(3);
      expect(await keys().status('place')).toMatchObject({ version: 2, windowUntil: null });
      expect(await kit.server.app.get(Rebuild).compare('place')).toMatchObject({ differences: 0 });
    });

    it('stays erased, and is a new caller who rings under the next key', async () => {
      const eraser = kit.server.app.get(CallerEraser);
      expect(await eraser.erase('place', anne, theCommand())).toMatchObject({ events: 3, calls: 3 });
      expect(await callsOf(anne)).toBe(0);
      await rotate();
      await rings(anne, 1);
      expect(await callsOf(anne)).toBe(1);
      expect(await all(`SELECT count(*)::int AS n FROM call WHERE ani_hash IS NOT NULL`)).toEqual([{ n: 2 }]);
      expect(await eraser.reapply('place')).toBe(0);
      const [entry] = await kit.server.app
        .get(AuditLog)
        .search('place', { limit: 1, actions: ['caller-key.rotated'] });
      expect(entry?.subject).toBe('version=3');
    });

    it('is proposed by the server when it is a year old, and not before', async () => {
      const warn = jest.spyOn(Logger.prototype, 'warn');
      await keys().propose('place');
      expect(warn).not.toHaveBeenCalled();
      kit.clock.advance(366 * dayMs);
      await keys().propose('place');
      expect(warn).toHaveBeenCalledWith(expect.stringContaining('vigie caller-key rotate --tenant place'));
      warn.mockRestore();
    });
  });

  it('is not erased where the list cannot be written that outlives a backup', async () => {
    await rm(join(folder(), 'erasures'), { recursive: true });
    await writeFile(join(folder(), 'erasures'), 'a file where the folder belongs');
    expect(await ask('erase', other)).toMatchObject({ status: 500 });
    expect((await exported(other)).calls).toHaveLength(1);
  });
});
