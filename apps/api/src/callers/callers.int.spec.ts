import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { Logger } from '@nestjs/common';
import {
  earlierCallsSchema,
  frequentCallersSchema,
  type MetricsAnswer,
  type EarlierCalls,
  type SettingsFile,
  callerErasureSchema,
  callerErasuresSchema,
  callerExportSchema,
  sharedNumbersSchema,
  type CallerErasure,
  type CallerExport,
  type SharedNumbers,
} from '@vigie/contracts';

import { askAs, askWithKey, createTestPerson } from '../access/testing/test-person';
import type { Membership } from '../access/viewer';
import { theCommand } from '../audit/audit-entry';
import { AuditLog } from '../audit/audit-log';
import { CommentDesk } from '../comments/comment-desk';
import { ObligationRefold } from '../fold/obligation-refold';
import { Projector } from '../fold/projector';
import { Rebuild } from '../fold/rebuild';
import { EventIntake } from '../intake/event-intake';
import { Rounds } from '../platform/rounds/rounds';
import { Problem } from '../platform/problems';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { APP_CONFIG, type AppConfig } from '../platform/config';
import { Refusals } from '../surveys/refusals';
import { SurveyKit } from '../surveys/testing/survey-kit';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { CallerEraser } from './caller-eraser';
import { CallerExporter } from './caller-exporter';
import { CallerKeys } from './caller-keys';
import { earlierSql } from './earlier-calls-query';
import { ErasureList } from './erasure-list';

const claire = '06 39 98 12 34';
const other = '+33639985678';

let kit: SurveyKit;
beforeAll(async () => {
  kit = await SurveyKit.open({
    VIGIE_SURVEY_WEBHOOK_URL: 'http://127.0.0.1:9/never',
    VIGIE_SURVEY_WEBHOOK_SECRET: 'a secret that only the specs know',
  });
});
afterAll(() => kit.close());

describe('a caller who asks what is kept of them, or to be erased', () => {
  let calls: string[] = [];
  let invitation = '';
  let cookie = '';

  const ask = async (what: 'export' | 'erase', number: string): Promise<unknown> => {
    const answer = await askAs(kit.server.url, cookie, `POST /callers/${what}`, { number });
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
    keptNumbers: [],
    handovers: [],
    campaigns: { lists: [], answers: [], doNotCall: [] },
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
    const { time, ...written } = answer(calls[0] ?? '', '');
    const message = { handoverId: 'M-1', fields: ['name', 'reason'], referral: true };
    await receive([{ ...written, id: 'message', time, type: 'handover.written', data: message }]);
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
  });

  it('gets every call, answer, comment and invitation, and nothing of anybody else', async () => {
    const {
      calls: told,
      invitations,
      handovers,
      refusedEvents,
      truncated,
    } = await exported('+33 (0)6 39 98 12 34');
    expect(handovers).toMatchObject([
      { clinicId: 'durand', fields: ['name', 'reason'], referral: true, acknowledgedAt: null },
    ]);
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
    const answer = await askAs(kit.server.url, cookie, 'GET /callers/erasures');
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
    expect(proof?.subject).toMatch(
      /^[0-9a-f-]{36} events=2 calls=2 comments=1 invitations=1 refused=1 numbers=0$/u,
    );
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
    await rm(join(folder(), 'erasures'));
  });
});

type SpecCall = Readonly<{
  subject: string;
  at: number;
  ani: string;
  queueId?: string | undefined;
  by?: string | undefined;
  isOpen?: boolean;
  reason?: string | undefined;
}>;
const dayMs = 86_400_000;

/** A call that is answered after 12 s and over after 50 s, or given up then. */
function eventsOf({
  subject,
  at,
  ani,
  queueId = 'durand',
  by,
  isOpen = false,
  reason,
}: SpecCall): readonly object[] {
  const parts: readonly (readonly [string, number, object] | null)[] = [
    ['call.enqueued', 0, { queueId, ani }],
    by === undefined ? null : ['call.answered', 12_000, { agentId: by }],
    isOpen ? null : ['call.disconnected', 50_000, { side: 'caller' }],
    reason === undefined ? null : ['call.dispositioned', 51_000, { reasonCode: reason }],
  ];
  return parts.flatMap((part) => (part === null ? [] : [eventOf(subject, part[0], at + part[1], part[2])]));
}
const eventOf = (subject: string, type: string, at: number, data: object = {}): object => ({
  specversion: '1.0',
  id: `${subject}-${type}`,
  source: '/pbx',
  type,
  subject,
  time: new Date(at).toISOString(),
  data,
});

