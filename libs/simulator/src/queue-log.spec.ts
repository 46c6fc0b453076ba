import { describe, expect, it } from '@jest/globals';
import { planDay } from './day/day-plan';
import { playDay } from './day/play-day';
import type { IncomingEvent } from './incoming-event';
import { toQueueLog } from './queue-log';
import { tellCalls } from './testing/tell-days';

const events = [...playDay(planDay('spec', '2026-11-17'))];
const lines = [...toQueueLog(events)].map((line) => line.split('|'));
const named = (...names: readonly string[]) => lines.filter((line) => names.includes(line[4] ?? ''));

describe('the queue_log of a played day', () => {
  it('stamps whole seconds in order', () => {
    const stamps = lines.map(([stamp]) => stamp ?? '');
    expect(stamps.every((stamp) => /^\d{10}$/u.test(stamp))).toBe(true);
    expect(stamps).toEqual(stamps.toSorted());
  });

  it('has one line for each call that enters, connects, and leaves', () => {
    const calls = [...tellCalls(events).values()];
    const queued = calls.filter(({ enqueuedAt }) => enqueuedAt !== null);
    const answered = calls.filter(({ end }) => end === 'answered');
    expect(named('ENTERQUEUE')).toHaveLength(queued.length);
    expect(named('CONNECT')).toHaveLength(answered.length);
    expect(named('COMPLETECALLER', 'COMPLETEAGENT', 'BLINDTRANSFER', 'ATTENDEDTRANSFER')).toHaveLength(
      answered.length,
    );
    expect(named('ABANDON', 'EXITWITHTIMEOUT', 'EXITWITHKEY', 'SYSCOMPAT')).toHaveLength(
      queued.length - answered.length,
    );
    expect(named('CLOSED')).toHaveLength(calls.filter(({ end }) => end === 'closed').length);
  });

  it('tells waits and talk as differences of its own stamps', () => {
    const entered = new Map(named('ENTERQUEUE').map(([at, callId]) => [callId, Number(at)]));
    for (const [at, callId, , , , hold] of named('CONNECT')) {
      expect(Number(hold)).toBe(Number(at) - (entered.get(callId) ?? Number.NaN));
    }
    for (const [at, callId, , , , hold, talk] of named('COMPLETECALLER', 'COMPLETEAGENT')) {
      expect(Number(hold) + Number(talk)).toBe(Number(at) - (entered.get(callId) ?? Number.NaN));
    }
  });

  it('tells the ring of a lost offer in milliseconds and of a connection in seconds', () => {
    const untaken = named('RINGNOANSWER').map((line) => Number(line[5]));
    expect(untaken.length).toBeGreaterThan(5);
    expect(untaken.every((ms) => ms === 15_000)).toBe(true);
    expect(Math.max(...named('CONNECT').map((line) => Number(line[7])))).toBeLessThan(15);
  });

  it('pauses people for lunch and lets them leave every queue they joined', () => {
    expect(named('PAUSEALL').length).toBeGreaterThan(10);
    expect(named('UNPAUSEALL')).toHaveLength(named('PAUSEALL').length);
    expect(named('ADDMEMBER')).toHaveLength(named('REMOVEMEMBER').length);
  });

  it('hides the number of a caller who hid it, and writes a transfer as Asterisk does', () => {
    const event = (
      type: IncomingEvent['type'],
      second: number,
      data: IncomingEvent['data'],
    ): IncomingEvent => ({
      specversion: '1.0',
      id: String(second),
      source: '/pbx',
      type,
      subject: 'c-1',
      data,
      time: `2026-11-17T09:00:${String(second).padStart(2, '0')}.700Z`,
    });
    const told = [
      event('call.initiated', 0, { aniKind: 'withheld', dnis: '+33199000104' }),
      event('call.enqueued', 9, { queueId: 'parc', position: 3 }),
      event('call.answered', 20, { agentId: 'nadia-r', ringMs: 4_200 }),
      event('call.transferred', 50, { kind: 'blind', toId: 'parc' }),
      event('call.leg_ended', 50, { side: 'transfer' }),
      event('source.restarted', 55, {}),
    ];
    const start = Date.parse('2026-11-17T09:00:00Z') / 1000;
    expect([...toQueueLog(told)]).toEqual([
      `${String(start + 9)}|c-1|parc|NONE|DID|+33199000104`,
      `${String(start + 9)}|c-1|parc|NONE|ENTERQUEUE||anonymous|3`,
      `${String(start + 20)}|c-1|parc|nadia-r|CONNECT|11|c-1.2|4`,
      `${String(start + 50)}|c-1|parc|nadia-r|BLINDTRANSFER|parc|from-internal|11|30|3`,
      `${String(start + 55)}|NONE|NONE|NONE|QUEUESTART|`,
    ]);
  });
});
