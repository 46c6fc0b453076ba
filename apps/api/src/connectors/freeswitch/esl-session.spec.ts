import { setTimeout as wait } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { SystemClock } from '../../platform/clock';
import type { Connector, ConnectorOptions } from '../connector';
import { toConnectorFault } from '../connector-fault';
import { TestHouse } from '../testing/test-house';
import { EslKind } from './esl-kind';
import { knownPassword } from './esl-options';
import { eslSecret, ScriptedFreeSwitch } from './testing/scripted-freeswitch';

const clock = new SystemClock();
const now = (): number => clock.now();
const kind = new EslKind(clock);

describe('a connection to an event socket', () => {
  let freeswitch: ScriptedFreeSwitch;
  let house: TestHouse;
  let stops: (() => Promise<unknown>)[];

  beforeEach(async () => {
    freeswitch = await ScriptedFreeSwitch.start(now);
    house = new TestHouse(now);
    stops = [];
  });
  afterEach(async () => {
    for (const stop of stops) await stop();
    await freeswitch.stop();
  });

  const connector = (options: ConnectorOptions = {}, secret = eslSecret): Connector => ({
    ...{ tenantId: 'centre', id: 'one', kind: kind.name, name: '', source: '/freeswitch' },
    options: { host: '127.0.0.1', port: freeswitch.port, ...options },
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
  const begun = async (of?: Connector) => {
    const asked = house.alive;
    const running = begin(of);
    await until(() => house.alive > asked);
    return running;
  };
  const of = (call: string, more: object = {}) => ({
    'CC-Queue': 'rdv@default',
    'CC-Member-UUID': `m-${call}`,
    'CC-Member-Session-UUID': call,
    'CC-Member-CID-Number': '0199001234',
    'CC-Member-CID-Name': 'Madame Durand',
    ...more,
  });
  const anna = { 'CC-Agent': 'anna', 'CC-Agent-UUID': 'channel-of-anna' };
  const say = (...said: readonly (readonly [name: string, fields: object])[]): string =>
    said.map(([name, fields]) => freeswitch.event(name, fields as Record<string, string>)).join('');
  const dataOf = (subject: string, type: string) =>
    [...house.events.values()].find((event) => event.subject === subject && event.type === type)?.data;

  it.each([{}, { user: 'vigie@place' }])(
    'tells a call as it happens, cut into single bytes, signed in as %o',
    async (how) => {
      await begun(connector(how));
      const channel = {
        'Caller-Channel-Created-Time': (now() - 4_000) * 1_000,
        'Caller-Destination-Number': '0199000101',
      };
      await freeswitch.say(
        say(
          ['member-queue-start', of('c1', channel)],
          ['agent-offering', of('c1', { 'CC-Agent': 'bea' })],
          ['bridge-agent-fail', of('c1', { 'CC-Agent': 'bea', 'CC-Hangup-Cause': 'NO_ANSWER' })],
          ['agent-offering', of('c1', anna)],
          ['bridge-agent-start', of('c1', anna)],
          ['CHANNEL_HOLD', { 'Unique-ID': 'channel-of-anna' }],
          ['CHANNEL_UNHOLD', { 'Unique-ID': 'channel-of-anna' }],
          ['bridge-agent-end', of('c1', anna)],
          ['member-queue-end', of('c1', { 'CC-Cause': 'Terminated' })],
          ['CHANNEL_HANGUP_COMPLETE', { 'Unique-ID': 'c1', 'Hangup-Cause': 'NORMAL_CLEARING' }],
          ['CHANNEL_HANGUP_COMPLETE', { 'Unique-ID': 'of-nobody' }],
        ),
        1,
      );
      await until(() => house.typesOf('c1').includes('call.disconnected'));
      expect(house.typesOf('c1')).toEqual([
        ...[
          'call.initiated',
          'call.enqueued',
          'call.offered',
          'call.offer_ended',
          'call.offered',
          'call.answered',
        ],
        ...['call.held', 'call.retrieved', 'call.leg_ended', 'call.disconnected'],
      ]);
      expect(dataOf('c1', 'call.offer_ended')).toMatchObject({ agentId: 'bea', result: 'no_answer' });
      expect(dataOf('c1', 'call.initiated')).toMatchObject({ dnis: '0199000101', ani: '0199001234' });
      expect(JSON.stringify([...house.events.values()])).not.toContain('Durand');
    },
  );

  it.each([
    ['TIMEOUT', 'timeout', {}],
    ['NO_AGENT_TIMEOUT', 'no_agents', {}],
    ['EXIT_WITH_KEY', 'key_exit', {}],
    ['BREAK_OUT', 'abandoned', { 'Answer-State': 'hangup', 'Channel-State': 'CS_HANGUP' }],
    ['BREAK_OUT', 'withdrawn', { 'Answer-State': 'answered', 'Channel-State': 'CS_EXECUTE' }],
    ['NONE', 'abandoned', {}],
  ])('says why a caller left: %s is %s', async (why, reason, channel) => {
    await begun();
    const end = { 'CC-Cause': 'Cancel', 'CC-Cancel-Reason': why, ...channel };
    await freeswitch.say(say(['member-queue-start', of('c1')], ['member-queue-end', of('c1', end)]));
    await until(() => house.typesOf('c1').includes('call.dequeued'));
    expect(dataOf('c1', 'call.dequeued')).toMatchObject({ queueId: 'rdv@default', reason });
  });

  it('tells once what is said twice, and nothing of what nobody knows, is no JSON or absurdly large', async () => {
    await begun();
    const joined = freeswitch.event('member-queue-start', of('c1'));
    await freeswitch.say(
      joined +
        joined +
        freeswitch.event('member-queue-dance', of('c1')) +
        freeswitch.event('BACKGROUND_JOB') +
        'Content-Type: text/event-json\nContent-Length: 5\n\n{"a":' +
        freeswitch.event('HEARTBEAT', { x: 'y'.repeat(1_200_000) }) +
        freeswitch.event('member-queue-end', of('c2', { 'CC-Cause': 'Cancel', 'CC-Queue': '' })) +
        freeswitch.event('member-queue-start', of('c3')),
      60_000,
    );
    await until(() => house.typesOf('c3').length === 1);
    expect(house.typesOf('c1')).toEqual(['call.enqueued']);
    expect(house.counts.unknownByName).toEqual([
      { name: '(unreadable)', count: 2 },
      { name: 'BACKGROUND_JOB', count: 1 },
      { name: 'member-queue-dance', count: 1 },
    ]);
  });

  it('comes back after a break in the middle of a line: a gap, who came meanwhile, and who is there no more', async () => {
    const first = await begun();
    await freeswitch.say(say(['member-queue-start', of('c1')], ['member-queue-start', of('c2')]));
    await until(() => house.typesOf('c2').length === 1);
    await freeswitch.say(freeswitch.event('member-queue-end', of('c1')).slice(0, 90));
    freeswitch.hangUp();
    expect((await first.ended)?.code).toBe('connection_lost');
    await wait(1_100);
    const joined = Math.floor(now() / 1_000) - 1;
    const member = (call: string, state: string) => ({
      queue: 'rdv@default',
      uuid: `m-${call}`,
      session_uuid: call,
      joined_epoch: joined,
      state,
    });
    freeswitch.members = [member('c2', 'Waiting'), member('c3', 'Trying'), member('c4', 'Abandoned')];
    // The end of one is told just after the list that still has her.
    freeswitch.saidAfter.set(
      'api callcenter_config queue list members',
      freeswitch.event('member-queue-end', of('c3', { 'CC-Cause': 'Cancel', 'CC-Cancel-Reason': 'TIMEOUT' })),
    );
    await begun();
    await until(() => house.typesOf('c3').includes('call.dequeued'));
    expect(house.typesOf('/freeswitch')).toContain('source.gap');
    expect(house.typesOf('c1')).toEqual(['call.enqueued', 'call.unheard']);
    expect(house.typesOf('c2')).toEqual(['call.enqueued']);
    expect(house.typesOf('c3')).toEqual(['call.enqueued', 'call.dequeued']);
    expect(house.typesOf('c4')).toEqual([]);
  });

  it('says that the telephone system began anew when its core has another name', async () => {
    const first = await begun();
    await freeswitch.say(say(['member-queue-start', of('c1')]));
    await until(() => house.typesOf('c1').length === 1);
    first.stop.abort();
    await first.ended;
    freeswitch.core = '99999999-2222-4333-8444-555555555555';
    await begun();
    expect(house.typesOf('/freeswitch')).toContain('source.restarted');
    expect(house.typesOf('c1')).toEqual(['call.enqueued']);
  });

  it('knows agents and their queues from the lists, and tells what changes', async () => {
    freeswitch.tiers = [
      { queue: 'rdv@default', agent: 'anna', state: 'Ready', level: 1, position: 1 },
      { queue: 'rdv@default', agent: 'bea', state: 'Ready', level: 1, position: 2 },
    ];
    const since = Math.floor(now() / 1_000) - 600;
    freeswitch.agents = [
      { name: 'anna', status: 'Available', state: 'Waiting', last_status_change: since },
      { name: 'bea', status: 'Logged Out', state: 'Waiting', last_status_change: since },
    ];
    const first = await begun();
    await freeswitch.say(
      say(
        ['agent-status-change', { 'CC-Agent': 'bea', 'CC-Agent-Status': 'Available (On Demand)' }],
        ['agent-status-change', { 'CC-Agent': 'anna', 'CC-Agent-Status': 'On Break' }],
        ['agent-state-change', { 'CC-Agent': 'anna', 'CC-Agent-State': 'Idle' }],
        ['agent-status-change', { 'CC-Agent': 'anna', 'CC-Agent-Status': 'Logged Out' }],
      ),
    );
    const came = ['agent.logged_in', 'agent.queue_joined', 'agent.state_changed'];
    await until(() => house.typesOf('anna').includes('agent.logged_out'));
    expect(house.typesOf('anna')).toEqual([...came, 'agent.state_changed', 'agent.logged_out']);
    expect(house.typesOf('bea')).toEqual(came);
    const [login] = [...house.events.values()].filter(({ subject }) => subject === 'anna');
    expect(Date.parse(login?.time ?? '')).toBe(since * 1_000);
    // Begun anew, nothing of that is news.
    first.stop.abort();
    await first.ended;
    freeswitch.agents = [
      { name: 'anna', status: 'Logged Out', last_status_change: since + 500 },
      { name: 'bea', status: 'Available (On Demand)', last_status_change: since + 500 },
    ];
    const known = house.events.size;
    await begun();
    expect([...house.events.values()].slice(known).filter(({ type }) => type.startsWith('agent.'))).toEqual(
      [],
    );
  });

  it('measures a clock that is an hour ahead', async () => {
    freeswitch.aheadSeconds = 3_600;
    await begun();
    expect(house.offsetMs ?? 0).toBeGreaterThan(3_599_000);
    expect(house.offsetMs ?? 0).toBeLessThan(3_601_000);
  });

  it('keeps what is said while the database is away, and loses nothing', async () => {
    await begun();
    house.isAway = true;
    const calls = Array.from({ length: 300 }, (_, call) => `c${call}`);
    await freeswitch.say(calls.map((call) => freeswitch.event('member-queue-start', of(call))).join(''));
    await wait(200);
    expect(house.events.size).toBeLessThan(10);
    house.isAway = false;
    await until(() => calls.every((call) => house.typesOf(call).length === 1));
  });

  const verdict = async (given = connector()) =>
    (await kind.test(given, AbortSignal.timeout(9_000))).map(({ step, fault }) =>
      [step, fault?.code ?? 'ok'].join(' '),
    );

  it('is tried step by step: password, right, call centre, and the password that everybody knows', async () => {
    const good = ['connection ok', 'sign_in ok', 'rights ok', 'secret ok'];
    expect(await verdict()).toEqual(good);
    expect(await verdict(connector({}, 'autre'))).toEqual(['connection ok', 'sign_in sign_in_refused']);
    expect(await verdict(connector({}, 'a\nb'))).toEqual(['connection ok', 'sign_in sign_in_refused']);
    freeswitch.hasCallCentre = false;
    expect(await verdict()).toEqual(['connection ok', 'sign_in ok', 'rights right_missing']);
    freeswitch.greeting =
      'Content-Type: text/rude-rejection\nContent-Length: 24\n\nAccess Denied, go away.\n';
    expect(await verdict()).toEqual(['connection sign_in_refused']);
    freeswitch.greeting = 'SSH-2.0-OpenSSH_9.2\n\n';
    expect(await verdict()).toEqual(['connection wrong_protocol']);
    expect(await verdict(connector({ port: 9 }))).toEqual(['connection unreachable']);
    expect(knownPassword).toBe('ClueCon');
    expect((await begin(connector({ port: 9 })).ended)?.code).toBe('unreachable');
  });
});
