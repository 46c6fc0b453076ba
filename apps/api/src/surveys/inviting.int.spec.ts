import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';

import { EventIntake } from '../intake/event-intake';
import { ApiKeys } from '../access/api-keys';
import { readConfig } from '../platform/config';
import { SecretKey } from '../platform/secret-key';
import { CallerMarks } from './caller-marks';
import { isRefused } from './caller-mark-store';
import { registerSurveyCommands } from './survey-commands';
import { SurveyKit } from './testing/survey-kit';

const dayMs = 86_400_000;

describe('asking a caller', () => {
  let kit: SurveyKit;
  let numbers = 0;
  /** A number nobody has called from yet. */
  const fresh = (): string => `+3363998${String((numbers += 1)).padStart(4, '0')}`;

  beforeAll(async () => {
    const secret = 'whsec_c2VjcmV0IHRoYXQgb25seSBzcGVjcyBrbm93';
    kit = await SurveyKit.open({
      VIGIE_SURVEY_WEBHOOK_URL: 'http://127.0.0.1:9/never',
      VIGIE_SURVEY_WEBHOOK_SECRET: secret,
    });
  });
  afterAll(() => kit.close());

  it('writes the invitation down and tells the log, also of a call nobody answered', async () => {
    const ani = fresh();
    for (const answered of [true, false]) {
      const callId = await kit.call({ answered, ...(answered && { ani }) });
      const answer = await kit.invite(callId, answered ? ani : fresh(), { language: 'ca-ES' });
      expect(answer).toMatchObject({
        outcome: 'invited',
        repeated: false,
        invitation: { language: 'ca' },
      });
      const said = (await kit.logged()).filter(({ subject }) => subject === callId);
      expect(said).toEqual([
        expect.objectContaining({
          type: 'survey.invited',
          data: expect.objectContaining({ clinicId: 'durand', channel: 'sms', language: 'ca' }),
        }),
      ]);
    }
  });

  it('answers the same when asked again about the same call, and sends nothing twice', async () => {
    const callId = await kit.call();
    const address = fresh();
    const first = await kit.invited(callId, address);
    expect(await kit.invite(callId, address)).toMatchObject({
      outcome: 'invited',
      repeated: true,
      invitation: { invitationId: first },
    });
    expect((await kit.logged()).filter(({ subject }) => subject === callId)).toHaveLength(1);
  });

  it('invites nobody twice within thirty days, neither by the address nor by the caller’s number', async () => {
    const [ani, address] = [fresh(), fresh()];
    await kit.invited(await kit.call({ ani }), address);
    expect(await kit.invite(await kit.call(), address)).toMatchObject({ outcome: 'asked_recently' });
    expect(await kit.invite(await kit.call({ ani }), fresh())).toMatchObject({ outcome: 'asked_recently' });
    expect(await kit.invite(await kit.call({ ani }), 'x@example.org')).toMatchObject({
      outcome: 'asked_recently',
    });
    kit.clock.advance(30 * dayMs + 1);
    expect(await kit.invite(await kit.call({ ani }), address)).toMatchObject({ outcome: 'invited' });
  });

  it('knows a caller whom a voice menu has asked', async () => {
    const ani = fresh();
    const asked = await kit.call({ ani });
    await kit.server.app.get(EventIntake).receive('place', [
      {
        specversion: '1.0',
        id: 'ivr-1',
        source: '/pbx',
        type: 'survey.answered',
        subject: asked,
        time: new Date(kit.clock.now()).toISOString(),
        data: { channel: 'ivr', items: { overall: 5 } },
      },
    ]);
    await kit.foldNow();
    const answer = await kit.invite(await kit.call({ ani }), fresh());
    expect(answer).toMatchObject({ outcome: 'asked_recently' });
  });

  it('invites one of many who ask for the same caller at once', async () => {
    const address = fresh();
    const calls = await Promise.all(Array.from({ length: 6 }, () => kit.call()));
    await kit.foldNow();
    const outcomes = await Promise.all(calls.map(async (id) => (await kit.invite(id, address)).outcome));
    expect(outcomes.toSorted()).toEqual([...Array<string>(5).fill('asked_recently'), 'invited']);
  });

  it('says why it asks nobody', async () => {
    const outcome = async (callId: string, address: string, more: object = {}) =>
      (await kit.invite(callId, address, more)).outcome;
    expect(await outcome('never-heard-of', fresh())).toBe('unknown_call');
    expect(await outcome(await kit.call({ open: true, answered: false }), fresh())).toBe('call_not_over');
    expect(await outcome(await kit.call({ queueId: 'silent' }), fresh())).toBe('no_template');
    expect(await outcome(await kit.call({ queueId: 'emails' }), fresh())).toBe('channel_off');
    expect(await outcome(await kit.call({ queueId: 'nobody' }), fresh())).toBe('not_sampled');
    expect(await outcome(await kit.call({ queueId: 'nobody', answered: false }), fresh())).toBe('invited');
    const old = await kit.call();
    await kit.foldNow();
    kit.clock.advance(7 * dayMs + 1);
    expect(await outcome(old, fresh())).toBe('too_late');
  });

  it('refuses what cannot be written to and what it does not know', async () => {
    const callId = await kit.call();
    const good = { source: '/pbx', callId, channel: 'sms', address: fresh() };
    const bad = [
      { ...good, address: 'nobody' },
      { ...good, address: '15' },
      { ...good, channel: 'email' },
      { ...good, channel: 'fax' },
      { ...good, tenantId: 'other' },
      { ...good, callId: undefined },
      [],
      null,
    ];
    for (const body of bad) {
      const answer = await kit.post('invitations', body);
      expect(answer.status).toBe(400);
      expect(JSON.stringify(answer.body)).not.toContain(good.address);
    }
  });

  it('is for the same machine, or a key that may', async () => {
    const keys = kit.server.app.get(ApiKeys);
    const post = (authorization: string, origin?: string) =>
      fetch(`${kit.server.url}/api/v1/surveys/invitations`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(authorization !== '' && { authorization }),
          ...(origin !== undefined && { origin }),
        },
        body: JSON.stringify({ source: '/pbx', callId: 'none', channel: 'sms', address: fresh() }),
      });
    const writer = await keys.create('place', 'pbx', ['events:write']);
    const asker = await keys.create('place', 'crm', ['surveys:write']);
    expect((await post(`Bearer ${writer.text}`)).status).toBe(403);
    expect((await post('Bearer nonsense')).status).toBe(401);
    expect((await post('', 'https://elsewhere.example')).status).toBe(401);
    expect(await (await post(`Bearer ${asker.text}`)).json()).toMatchObject({ outcome: 'unknown_call' });
  });

  it('never asks again who refused, whatever else was forgotten and whichever key holds now', async () => {
    const [ani, address] = [fresh(), fresh()];
    const id = await kit.invited(await kit.call({ ani }), address);
    const page = kit.page();
    const said = await page.inject({
      method: 'POST',
      url: kit.path(id),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'do=refuse',
    });
    expect(said.statusCode).toBe(200);
    await kit.server.database.withTenant('place', (tx) =>
      tx.query(`DELETE FROM survey_invitation WHERE tenant_id = 'place'`),
    );
    kit.clock.advance(400 * dayMs);
    expect(await kit.invite(await kit.call(), address)).toMatchObject({ outcome: 'refused_for_good' });
    expect(await kit.invite(await kit.call({ ani }), fresh())).toMatchObject({ outcome: 'refused_for_good' });
    // Nothing of it is derived from the installation's secret: another process with any secret makes the same mark.
    const { database } = kit.server;
    const mark = await new CallerMarks(database, kit.clock).of('place', { kind: 'sms', address });
    expect(await database.withTenant('place', (tx) => isRefused(tx, 'place', [mark]))).toBe(true);
    expect((await kit.logged()).at(-1)).toMatchObject({ type: 'survey.refused' });
  });

  it('takes a refusal that was told to a person, in any spelling of the number', async () => {
    const answer = await kit.post('refusals', { channel: 'sms', address: '06 39 98 77 66' });
    expect(answer).toEqual({ status: 200, body: { outcome: 'refused_for_good' } });
    expect(await kit.invite(await kit.call(), '+33 6 39 98 77 66')).toMatchObject({
      outcome: 'refused_for_good',
    });
  });

  it('asks again whose refusal an operator took back, by the address and by the number that called', async () => {
    const ani = fresh();
    const id = await kit.invited(await kit.call({ ani }), ani);
    await kit.page().inject({
      method: 'POST',
      url: kit.path(id),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'do=refuse',
    });
    kit.clock.advance(31 * dayMs);
    expect(await kit.invite(await kit.call({ ani }), ani)).toMatchObject({ outcome: 'refused_for_good' });
    const refusedAt = kit.clock.now() - 31 * dayMs;
    const of = ['--tenant', 'place', '--channel', 'sms', '--address', ani.replace('+33', '0')];
    const word = ['--by', 'Claire', '--reason', 'noted for the wrong number'];
    expect(await vigie('survey', 'undo-refusal', ...of, ...word)).toHaveLength(1);
    await expect(vigie('survey', 'undo-refusal', ...of, ...word)).rejects.toThrow('No refusal is noted');
    await expect(vigie('survey', 'undo-refusal', ...of, '--by', ' ', '--reason', 'x')).rejects.toThrow(
      '--by',
    );
    const times = [kit.clock.now(), refusedAt].map((at) => new Date(at).toISOString());
    const trace = [...times, 'Claire', 'noted for the wrong number'].join('\t');
    expect(await vigie('survey', 'undone-refusals', '--tenant', 'place')).toEqual([trace, trace]);
    expect(await kit.invite(await kit.call({ ani }), ani)).toMatchObject({ outcome: 'invited' });
  });

  it('answers the same whether it asks somebody, asked them lately or may never ask them', async () => {
    const [lately, never, unknown] = [fresh(), fresh(), fresh()];
    const callId = await kit.call();
    await kit.invited(callId, lately);
    await kit.post('refusals', { channel: 'sms', address: never });
    const ask = async (address: string, call?: string) =>
      kit.post('invitations', {
        source: '/pbx',
        callId: call ?? (await kit.call()),
        channel: 'sms',
        address,
      });
    const answers = [await ask(unknown), await ask(lately), await ask(never), await ask(lately, callId)];
    expect(answers[0]).toMatchObject({ status: 200, body: { outcome: 'taken' } });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('makes a mark once for many requests, and none for a call that was asked about', async () => {
    const marks = kit.server.app.get(CallerMarks);
    const of = jest.spyOn(marks, 'of');
    const callId = await kit.call({ ani: fresh() });
    await kit.invited(callId, fresh());
    expect(of).toHaveBeenCalledTimes(2);
    for (let again = 0; again < 3; again += 1) await kit.invite(callId, fresh());
    expect(of).toHaveBeenCalledTimes(2);
    of.mockRestore();
    const [marked, other] = [fresh(), fresh()].map((address) => ({ kind: 'sms', address }) as const);
    if (marked === undefined || other === undefined) throw new Error('two were made');
    expect(await marks.of('place', marked)).toBe(await marks.of('place', marked));
    expect(await marks.of('place', other)).not.toEqual(await marks.of('place', marked));
    expect(await marks.of('place', { ...marked, kind: 'email' })).not.toEqual(
      await marks.of('place', marked),
    );
  });

  it('sends nothing to a premium number or a service’s, and says so without the number', async () => {
    const callId = await kit.call();
    // No numbers of such lines are kept for fiction: these end in zeros.
    for (const address of ['08 99 00 00 00', '+33899000000', '0806 000 000', '+34 803 000 000']) {
      const answer = await kit.post('invitations', { source: '/pbx', callId, channel: 'sms', address });
      expect(answer).toMatchObject({ status: 400, body: { code: 'bad_address' } });
      // Its own number is by chance, and may have three zeros.
      const said = JSON.stringify({ ...(answer.body as object), requestId: '' });
      expect(said).not.toMatch(/0[ ]?0[ ]?0/u);
    }
    expect(await kit.invite(callId, fresh())).toMatchObject({ outcome: 'invited' });
  });

  /** What the command prints. */
  async function vigie(...words: readonly string[]): Promise<readonly string[]> {
    const printed: string[] = [];
    const program = new Command();
    const { app, database } = kit.server;
    const config = readConfig({ VIGIE_DEMO: 'off', PORT: '0' });
    const platform = {
      config,
      clock: kit.clock,
      database,
      key: new SecretKey('unused by these commands, no more'),
    };
    const print = (text: string) => void printed.push(text);
    registerSurveyCommands(program, () => Promise.resolve({ app, platform, print, note: print }));
    await program.parseAsync([...words], { from: 'user' });
    return printed;
  }
});

describe('a server that cannot send', () => {
  it('says so rather than keep an address for nothing', async () => {
    const kit = await SurveyKit.open();
    try {
      const answer = await kit.post('invitations', {
        source: '/pbx',
        callId: await kit.call(),
        channel: 'sms',
        address: '+33639980001',
      });
      expect(answer).toMatchObject({ status: 409, body: { code: 'surveys_not_set_up' } });
    } finally {
      await kit.close();
    }
  });
});
