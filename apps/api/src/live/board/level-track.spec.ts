import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { BoardCall } from './board-call';
import { LevelTrack } from './level-track';
import { aCall, at, boardAt } from './testing/board-builder';

const rules = {
  lines: { targetMs: 20_000, watchMs: 60_000, limitMs: 120_000 },
  answerRateTarget: 0.95,
  timeoutOf: () => null,
};
const start = at('08:00:00');
const seconds = (count: number): number => start + count * 1000;

/** A call that comes, and is taken or given up after so many seconds. */
function called(key: string, second: number, waited: number, answered: boolean): BoardCall {
  const [arrivedAt, decidedAt] = [seconds(second), seconds(second + waited)];
  return {
    ...aCall(key, ['08:00:00', 'call.enqueued']),
    arrivedAt,
    firstAt: arrivedAt,
    lastAt: decidedAt,
    decidedAt,
    answeredAt: answered ? decidedAt : null,
    outcome: answered ? 'answered' : 'abandoned',
    phase: 'ended',
    queue: null,
    waitingSince: null,
  };
}

function trackOf(calls: Iterable<BoardCall>): LevelTrack {
  const track = new LevelTrack(rules, start);
  for (const call of calls) track.count(call, 1);
  return track;
}

const series = (count: number, every: number, make: (index: number) => BoardCall): BoardCall[] =>
  Array.from({ length: count }, (_, index) => make(index * every));