describe('a caller who comes back', () => {
  const tenant = 'retours';
  const marie = '06 39 98 00 01';
  const day = Date.UTC(2030, 4, 6, 8);
  const settings: SettingsFile = {
    centre: { timezone: 'Europe/Paris', sharedNumbers: ['04 65 71 12 00'] },
    clinics: [
      { id: 'durand', name: 'Cabinet Durand', callsBack: true, followUps: true },
      { id: 'martin', name: 'Cabinet Martin' },
    ],
    queues: ['durand', 'martin'].map((id) => ({ id, clinicId: id })),
    teams: ['durand', 'martin'].map((id) => ({ id, name: id, queues: [id] })),
  };
  let told = 0;
  const cookies = new Map<string, string>();

  /** A call of some minutes after eight, of a day before or after; not answered, it is given up. */
  const call = async (
    ani: string,
    { days = 0, queueId = 'durand', by, open = false, reason }: MadeCallOfSpec = {},
  ): Promise<string> => {
    const subject = `r${(told += 1)}`;
    const at = day + days * dayMs + told * 60_000;
    await send(eventsOf({ subject, at, ani, queueId, by, isOpen: open, reason }));
    return subject;
  };
  const send = async (events: readonly object[]): Promise<void> => {
    const answer = await kit.server.app.get(EventIntake).receive(tenant, events);
    expect(answer.rejected).toEqual([]);
    await kit.server.app.get(Projector).foldNow(tenant);
  };
  type MadeCallOfSpec = Readonly<{
    days?: number;
    queueId?: string;
    by?: string;
    open?: boolean;
    reason?: string;
  }>;
  const all = <T>(sql: string, parameters: unknown[] = []): Promise<T[]> =>
    kit.server.database.withTenant(tenant, (tx) => tx.query<T[]>(sql, parameters));
  const hashOf = async (subject: string): Promise<string> =>
    (await all<{ hash: string }>('SELECT ani_hash AS hash FROM call WHERE call_id = $1', [subject]))[0]
      ?.hash ?? '';
  const keyOf = async (subject: string): Promise<string> =>
    (await all<{ key: string }>('SELECT call_key AS key FROM call WHERE call_id = $1', [subject]))[0]?.key ??
    '';
  const owedOf = async (hash: string): Promise<string> =>
    (await all<{ id: string }>('SELECT obligation_id AS id FROM obligation WHERE ani_hash = $1', [hash]))[0]
      ?.id ?? '';
  const ask = async (path: string, who = 'key'): Promise<Response> =>
    who === 'key'
      ? askWithKey(kit.server.url, await kit.server.keyOf(tenant), `GET /${path}`)
      : askAs(kit.server.url, cookies.get(who) ?? '', `GET /${path}`);
  const read = async (path: string, who?: string): Promise<EarlierCalls> => {
    const answer = await ask(path, who);
    expect([path, answer.status]).toEqual([path, 200]);
    return earlierCallsSchema.parse(await answer.json());
  };
  const refusal = async (path: string, who: string): Promise<unknown> => {
    const { status, code } = (await (await ask(path, who)).json()) as Record<string, unknown>;
    return [status, code];
  };

  beforeAll(async () => {
    kit.clock.setTo(day + 3_600_000);
    await createTestTenant(kit.server.database, tenant);
    const { result } = await kit.server.app
      .get(SettingsRegistrar)
      .register(tenant, { format: 'yaml', text: JSON.stringify(settings) });
    expect(result).toBe('registered');
    const people: readonly (readonly [string, Membership, string?])[] = [
      ['claire', { role: 'supervisor', scope: { kind: 'all' } }],
      ['durand', { role: 'manager', scope: { kind: 'clinics', clinicIds: ['durand'] } }],
      ['martin', { role: 'manager', scope: { kind: 'clinics', clinicIds: ['martin'] } }],
      ['anne', { role: 'secretary', scope: { kind: 'teams', teamIds: ['durand'] } }, 'anne'],
      ['lea', { role: 'secretary', scope: { kind: 'teams', teamIds: ['martin'] } }, 'lea'],
      ['ines', { role: 'officer', scope: { kind: 'all' } }],
    ];
    for (const [name, membership, agentId] of people) {
      const { cookie } = await createTestPerson(kit.server.app, tenant, [membership], {
        email: `${name}-back@example.com`,
        ...(agentId !== undefined && { agentId }),
      });
      cookies.set(name, cookie);
    }
  });

  it('is told by date, reason, outcome and wait, latest first and a page at a time, with what is owed', async () => {
    await call(marie, { days: -40, by: 'anne', reason: 'rendez-vous' });
    await call(marie, { days: -3, by: 'anne', reason: 'ordonnance' });
    await call(marie, { days: -2, queueId: 'martin', by: 'lea' });
    const lost = await call(marie);
    const path = `callers/${await hashOf(lost)}/calls?clinicId=durand`;
    const first = await read(`${path}&limit=2`);
    expect(first).toMatchObject({
      clinicName: 'Cabinet Durand',
      caller: 'known',
      mask: '06 39 98 •• ••',
      callsIn30Days: 2,
      frequent: false,
      calls: [
        { outcome: 'abandoned', reason: null, talkMs: null },
        { outcome: 'answered', reason: 'ordonnance', waitMs: 12_000, talkMs: 38_000 },
      ],
      owed: [{ promised: false, late: false }],
    });
    const second = await read(`${path}&limit=2&cursor=${first.next}`);
    expect(second).toMatchObject({ calls: [{ reason: 'rendez-vous' }], next: null });
    expect(JSON.stringify([first, second])).not.toMatch(/anne|lea|39 ?98 ?00/iu);
    expect((await read(`callers/${'0'.repeat(32)}/calls?clinicId=durand`)).calls).toEqual([]);
    expect((await ask(`callers/${'0'.repeat(32)}/calls?clinicId=nobody`)).status).toBe(404);
  });

  it('is told to a person while on the list of theirs, and to nobody any more once it is settled', async () => {
    const hash = await hashOf(`r${told}`);
    const byHash = `callers/${hash}/calls?clinicId=durand`;
    const owed = await owedOf(hash);
    for (const who of ['claire', 'durand', 'anne']) {
      expect((await read(byHash, who)).calls).toHaveLength(3);
      expect((await read(`callbacks/${owed}/calls`, who)).calls).toHaveLength(3);
    }
    for (const who of ['martin', 'lea']) {
      expect(await refusal(byHash, who)).toEqual([403, 'caller_absent']);
      expect(await refusal(`callbacks/${owed}/calls`, who)).toEqual([404, 'not_found']);
    }
    expect(await refusal(byHash, 'ines')).toEqual([403, 'forbidden']);
    await call(marie, { by: 'anne' });
    for (const who of ['claire', 'durand', 'anne'])
      for (const path of [byHash, `callbacks/${owed}/calls`])
        expect(await refusal(path, who)).toEqual([403, 'caller_absent']);
    expect((await read(byHash)).calls).toHaveLength(4);
  });

  it('is told while the call goes on: to a secretary when it is hers, and without that call itself', async () => {
    const waiting = await call(marie, { open: true });
    const ofWaiting = `calls/${await keyOf(waiting)}/earlier`;
    expect((await read(ofWaiting, 'claire')).calls).toHaveLength(4);
    expect((await read(ofWaiting, 'durand')).callsIn30Days).toBe(4);
    expect(await refusal(ofWaiting, 'anne')).toEqual([404, 'not_found']);
    expect(await refusal(ofWaiting, 'martin')).toEqual([404, 'not_found']);
    const talking = await call('06 39 98 00 02', { by: 'anne', open: true });
    const ofTalking = `calls/${await keyOf(talking)}/earlier`;
    expect((await read(ofTalking, 'anne')).calls).toEqual([]);
    expect(await refusal(ofTalking, 'lea')).toEqual([404, 'not_found']);
    expect((await read(`callers/${await hashOf(talking)}/calls?clinicId=durand`, 'anne')).callsIn30Days).toBe(
      1,
    );
  });

  it('is many people where a number is shared, and nobody where it is withheld: no call is told', async () => {
    const pharmacy = await call('04 65 71 12 00');
    const anonymous = await call('anonymous', { open: true });
    expect(await read(`callbacks/${await owedOf(await hashOf(pharmacy))}/calls`, 'anne')).toMatchObject({
      caller: 'shared',
      calls: [],
      owed: [],
      callsIn30Days: 0,
    });
    expect(await read(`calls/${await keyOf(anonymous)}/earlier`, 'claire')).toMatchObject({
      caller: 'withheld',
      calls: [],
    });
  });

  it('is one caller under two keys of numbers, by whichever hash is asked', async () => {
    const ani = '06 39 98 00 03';
    const before = await hashOf(await call(ani, { by: 'anne' }));
    await kit.server.app.get(CallerKeys).rotate(tenant, theCommand());
    kit.clock.advance(120_000);
    await kit.server.app.get(CallerKeys).status(tenant);
    const after = await call(ani, { by: 'anne' });
    const [{ hash } = { hash: '' }] = await all<{ hash: string }>(
      `SELECT data->>'aniHash' AS hash FROM event_log WHERE subject = $1 AND type = 'call.enqueued'`,
      [after],
    );
    expect(hash).not.toBe(before);
    for (const either of [before, hash])
      expect((await read(`callers/${either}/calls?clinicId=durand`)).calls).toHaveLength(2);
  });

  it('is found by the hash that another software sends, which is hashed again at the door', async () => {
    const sent = 'Bq7f0d2c9aX_41-hash';
    const at = day + (told += 1) * 60_000;
    await send([
      eventOf('sent', 'call.enqueued', at, { queueId: 'durand', aniHash: sent }),
      eventOf('sent', 'call.disconnected', at + 50_000, { side: 'caller' }),
    ]);
    expect(await hashOf('sent')).not.toBe(sent);
    const { caller, calls } = await read(`callers/${sent}/calls?clinicId=durand`);
    expect([caller, calls.length]).toEqual(['known', 1]);
    expect((await read(`callers/${sent}x/calls?clinicId=durand`)).calls).toEqual([]);
    // A person is told no more by it than by any other way.
    expect(await refusal(`callers/${sent}/calls?clinicId=durand`, 'lea')).toEqual([403, 'caller_absent']);
  });

  it('is written down before it is told, without what stands for the caller, and counted by clinic alone', async () => {
    const entries = await kit.server.app
      .get(AuditLog)
      .search(tenant, { limit: 200, actions: ['callers.see'] });
    const subjects = entries.map(({ subject }) => subject);
    expect(subjects).toContain('GET /api/v1/callers/…/calls clinicId=durand');
    const hashes = await all<{ hash: string }>('SELECT DISTINCT ani_hash AS hash FROM call');
    for (const { hash } of hashes) if (hash !== null) expect(subjects.join(' ')).not.toContain(hash);
    const looks = await all<Record<string, unknown>>('SELECT * FROM caller_look');
    expect(looks.every(({ clinic_id: id }) => id === 'durand')).toBe(true);
    expect(Object.keys(looks[0] ?? {})).toEqual([
      'tenant_id',
      'clinic_id',
      'day',
      'looks',
      'of_repeat_callers',
    ]);
    const records = jest
      .spyOn(AuditLog.prototype, 'recordBefore')
      .mockRejectedValueOnce(new Problem({ code: 'audit_unavailable', status: 503, detail: 'away' }));
    expect((await ask(`callers/${'0'.repeat(32)}/calls?clinicId=durand`)).status).toBe(503);
    records.mockRestore();
  });

  it('is frequent from the third call in 30 days on: with what for, to the supervisor and the clinic', async () => {
    const ofDurand = frequentCallersSchema.parse(
      await (await ask('callers/frequent?clinicId=durand', 'durand')).json(),
    );
    expect(ofDurand).toMatchObject({
      total: 1,
      callers: [
        {
          clinicId: 'durand',
          mask: '06 39 98 •• ••',
          calls: 4,
          answered: 2,
          reasons: [
            { reason: null, calls: 3 },
            { reason: 'ordonnance', calls: 1 },
          ],
        },
      ],
    });
    expect(ofDurand.looks).toMatchObject([{ clinicId: 'durand', looks: expect.any(Number) }]);
    expect(await refusal('callers/frequent?clinicId=durand', 'martin')).toEqual([404, 'not_found']);
    expect(await refusal('callers/frequent', 'anne')).toEqual([403, 'forbidden']);
    expect(frequentCallersSchema.parse(await (await ask('callers/frequent', 'martin')).json())).toMatchObject(
      { total: 0, callers: [], looks: [] },
    );
  });

  describe('how callers came back', () => {
    const returns = async (from: number, to: number, more = ''): Promise<MetricsAnswer> => {
      const range = [from, to].map((at) => encodeURIComponent(new Date(at).toISOString()));
      const answer = await ask(`metrics?from=${range[0]}&to=${range[1]}&returns=true${more}`);
      expect(answer.status).toBe(200);
      return (await answer.json()) as MetricsAnswer;
    };
    /** Midnight in UTC, so many days before today. */
    const startOf = (daysBefore: number): number => day - 8 * 3_600_000 - daysBefore * dayMs;

    it('is counted as by hand: who called again, for the same reason, and until when the need was open', async () => {
      const first = startOf(220);
      const at = (days: number, clock: string): number =>
        first + (days - 1) * dayMs + Date.parse(`1970-01-01T${clock}:00Z`);
      const made: readonly (readonly [ani: string, at: number, by?: string, reason?: string])[] = [
        // The same reason two days later.
        ['06 39 98 02 01', at(1, '09:00'), 'anne', 'ordonnance'],
        ['06 39 98 02 01', at(3, '10:00'), 'anne', 'ordonnance'],
        // Lost, then answered half an hour later: one journey.
        ['06 39 98 02 02', at(1, '09:10')],
        ['06 39 98 02 02', at(1, '09:40'), 'anne', 'rendez-vous'],
        // Answered, then lost the same day; called back at 16:00.
        ['06 39 98 02 03', at(1, '09:20'), 'anne'],
        ['06 39 98 02 03', at(1, '15:00')],
        // Nobody knows who, and many at once.
        ['anonymous', at(1, '09:30'), 'anne'],
        ['04 65 71 12 00', at(1, '09:30'), 'anne'],
        ['04 65 71 12 00', at(1, '10:30'), 'anne'],
        // Seven days later to the minute, for something else.
        ['06 39 98 02 05', at(1, '11:00'), 'anne', 'rendez-vous'],
        ['06 39 98 02 05', at(8, '11:00'), 'anne', 'résultats'],
        // Called at 10:00 of the second day to be reminded of a visit, and rings back: that is no repetition.
        ['06 39 98 02 06', at(1, '12:00'), 'anne'],
        ['06 39 98 02 06', at(2, '10:30'), 'anne'],
      ];
      const reminder = { followupId: 'r1', clinicId: 'durand', type: 'visit_reminder' };
      await send([
        ...made.flatMap(([ani, time, by, reason], n) =>
          eventsOf({ subject: `hand-${n}`, at: time, ani, by, reason }),
        ),
        eventOf('hand-5', 'callback.reached', at(1, '16:00')),
        eventOf('reminder', 'followup.created', at(1, '12:30'), { ...reminder, ani: '06 39 98 02 06' }),
        eventOf('reminder', 'followup.done', at(2, '10:00'), reminder),
      ]);
      const worked = {
        answeredKnown: 7,
        answeredUnknown: 3,
        repeated: 3,
        repeatedWithinDay: 1,
        reasonKnown: 5,
        repeatedSameReason: 1,
        journeys: 7,
        journeysClosed: 7,
        repeatRate: 3 / 7,
        repeatRateWithinDay: 1 / 7,
        firstCallResolution: 4 / 5,
        medianJourneyMs: 50_000,
        journeyP90Ms: 24_000_000,
        provisional: false,
      };
      const told = await returns(first, first + 9 * dayMs, '&by=clinic');
      expect(told.total.returns).toEqual(worked);
      expect(told.rows.map(({ key, returns: of }) => [key, of])).toEqual([['durand', worked]]);
      const days = await returns(first, first + 9 * dayMs, '&interval=1d&timezone=UTC');
      expect(days.rows.map(({ returns: of }) => [of?.answeredKnown, of?.repeated, of?.journeys])).toEqual([
        [5, 3, 5],
        [0, 0, 0],
        [1, 0, 1],
        ...[4, 5, 6, 7].map(() => [0, 0, 0]),
        [1, 0, 1],
        [0, 0, 0],
      ]);
      const now = await returns(startOf(1), startOf(-1));
      expect(now.total.returns?.provisional).toBe(true);
      expect((await returns(first, first + dayMs, '&reason=ordonnance')).total.returns).toBeNull();
      expect((await ask(`metrics?from=2029-01-01&to=2029-12-01&returns=true`)).status).toBe(400);
    });

    type Rung = Readonly<{
      caller: number;
      clinic: string;
      minute: number;
      by: boolean;
      reason: string | null;
    }>;
    /** By the definitions, call by call, of everybody's calls. */
    const byHand = (calls: readonly Rung[], from: number, to: number) => {
      const week = 7 * 1_440;
      const known = calls.filter(({ caller }) => caller > 0);
      const nextOf = (one: Rung, isMeant: (other: Rung) => boolean) =>
        known
          .filter((other) => other.caller === one.caller && other.clinic === one.clinic && isMeant(other))
          .map(({ minute }) => minute - one.minute)
          .filter((minutes) => minutes > 0);
      const told = known.filter(({ by, minute }) => by && minute >= from && minute < to);
      const within = (some: readonly number[], minutes: number) => some.some((gap) => gap <= minutes);
      const begun = known.filter(
        (one) =>
          one.minute >= from &&
          one.minute < to &&
          !known.some(
            (other) =>
              other.caller === one.caller &&
              other.clinic === one.clinic &&
              other.minute < one.minute &&
              one.minute - other.minute <= 1_440,
          ),
      );
      return {
        answeredKnown: told.length,
        answeredUnknown: calls.filter(
          ({ caller, by, minute }) => caller === 0 && by && minute >= from && minute < to,
        ).length,
        repeated: told.filter((one) =>
          within(
            nextOf(one, () => true),
            week,
          ),
        ).length,
        repeatedWithinDay: told.filter((one) =>
          within(
            nextOf(one, () => true),
            1_440,
          ),
        ).length,
        reasonKnown: told.filter(({ reason }) => reason !== null).length,
        repeatedSameReason: told.filter(
          (one) =>
            one.reason !== null &&
            within(
              nextOf(one, ({ reason }) => reason === one.reason),
              week,
            ),
        ).length,
        journeys: begun.length,
      };
    };
    const rung: fc.Arbitrary<Rung> = fc.record({
      caller: fc.integer({ min: 0, max: 4 }),
      clinic: fc.constantFrom('durand', 'martin'),
      minute: fc.integer({ min: 0, max: 24 * 1_440 }),
      by: fc.boolean(),
      reason: fc.constantFrom(null, 'rendez-vous', 'ordonnance'),
    });
    const minutesOf = (days: number): number => days * 1_440;

    it('is the same in whatever order calls are told, by day and in all, and after a rebuild', async () => {
      const batches = fc.sample(
        fc.uniqueArray(rung, { minLength: 50, maxLength: 70, selector: ({ minute }) => minute }),
        { seed: 20_300_506, numRuns: 3 },
      );
      const answers: MetricsAnswer[] = [];
      const bases = batches.map((_, n) => startOf(180 - n * 40));
      for (const [n, calls] of batches.entries()) {
        const events = calls.flatMap(({ caller, clinic, minute, by, reason }, place) =>
          eventsOf({
            subject: `any-${n}-${place}`,
            at: (bases[n] ?? 0) + minute * 60_000,
            ani: caller === 0 ? 'anonymous' : `06 39 98 03 ${n}${caller}`,
            queueId: clinic,
            by: by ? 'anne' : undefined,
            reason: reason ?? undefined,
          }),
        );
        // Every second event first: what was told of a caller changes by what is told of them later.
        await send(events.filter((_, place) => place % 2 === 1).toReversed());
        await send(events.filter((_, place) => place % 2 === 0));
        const from = (bases[n] ?? 0) + 3 * dayMs;
        const told = await returns(from, from + 12 * dayMs, '&interval=1d&timezone=UTC');
        answers.push(told);
        expect(told.total.returns).toMatchObject(byHand(calls, minutesOf(3), minutesOf(15)));
        for (const [place, row] of told.rows.entries())
          expect(row.returns).toMatchObject(byHand(calls, minutesOf(3 + place), minutesOf(4 + place)));
        const { journeysClosed = 0, journeys = 0 } = told.total.returns ?? {};
        expect(journeysClosed).toBeLessThanOrEqual(journeys);
      }
      expect(await kit.server.app.get(Rebuild).compare(tenant)).toMatchObject({ differences: 0 });
      for (const [n, base] of bases.entries()) {
        const from = base + 3 * dayMs;
        expect(await returns(from, from + 12 * dayMs, '&interval=1d&timezone=UTC')).toEqual(answers[n]);
      }
    });
  });

  it('is found by an index in a centre of many calls, never by reading them all', async () => {
    await kit.server.asAdministrator(async (client) => {
      const columns = (
        await client.query<{ name: string }[]>(
          `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'call' ORDER BY 1`,
        )
      ).map(({ name }) => name);
      const own: Readonly<Record<string, string>> = {
        call_key: 'gen_random_uuid()',
        call_id: `'many ' || n`,
        ani_hash: `'caller ' || n % 7000`,
        arrived_at: `arrived_at - n * interval '40 s'`,
        first_at: `first_at - n * interval '40 s'`,
      };
      await client.query(
        `INSERT INTO call (${columns.join(', ')}) SELECT ${columns.map((name) => own[name] ?? name).join(', ')}
         FROM (SELECT * FROM call WHERE call_id = 'r2') AS one, generate_series(1, 20000) AS n`,
      );
      await client.query('ANALYZE call');
    });
    const parameters = [tenant, ['caller 5'], 'durand', day, '00000000-0000-0000-0000-000000000000', day, 20];
    const plan = JSON.stringify(await all(`EXPLAIN (FORMAT JSON) ${earlierSql}`, parameters));
    expect(plan).toContain('call_by_caller');
    expect(plan).not.toContain('"Seq Scan"');
    expect((await read('callers/caller%205/calls?clinicId=durand')).calls).toHaveLength(3);
  });
});

