import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';

import { SystemClock } from '../../../platform/clock';
import type { Connector, ConnectorOptions } from '../../connector';
import { toConnectorFault } from '../../connector-fault';
import { TestHouse } from '../../testing/test-house';
import type { AmiEvent } from './ami-event';
import { AmiKind } from './ami-kind';
import { amiSecret, amiText, amiUser, ScriptedAsterisk } from './testing/scripted-asterisk';

const clock = new SystemClock();
const now = (): number => clock.now();
const kind = new AmiKind(clock);

describe('a connection to a manager interface', () => {
  let asterisk: ScriptedAsterisk;
  let house: TestHouse<AmiEvent>;
  let stops: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    asterisk = await ScriptedAsterisk.start(now);
    house = new TestHouse(now);
    stops = [];
  });
  afterEach(async () => {
    for (const stop of stops) await stop();
    await asterisk.stop();
  });

  const connector = (options: ConnectorOptions = {}, secret = amiSecret): Connector => ({
    tenantId: 'centre',
    id: 'one',
    kind: kind.name,
    name: '',
    source: '/asterisk',
    options: { host: '127.0.0.1', port: asterisk.port, user: amiUser, ...options },
    secret,
  });
  const begin = (of: Connector = connector()) => {
    const stop = new AbortController();
    const ended = kind.run(of, house.ports(stop.signal)).then(
      () => null,
      (error: unknown) => toConnectorFault(error),
    );
    stops.push(() => {
      stop.abort();
      return ended;
    });
    return { stop, ended };
  };
  const until = async (isSo: () => boolean): Promise<void> => {
    for (let tries = 0; tries < 6_000 && !isSo(); tries += 1) await wait(10);
    expect(isSo()).toBe(true);
  };
  const uid = (call: number): string => `${Math.floor(now() / 1_000) + 1 + asterisk.aheadSeconds}.${call}`;
  const caller = (call: string, more = {}) => ({
    Uniqueid: call,
    Linkedid: call,
    Queue: 'rdv',
    CallerIDNum: '0199001234',
    ...more,
  });
  const listening = (): Promise<void> => until(() => asterisk.actions.includes('QueueStatus'));

  it.each([{}, { plain: true }])(
    'tells a call as it happens, cut into single bytes, with log-in %o',
    async (how) => {
      begin(connector(how));
      await listening();
      const call = uid(1);
      const leg = { DestUniqueid: `${call}9`, MemberName: 'Anna', Interface: 'PJSIP/101' };
      await asterisk.say(
        asterisk.event('QueueCallerJoin', caller(call, { Position: 1 })) +
          asterisk.event('AgentCalled', caller(call, leg)) +
          asterisk.event('QueueCallerLeave', caller(call)) +
          asterisk.event('AgentConnect', caller(call, { ...leg, HoldTime: 4, RingTime: 2 })) +
          asterisk.event('Hold', { Uniqueid: `${call}9`, Linkedid: call }) +
          asterisk.event('Unhold', { Uniqueid: `${call}9`, Linkedid: call }) +
          asterisk.event(
            'AgentComplete',
            caller(call, { ...leg, HoldTime: 4, TalkTime: 9, Reason: 'agent' }),
          ) +
          asterisk.event('Hangup', caller(call, { Cause: 16 })),
        1,
      );
      await until(() => house.typesOf(call).includes('call.disconnected'));
      expect(house.typesOf(call)).toEqual([
        'call.enqueued',
        'call.offered',
        'call.answered',
        'call.held',
        'call.retrieved',
        'call.leg_ended',
        'call.disconnected',
      ]);
      expect([...house.events.values()].find(({ type }) => type === 'call.answered')?.data).toEqual({
        queueId: 'rdv',
        agentId: 'Anna',
        legId: `${call}9`,
        waitMs: 4_000,
        ringMs: 2_000,
        via: 'ami',
      });
    },
  );

  it('goes on after a cut in the middle of a line: a gap, and nobody waits who is not there any more', async () => {
    const first = begin();
    await listening();
    const [stays, goes, comes] = [uid(1), uid(2), uid(3)] as const;
    await asterisk.say(
      asterisk.event('QueueCallerJoin', caller(stays)) + asterisk.event('QueueCallerJoin', caller(goes)),
    );
    await until(() => house.typesOf(goes).length > 0);
    await asterisk.say(asterisk.event('QueueCallerAbandon', caller(goes)).slice(0, 30));
    asterisk.hangUp();
    expect((await first.ended)?.code).toBe('connection_lost');
    expect(house.checkpoint).toMatchObject({ callers: [{ 0: stays }, { 0: goes }] });
    await wait(1_100);
    asterisk.entries = [caller(stays, { Wait: 2 }), caller(comes, { Wait: 1 })];
    asterisk.actions.length = 0;
    begin();
    await until(() => house.typesOf(goes).length > 2);
    expect(house.typesOf(stays)).toEqual(['call.enqueued', 'call.unheard']);
    expect(house.typesOf(goes)).toEqual(['call.enqueued', 'call.unheard', 'call.unheard']);
    const gone = [...house.events.values()].flatMap(({ subject, data }) =>
      data['gone'] === true ? [subject] : [],
    );
    expect(gone).toEqual([goes]);
    expect(house.typesOf(comes)).toContain('call.enqueued');
    expect(house.typesOf('/asterisk')).toContain('source.gap');
  });

  it('tells a restart by how long the telephone system runs', async () => {
    house.checkpoint = { heardAt: now() - 60_000, callers: [['1795969812.1', '1795969812.0', 'rdv', null]] };
    asterisk.uptime = 12;
    begin();
    await until(() => house.typesOf('/asterisk').includes('source.restarted'));
    expect(house.typesOf('/asterisk')).toContain('source.gap');
  });

  it('measures a clock an hour ahead, and stands what is unknown, repeated or beyond all size', async () => {
    asterisk.aheadSeconds = 3_600;
    begin();
    await listening();
    const call = uid(1);
    const join = asterisk.event('QueueCallerJoin', caller(call));
    const huge = amiText({ Event: 'VarSet', Variable: 'x'.repeat(300_000) });
    await asterisk.say(asterisk.event('Eclipse', { Sun: 'x' }) + huge + join + 'no colon\r\n\r\n');
    await until(() => house.typesOf(call).length > 0);
    expect(Math.round((house.offsetMs ?? 0) / 1_000)).toBe(3_600);
    expect(house.counts.unknownByName).toEqual([
      { name: '(too large)', count: 1 },
      { name: 'Eclipse', count: 1 },
    ]);
    expect(house.typesOf('/asterisk')).not.toContain('source.gap');
  });

  it('keeps what comes while the database is away, and loses nothing of it', async () => {
    begin();
    await listening();
    house.isAway = true;
    const calls = Array.from({ length: 50 }, (_, call) => uid(call + 1));
    for (const call of calls) await asterisk.say(asterisk.event('QueueCallerJoin', caller(call)));
    await wait(50);
    expect(house.typesOf(calls[0] as string)).toEqual([]);
    house.isAway = false;
    await until(() => calls.every((call) => house.typesOf(call).length === 1));
  });

  it('says step by step why it does not work', async () => {
    const tried = async (of: Connector) => {
      const steps = await kind.test(of, AbortSignal.timeout(5_000));
      return steps.map(({ step, fault }) => [step, fault?.code ?? 'ok'].join(' '));
    };
    expect(await tried(connector())).toEqual(['connection ok', 'sign_in ok', 'rights ok']);
    expect(await tried(connector({}, 'wrong'))).toEqual(['connection ok', 'sign_in sign_in_refused']);
    expect(await tried(connector({ user: 'nobody', plain: true }))).toEqual([
      'connection ok',
      'sign_in sign_in_refused',
    ]);
    asterisk.readsSystem = false;
    expect(await tried(connector())).toEqual(['connection ok', 'sign_in ok', 'rights right_missing']);
    expect(await tried(connector({ tls: true }))).toEqual(['connection wrong_protocol']);
    const mail = await ScriptedAsterisk.start(now, { banner: '220 mail.example ESMTP' });
    const { port } = mail;
    expect(await tried(connector({ port }))).toEqual(['connection wrong_protocol']);
    expect(mail.actions).toEqual([]);
    await mail.stop();
    expect(await tried(connector({ port }))).toEqual(['connection unreachable']);
    expect(await tried(connector({ host: '169.254.169.254' }))).toEqual(['connection unreachable']);
  });
});