describe('the level of a centre', () => {
  it('acts while as many give up as are taken, though nobody waits a minute', () => {
    const calls = [
      ...series(60, 12, (second) => called(`lost-${second}`, second, 40, false)),
      ...series(30, 24, (second) => called(`taken-${second}`, second, 30, true)),
    ];
    expect(trackOf(calls).at(seconds(600))).toMatchObject({ level: 'act', kind: 'given_up' });
  });

  it('acts when fewer than four in five of the wanted share were answered in half an hour', () => {
    const answered = (share: number) =>
      trackOf(
        series(100, 12, (second) => called(`c${second}`, second, 5, ((second / 12) * 37) % 100 < share)),
      );
    expect(answered(75).at(seconds(1500))).toMatchObject({ level: 'act' });
    expect(answered(80).at(seconds(1500))).toMatchObject({ level: 'watch', kind: 'low_answer_rate' });
    expect(answered(90).at(seconds(1500))).toMatchObject({ level: 'calm', kind: 'calm' });
  });

  it('says nothing of an answer rate that rests on fewer than twenty calls', () => {
    const calls = series(19, 60, (second) => called(`c${second}`, second, 5, second % 120 === 0));
    expect(trackOf(calls).at(seconds(1500)).kind).not.toBe('low_answer_rate');
  });

  it('acts on a wait past the limit, for a minute after it ended', () => {
    const track = trackOf([called('long', 0, 130, true)]);
    expect(track.at(seconds(60)).level).toBe('calm');
    expect(track.at(seconds(80)).level).toBe('watch');
    expect(track.at(seconds(130))).toMatchObject({ level: 'act', kind: 'long_wait', since: seconds(130) });
    expect(track.at(seconds(190)).level).toBe('act');
    expect(track.at(seconds(210)).level).toBe('calm');
  });

  const anyCall = fc
    .record({
      second: fc.integer({ min: 0, max: 3000 }),
      waited: fc.integer({ min: 0, max: 200 }),
      answered: fc.boolean(),
    })
    .map(({ second, waited, answered }) => called('any', second, waited, answered));

  it('acts on one who waits again past the limit after a transfer', () => {
    const transferred = aCall(
      'again',
      ['08:00:00', 'call.enqueued', {}],
      ['08:00:05', 'call.answered', { agentId: 'anna' }],
      ['08:00:20', 'call.transferred', { agentId: 'anna', reason: 'blind' }],
      ['08:00:20', 'call.enqueued', { queueId: 'second' }],
    );
    const track = trackOf([transferred]);
    expect(track.at(seconds(100)).level).not.toBe('act');
    expect(track.at(seconds(160)).level).toBe('act');
    track.count(transferred, -1);
    expect(track.at(seconds(300)).level).toBe('calm');
  });

  it('stays a minute at least, and is the same whoever asks when, in whichever order calls were told', () => {
    fc.assert(
      fc.property(fc.array(anyCall, { maxLength: 80 }), (calls) => {
        const [watched, other] = [trackOf(calls), trackOf(calls.toReversed())];
        const severity = { calm: 0, watch: 1, act: 2 } as const;
        let [level, since]: [keyof typeof severity, number] = ['calm', -Infinity];
        for (let second = 0; second <= 3600; second += 10) {
          const seen = watched.at(seconds(second));
          expect(other.at(seconds(second))).toEqual(seen);
          if (severity[seen.level] < severity[level]) expect(second - since).toBeGreaterThanOrEqual(60);
          if (seen.level !== level) [level, since] = [seen.level, second];
        }
      }),
      { numRuns: 20 },
    );
  });

  it('is, looked at as calls come and change, what one who is told all of them at once says', () => {
    const told = fc.record({ key: fc.nat({ max: 12 }), call: anyCall, isGone: fc.boolean() });
    fc.assert(
      fc.property(fc.array(told, { maxLength: 60 }), fc.array(fc.nat({ max: 3600 })), (changes, looks) => {
        const watched = new LevelTrack(rules, start);
        const calls = new Map<number, BoardCall>();
        changes.forEach(({ key, call, isGone }, index) => {
          const before = calls.get(key);
          if (before !== undefined) watched.count(before, -1);
          calls.delete(key);
          if (!isGone) calls.set(key, call);
          if (!isGone) watched.count(call, 1);
          // In whatever order: a clock may be set back.
          const instant = seconds(looks[index] ?? index * 60);
          watched.at(instant - 10_000);
          expect(watched.at(instant)).toEqual(trackOf(calls.values()).at(instant));
        });
      }),
      { numRuns: 60 },
    );
  });

  it('is judged from where it stood: in the evening not the whole day again, for a call of now', () => {
    let judged = 0;
    const counting = {
      ...rules,
      get answerRateTarget() {
        judged += 1;
        return rules.answerRateTarget;
      },
    };
    const track = new LevelTrack(counting, start);
    const hours = 10 * 3_600;
    for (let second = 0; second < hours; second += 60) track.count(called('any', second, 30, true), 1);
    track.at(seconds(hours));
    expect(judged).toBeGreaterThanOrEqual(hours / 10);
    const changes = called('early', 60, 30, true);
    for (let step = 1; step <= 30; step += 1) {
      judged = 0;
      track.count(called('any', hours + 10 * step - 60, 30, true), 1);
      // A word noted of a call of the morning moves no level.
      track.count(changes, -1);
      track.count(changes, 1);
      track.at(seconds(hours + 10 * step));
      expect(judged).toBeLessThanOrEqual(40);
    }
  });

  it('leaves nothing behind of calls that were taken out again', () => {
    fc.assert(
      fc.property(
        fc.array(anyCall, { maxLength: 60 }),
        fc.array(anyCall, { maxLength: 60 }),
        (kept, gone) => {
          const track = trackOf([...kept, ...gone]);
          for (const call of gone) track.count(call, -1);
          expect(track.at(seconds(3600)).level).toBe(trackOf(kept).at(seconds(3600)).level);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('the sentence of the crisis', () => {
  it('never says that a queue clears because patients give up', () => {
    const board = boardAt('08:10:00');
    board.applyCalls([
      ...series(40, 10, (second) => called(`lost-${second}`, 200 + second, 30, false)),
      ...series(10, 40, (second) => called(`taken-${second}`, 200 + second, 30, true)),
      aCall('w1', ['08:09:30', 'call.enqueued']),
      aCall('w2', ['08:09:40', 'call.enqueued']),
    ]);
    const { headline } = board.view(at('08:10:00'));
    expect(headline).toMatchObject({ level: 'act', kind: 'given_up', trend: 'growing', waiting: 2 });
    expect(headline?.lostPerMinute).toBeGreaterThan(headline?.takenPerMinute ?? Infinity);
  });
});