describe('a number that many people may call from', () => {
  const tenant = 'partages';
  const day = Date.UTC(2030, 4, 6, 8);
  const clinics = ['durand', 'martin', 'garcia', 'petit'];
  const [home, walker] = ['04 65 71 12 01', '06 39 98 04 01'];
  const cookies = new Map<string, string>();
  let told = 0;

  const call = async (ani: string, queueId: string, by?: string): Promise<void> => {
    const subject = `p${(told += 1)}`;
    const events = eventsOf({ subject, at: day + told * 60_000, ani, queueId, by });
    const { rejected } = await kit.server.app.get(EventIntake).receive(tenant, events);
    expect(rejected).toEqual([]);
    await kit.server.app.get(Projector).foldNow(tenant);
  };
  const ask = (who: string, what: string, body?: object): Promise<Response> =>
    askAs(kit.server.url, cookies.get(who) ?? '', what, body);
  const list = async (): Promise<SharedNumbers> => {
    const answer = await ask('claire', 'GET /callers/shared');
    expect(answer.status).toBe(200);
    return sharedNumbersSchema.parse(await answer.json());
  };
  const decided = async (who: string, callId: string, kind: string): Promise<unknown> => {
    const answer = await ask(who, `PUT /callers/shared/${callId}`, { kind });
    return answer.status === 204 ? 204 : [answer.status, ((await answer.json()) as { code: string }).code];
  };
  const all = <T>(sql: string): Promise<T[]> =>
    kit.server.database.withTenant(tenant, (tx) => tx.query<T[]>(sql));
  /** How many calls each row of the list to call back stands for, of whoever is owed one. */
  const owed = async (): Promise<readonly (readonly [string, number])[]> => {
    const rows = await all<{ clinicId: string; rows: number }>(
      `SELECT clinic_id AS "clinicId", count(*) AS rows FROM obligation WHERE state = 'open' AND ani_hash IS NOT NULL GROUP BY 1 ORDER BY 1`,
    );
    return rows.map(({ clinicId, rows: n }) => [clinicId, n]);
  };
  const unchanged = async (): Promise<void> => {
    expect(await kit.server.app.get(Rebuild).compare(tenant)).toMatchObject({ differences: 0 });
  };
  const idOf = async (mask: string): Promise<string> =>
    (await list()).proposed.find((one) => one.mask === mask)?.callId ?? '';

  beforeAll(async () => {
    kit.clock.setTo(day + 3_600_000);
    await createTestTenant(kit.server.database, tenant);
    const { result } = await kit.server.app.get(SettingsRegistrar).register(tenant, {
      format: 'yaml',
      text: JSON.stringify({
        centre: { timezone: 'Europe/Paris', sharedNumbers: ['04 65 71 12 00'] },
        clinics: clinics.map((id) => ({ id, name: `Cabinet ${id}` })),
        queues: clinics.map((id) => ({ id, clinicId: id })),
        teams: [{ id: 'jour', name: 'Jour', queues: clinics }],
      }),
    });
    expect(result).toBe('registered');
    const people: readonly (readonly [string, Membership])[] = [
      ['claire', { role: 'supervisor', scope: { kind: 'all' } }],
      ['marc', { role: 'administrator', scope: { kind: 'all' } }],
      ['part', { role: 'supervisor', scope: { kind: 'teams', teamIds: ['jour'] } }],
      ['durand', { role: 'manager', scope: { kind: 'clinics', clinicIds: ['durand'] } }],
    ];
    for (const [name, membership] of people) {
      const { cookie } = await createTestPerson(kit.server.app, tenant, [membership], {
        email: `${name}-shared@example.com`,
      });
      cookies.set(name, cookie);
    }
    // A nursing home: three clinics, twice the first; somebody who called two; a number of the settings; a withheld one.
    for (const queueId of ['durand', 'durand', 'martin', 'garcia']) await call(home, queueId);
    await call(home, 'garcia', 'anne');
    for (const queueId of ['durand', 'martin']) await call(walker, queueId);
    for (const ani of ['04 65 71 12 00', 'anonymous'])
      for (const queueId of clinics) await call(ani, queueId, 'anne');
  });

  it('is proposed when it called three clinics in 30 days: masked, to who sees the whole centre alone', async () => {
    const { proposed, total, decided: known, bySettings } = await list();
    expect([total, known, bySettings]).toEqual([1, [], 1]);
    expect(proposed).toMatchObject([
      {
        mask: '04 65 71 •• ••',
        calls: 5,
        clinics: ['Cabinet durand', 'Cabinet garcia', 'Cabinet martin'],
      },
    ]);
    const hashes = await all<{ hash: string }>('SELECT DISTINCT ani_hash AS hash FROM call');
    for (const { hash } of hashes) if (hash !== null) expect(JSON.stringify(proposed)).not.toContain(hash);
    for (const who of ['part', 'durand']) {
      expect((await ask(who, 'GET /callers/shared')).status).toBe(403);
      expect(await decided(who, proposed[0]?.callId ?? '', 'one')).toEqual([403, 'forbidden']);
    }
    kit.clock.advance(31 * dayMs);
    expect((await list()).proposed).toEqual([]);
    kit.clock.advance(-31 * dayMs);
  });

  it('is owed one call for each of its calls once somebody said so, and again one a clinic when that is undone', async () => {
    const before = await owed();
    expect(before).toEqual([
      ['durand', 2],
      ['martin', 2],
    ]);
    const id = await idOf('04 65 71 •• ••');
    expect(await decided('marc', id, 'nursingHome')).toBe(204);
    expect(await decided('claire', id, 'nursingHome')).toBe(204);
    // The one that was answered later closes nobody else's.
    expect(await owed()).toEqual([
      ['durand', 3],
      ['garcia', 1],
      ['martin', 2],
    ]);
    await unchanged();
    expect(await list()).toMatchObject({
      proposed: [],
      decided: [{ callId: id, kind: 'nursingHome', calls: 5 }],
    });
    const earlier = await ask('claire', `GET /calls/${id}/earlier`);
    expect(await earlier.json()).toMatchObject({ caller: 'shared', calls: [], owed: [] });
    expect(await decided('claire', id, 'one')).toEqual([409, 'decided']);
    await call(home, 'durand');
    expect((await owed())[0]).toEqual(['durand', 4]);
    for (const time of [1, 2])
      expect([time, (await ask('claire', `DELETE /callers/shared/${id}`)).status]).toEqual([time, 204]);
    expect(await owed()).toEqual(before);
    await unchanged();
    expect((await list()).proposed).toMatchObject([{ calls: 6 }]);
    expect(await all('SELECT * FROM shared_caller')).toEqual([]);
  });

  it('is proposed no more once somebody said that it is one caller’s own', async () => {
    const before = await owed();
    const id = await idOf('04 65 71 •• ••');
    expect(await decided('claire', id, 'one')).toBe(204);
    expect(await list()).toMatchObject({
      proposed: [],
      decided: [{ kind: null, decidedBy: expect.any(String) }],
    });
    expect(await owed()).toEqual(before);
    expect((await ask('claire', `DELETE /callers/shared/${id}`)).status).toBe(204);
    expect(await idOf('04 65 71 •• ••')).toBe(id);
  });

  it('is followed after a process died between what was said and what is owed', async () => {
    const id = await idOf('04 65 71 •• ••');
    const dies = jest.spyOn(ObligationRefold.prototype, 'ofCallers').mockRejectedValueOnce(new Error('died'));
    expect((await ask('claire', `PUT /callers/shared/${id}`, { kind: 'hospital' })).status).toBe(500);
    dies.mockRestore();
    await kit.server.app.get(Rounds).turn('shared numbers');
    expect((await owed())[0]).toEqual(['durand', 4]);
    await unchanged();
  });

  it('is in who did what, without what stands for it, and nothing is kept of it after an erasure', async () => {
    const entries = await kit.server.app
      .get(AuditLog)
      .search(tenant, { limit: 200, actions: ['numbers.share'] });
    const subjects = entries.map(({ subject }) => subject).join(' ');
    expect(subjects).toMatch(/GET \/api\/v1\/callers\/shared.*PUT|PUT.*GET/u);
    const [{ hash } = { hash: '' }] = await all<{ hash: string }>(
      'SELECT ani_hash AS hash FROM shared_caller',
    );
    expect(subjects).not.toContain(hash);
    await kit.server.app.get(CallerEraser).erase(tenant, home, theCommand());
    expect(await all('SELECT * FROM shared_caller')).toEqual([]);
    expect((await list()).decided).toEqual([]);
    await unchanged();
  });
});
