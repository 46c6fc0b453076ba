import { describe, expect, it } from '@jest/globals';
import { playDay } from '../day/play-day';
import { scriptedDay } from '../simulate-days';
import { tellCalls } from '../testing/tell-days';
import { largeClinics } from '../centre/clinics';
import { smallPractices } from '../centre/small-practices';
import { pastBegins, wasClient } from './script';
import { openRecorder, type RecordedDay } from './recorder';

const anchor = '2026-11-20';
const plan = scriptedDay('records', '2026-03-03', { anchor });

function record(keeps: (clinicId: string) => boolean, slice: number): RecordedDay {
  const recorder = openRecorder(plan, keeps);
  while (recorder.play(slice));
  return recorder.recorded();
}

const everything = record(() => true, 997);
const events = [...playDay(plan)];
const told = tellCalls(events);
const recorded = new Map(everything.calls.map((call) => [call.callId, call]));

describe('the records of a day', () => {
  it('hold every call but those that solved themselves, each once', () => {
    expect(recorded.size).toBe(everything.calls.length);
    const expected = [...told.values()].filter(({ end }) => end !== 'selfServed').map(({ id }) => id);
    expect([...recorded.keys()].toSorted()).toEqual(expected.toSorted());
  });

  it('say of each call whether it was answered, and how long it waited', () => {
    for (const call of told.values()) {
      const own = recorded.get(call.id);
      if (own === undefined) continue;
      expect(own.answered).toBe(call.end === 'answered');
      expect(own.clinicId).toBe(call.clinicId);
      if (call.enqueuedAt !== null) {
        expect(own.arrivedAt).toBe(call.enqueuedAt);
        expect(own.waitMs).toBe(call.waitMs);
      } else expect(own.waitMs).toBeUndefined();
    }
  });

  it('say how those who were not answered left, and nothing of calls that were never in a queue', () => {
    const lost = everything.calls.filter(({ answered }) => !answered);
    const abandoned = events.filter(
      ({ type, data }) => type === 'call.dequeued' && data['reason'] === 'abandoned',
    );
    expect(lost.filter(({ exit }) => exit === 'abandoned')).toHaveLength(abandoned.length);
    expect(lost.filter(({ exit }) => exit === undefined).length).toBeGreaterThan(20);
    expect(everything.calls.filter(({ talkMs }) => talkMs !== undefined && talkMs < 0)).toEqual([]);
  });

  it('keep why patients called and whether they obtained an appointment', () => {
    const answered = everything.calls.filter((call) => call.answered);
    const share = (count: number): number => count / answered.length;
    expect(share(answered.filter(({ reason }) => reason !== undefined).length)).toBeGreaterThan(0.98);
    expect(
      share(answered.filter(({ appointmentObtained }) => appointmentObtained === true).length),
    ).toBeGreaterThan(0.25);
  });

  it('keep what patients were asked and answered', () => {
    expect(everything.surveys.map(({ id }) => id)).toEqual(
      events.filter(({ type }) => type.startsWith('survey.')).map(({ id }) => id),
    );
  });

  it('are the same however the day is cut, and of some clinics alone', () => {
    expect(record(() => true, 100_000)).toEqual(everything);
    const some = record((id) => id === 'cabinet-durand', 500);
    expect(some.calls).toEqual(everything.calls.filter(({ clinicId }) => clinicId === 'cabinet-durand'));
    expect(some.surveys.length).toBeGreaterThan(10);
    expect(some.surveys.every(({ data }) => data['clinicId'] === 'cabinet-durand')).toBe(true);
  });
});

describe('the clients of the past', () => {
  it('begin with thirteen whole months before the present one', () => {
    expect(pastBegins('2026-11-20')).toBe('2025-10-01');
    expect(pastBegins('2026-01-31')).toBe('2024-12-01');
  });

  it('are most from the beginning; the largest came one after the other, all before the month before', () => {
    const all = [...largeClinics, ...smallPractices].map(({ id }) => id);
    const clientsOn = (date: string): number => all.filter((id) => wasClient(id, date, anchor)).length;
    expect(clientsOn(pastBegins(anchor))).toBeGreaterThan(all.length * 0.8);
    expect([
      wasClient('radiologie-sud', '2026-08-31', anchor),
      wasClient('radiologie-sud', '2026-09-01', anchor),
    ]).toEqual([false, true]);
    expect(clientsOn('2026-10-01')).toBe(all.length);
  });

  it('bring no more than three in ten calls besides from one month to the next', () => {
    const months = Array.from(
      { length: 13 },
      (_, index) => `${index < 3 ? 2025 : 2026}-${String(((index + 9) % 12) + 1).padStart(2, '0')}-01`,
    );
    const calls = months.map((month) =>
      [...largeClinics, ...smallPractices]
        .filter(({ id }) => wasClient(id, month, anchor))
        .reduce((sum, { callsPerDay }) => sum + callsPerDay, 0),
    );
    calls.slice(1).forEach((now, index) => {
      expect(now / (calls[index] ?? 1)).toBeGreaterThanOrEqual(1);
      expect(now / (calls[index] ?? 1)).toBeLessThan(1.3);
    });
  });
});
