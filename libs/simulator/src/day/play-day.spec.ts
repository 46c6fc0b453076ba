import { describe, expect, it } from '@jest/globals';
import { eventTypes } from '@vigie/contracts';
import { queues } from '../centre/queues';
import { staff } from '../centre/staff';
import type { IncomingEvent } from '../incoming-event';
import { simulateDays } from '../simulate-days';
import { tellCalls } from '../testing/tell-days';
import { planDay } from './day-plan';
import { playDay } from './play-day';

const events = [...playDay(planDay('spec', '2026-11-17'))];
const textOf = (list: Iterable<IncomingEvent>): string =>
  Array.from(list, (event) => JSON.stringify(event)).join('\n');
const field = (event: IncomingEvent, name: string): readonly string[] => {
  const value = event.data[name];
  return typeof value === 'string' ? [value] : [];
};
const ofType = (type: string) => events.filter((event) => event.type === type);

/** Whether a secretary is free after an event; null when it does not matter to that. */
function changeOf({ type, data }: IncomingEvent): boolean | null {
  switch (type) {
    case 'call.offered':
    case 'agent.logged_out':
      return false;
    case 'acw.ended':
      return true;
    case 'call.offer_ended':
      return data['result'] !== 'answered';
    case 'agent.state_changed':
      return data['state'] === 'available';
    default:
      return null;
  }
}

describe('a played day', () => {
  it('is the same for the same seed and another for another', () => {
    expect(textOf(playDay(planDay('spec', '2026-11-17')))).toBe(textOf(events));
    const other = [...playDay(planDay('other', '2026-11-17'))];
    const ids = new Set(events.map(({ id }) => id));
    expect(other.filter(({ id }) => ids.has(id))).toHaveLength(0);
  });

  it('tells its events in order of time, each under an id of its own', () => {
    const times = events.map(({ time }) => time);
    expect(times).toEqual(times.toSorted());
    expect(new Set(events.map(({ id, source }) => `${source} ${id}`)).size).toBe(events.length);
  });

  it('says only what the event table allows, and drops nothing at the door', () => {
    const strict = new Map(Object.entries(eventTypes).map(([type, { data }]) => [type, data.strict()]));
    const faults = events.filter(({ type, data }) => strict.get(type)?.safeParse(data).success !== true);
    expect(faults).toEqual([]);
  });

  it('lets callers of one clinic hear music before its greeting, and tells who waits second or later how long', () => {
    const dialled = new Map(ofType('call.initiated').map(({ subject, time }) => [subject, Date.parse(time)]));
    const late = ofType('call.greeting_started').filter(({ data }) => data['after'] === 'music');
    expect(late.length).toBeGreaterThan(50);
    const afterMs = late.map(({ subject, time }) => Date.parse(time) - (dialled.get(subject) ?? 0));
    expect(new Set(afterMs)).toEqual(new Set([8_000]));
    const begun = new Set(ofType('call.greeting_started').map(({ subject }) => subject));
    expect(ofType('call.greeting_ended').filter(({ subject }) => !begun.has(subject))).toEqual([]);
    const announced = ofType('call.wait_announced').map(({ data }) => Number(data['waitMs']));
    expect(announced.length).toBeGreaterThan(20);
    expect(announced.filter((ms) => ms < 90_000 || ms % 45_000 !== 0)).toEqual([]);
  });

  it('uses only numbers that belong to nobody', () => {
    const fiction = /^\+33(19900|26191|35301|46571|53649|63998)\d{4}$/u;
    const numbers = events.flatMap((event) => [...field(event, 'ani'), ...field(event, 'dnis')]);
    expect(numbers.length).toBeGreaterThan(2_000);
    expect(numbers.filter((number) => !fiction.test(number))).toEqual([]);
  });

  it('brings every call to one end, and every queue it enters to one exit', () => {
    const calls = tellCalls(events);
    expect(calls.size).toBeGreaterThan(2_000);
    expect([...calls.values()].filter(({ end }) => end === null)).toEqual([]);
    expect(ofType('call.enqueued').length).toBe(ofType('call.dequeued').length);
    expect(ofType('call.offered').length).toBe(ofType('call.offer_ended').length);
    expect(ofType('call.initiated').length).toBe(ofType('call.disconnected').length);
    expect(ofType('agent.logged_in').length).toBe(ofType('agent.logged_out').length);
  });

  it('never rings a secretary who is on another call, at lunch, or gone', () => {
    const free = new Map<string, boolean>();
    const faults: IncomingEvent[] = [];
    for (const event of events) {
      const [agentId = event.subject] = field(event, 'agentId');
      if (event.type === 'call.offered' && free.get(agentId) !== true) faults.push(event);
      const change = changeOf(event);
      if (change !== null) free.set(agentId, change);
    }
    expect(faults).toEqual([]);
  });

  it('knows only queues and people of the centre', () => {
    const known = new Set([...queues.map(({ id }) => id), ...staff.map(({ id }) => id)]);
    const named = events.flatMap((event) => [...field(event, 'queueId'), ...field(event, 'agentId')]);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  it('has half a percent of answered calls that last under five seconds', () => {
    const answered = new Map(ofType('call.answered').map((event) => [event.subject, Date.parse(event.time)]));
    const short = ofType('call.leg_ended').filter(
      ({ subject, time }) => Date.parse(time) - (answered.get(subject) ?? 0) < 5_000,
    );
    expect(short.length / answered.size).toBeGreaterThan(0.001);
    expect(short.length / answered.size).toBeLessThan(0.015);
  });

  it('gives the same days alone and one after the other', () => {
    const together = [...simulateDays('spec', '2026-11-16', '2026-11-19')];
    const alone = ['2026-11-16', '2026-11-17', '2026-11-18'].flatMap((date) => [
      ...playDay(planDay('spec', date)),
    ]);
    const byId = (a: IncomingEvent, b: IncomingEvent): number => (a.id < b.id ? -1 : 1);
    expect(textOf(together.toSorted(byId))).toBe(textOf(alone.toSorted(byId)));
    const times = together.map(({ time }) => time);
    expect(times).toEqual(times.toSorted());
  });
});
