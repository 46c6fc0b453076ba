import { describe, expect, it } from '@jest/globals';
import type { Call } from '@vigie/calls';
import { foldCall, noRules } from '@vigie/calls';
import fc from 'fast-check';
import type { Contribution } from './contribute';
import { contributeAgentDay } from './agent-time';
import { contribute } from './contribute';
import { contributionDelta } from './contribution-delta';
import { countsOf } from './counts';
import { intervalsOf } from './calendar/intervals';
import { legTallyNames, sharesOf } from './shares';
import type { Tally, TallyName } from './tally';
import { addTally, agentTimeNames, emptyTally, tallyNames } from './tally';
import { anyCallsFacts } from './testing/any-calls';
import { at, callOf } from './testing/worked-example';
import { addBins, noBins, waitCount } from './wait-bins';

const options = { serviceLevelSeconds: 20, serviceLevelFormula: 'sl2' as const };
const rules = {
  ...noRules,
  teamOfQueue: (queueId: string): string => (queueId === 'a' ? 'north' : 'south'),
  covered: (_: string | null, instant: number): boolean => instant < at('12:00'),
};

const aCallsFacts = anyCallsFacts(fc);
const someCalls = fc.array(
  aCallsFacts.map((facts) => foldCall(facts, rules)),
  { maxLength: 12 },
);

const sum = (rows: readonly { readonly tally: Tally }[]): Tally =>
  rows.reduce<Tally>((total, row) => addTally(total, row.tally), emptyTally());
const rowsOf = (calls: readonly Call[], cuboid: string): readonly Contribution[] =>
  calls.flatMap((call) => contribute(call)).filter((row) => row.cuboid === cuboid);

/** Rows by their key, summed; rows of zeros left out. */
const rollupOf = (contributions: readonly Contribution[]): ReadonlyMap<string, Contribution> => {
  const rollup = new Map<string, Contribution>();
  for (const row of contributions) {
    const key = [row.cuboid, row.key1, row.key2, row.bucketStart].join('|');
    const was = rollup.get(key) ?? { ...row, tally: emptyTally(), bins: noBins };
    const now = { ...row, tally: addTally(was.tally, row.tally), bins: addBins(was.bins, row.bins) };
    if (now.bins.length === 0 && tallyNames.every((name) => now.tally[name] === 0)) rollup.delete(key);
    else rollup.set(key, now);
  }
  return rollup;
};

describe('what calls contribute', () => {
  it('is never negative, and every part adds up to what was presented', () => {
    fc.assert(
      fc.property(someCalls, (calls) => {
        const tally = sum(rowsOf(calls, 'total'));
        const counts = countsOf(
          tally,
          rowsOf(calls, 'total').reduce((bins, row) => addBins(bins, row.bins), noBins),
          options,
        );
        expect(Object.values(counts).filter((count) => count < 0)).toEqual([]);
        expect(counts.presented).toBe(calls.filter((call) => call.counted).length);
        const { unanswered, answered, answeredByBot, closed, selfServed, unknown, waiting, greeting } =
          counts;
        expect(
          unanswered + answered + answeredByBot + closed + selfServed + unknown + waiting + greeting,
        ).toBe(counts.presented);
        expect(counts.offered).toBeLessThanOrEqual(counts.presented);
        expect(counts.answeredInThreshold).toBeLessThanOrEqual(counts.answered);
      }),
    );
  });

  it.each(['team', 'clinic', 'language', 'reason', 'clinic_reason', 'clinic_language'])(
    'by %s sums to the total, for every integer',
    (cuboid) => {
      fc.assert(
        fc.property(someCalls, (calls) => {
          expect(sum(rowsOf(calls, cuboid))).toEqual(sum(rowsOf(calls, 'total')));
        }),
      );
    },
  );

  it('by queue is the same whether grouped by clinic or not, and answers every call that a queue answered', () => {
    fc.assert(
      fc.property(someCalls, (calls) => {
        expect(sum(rowsOf(calls, 'clinic_queue'))).toEqual(sum(rowsOf(calls, 'queue')));
        const answeredFromQueue = calls.filter(
          (call) => call.counted && call.segments.some((segment) => segment.outcome === 'answered'),
        );
        expect(sum(rowsOf(calls, 'queue')).answered).toBeGreaterThanOrEqual(answeredFromQueue.length);
      }),
    );
  });

  it('holds every known wait once, in the sums and in the histogram', () => {
    fc.assert(
      fc.property(someCalls, (calls) => {
        for (const cuboid of ['total', 'queue']) {
          const rows = rowsOf(calls, cuboid);
          expect(waitCount(rows.reduce((bins, row) => addBins(bins, row.bins), noBins))).toBe(
            sum(rows).waitsKnown,
          );
        }
      }),
    );
  });

  it('by quarter sums to the same as by hour, by day and in all', () => {
    fc.assert(
      fc.property(someCalls, (calls) => {
        const rows = rowsOf(calls, 'total');
        const range = [at('00:00') - 86_400_000, at('00:00') + 2 * 86_400_000] as const;
        for (const interval of ['15m', '1h', '1d', 'all'] as const) {
          const byInterval = intervalsOf(...range, interval, 'Europe/Paris').map(({ start, end }) =>
            sum(rows.filter((row) => row.bucketStart >= start && row.bucketStart < end)),
          );
          expect(sum(byInterval.map((tally) => ({ tally })))).toEqual(sum(rows));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('tells why calls were blocked and left, and the reasons add up', () => {
    fc.assert(
      fc.property(someCalls, (calls) => {
        for (const cuboid of ['total', 'queue']) {
          const t = sum(rowsOf(calls, cuboid));
          expect(t.blockedFull + t.blockedNoAgents + t.blockedBusy + t.blockedRefused).toBe(t.blocked);
          expect(t.exitTimeout + t.exitNoAgents + t.exitKey + t.exitWithdrawn + t.exitOverflow).toBe(
            t.timeoutOverflow,
          );
        }
      }),
    );
  });

  it('of an agent’s legs is nothing but offers, answers and handling', () => {
    const others = tallyNames.filter((name) => !(legTallyNames as readonly string[]).includes(name));
    fc.assert(
      fc.property(someCalls, (calls) => {
        const tally = sum(rowsOf(calls, 'agent'));
        expect(others.filter((name) => tally[name] !== 0)).toEqual([]);
      }),
    );
  });

  it('is what its shares add up to, in each unit', () => {
    fc.assert(
      fc.property(someCalls, (calls) => {
        const pairs = [
          ['calls', 'total'],
          ['segments', 'queue'],
          ['legs', 'agent'],
        ] as const;
        for (const [unit, cuboid] of pairs) {
          expect(sum(calls.flatMap((call) => sharesOf(call, unit)))).toEqual(sum(rowsOf(calls, cuboid)));
        }
      }),
    );
  });
});

describe('deltas', () => {
  it('telescope: a call folded after every fact leaves the rollup of the call folded once', () => {
    fc.assert(
      fc.property(fc.array(aCallsFacts, { maxLength: 5 }), (callsFacts) => {
        const stepwise = callsFacts.flatMap((facts) => {
          let before: readonly Contribution[] = [];
          return facts.flatMap((_, index) => {
            const after = contribute(foldCall(facts.slice(0, index + 1), rules));
            const delta = contributionDelta(before, after);
            before = after;
            return delta;
          });
        });
        const atOnce = callsFacts.flatMap((facts) => contribute(foldCall(facts, rules)));
        expect(rollupOf(stepwise)).toEqual(rollupOf(atOnce));
      }),
    );
  });

  it('are none when nothing changed', () => {
    fc.assert(
      fc.property(aCallsFacts, (facts) => {
        expect(
          contributionDelta(contribute(foldCall(facts, rules)), contribute(foldCall(facts, rules))),
        ).toEqual([]);
      }),
    );
  });
});

describe('awkward calls', () => {
  const of = (call: Call, name: TallyName, cuboid = 'total'): number => sum(rowsOf([call], cuboid))[name];

  it('a call waited for in one quarter and answered in the next belongs to its arrival, its leg to the answer', () => {
    const call = callOf([
      ['call.enqueued', at('09:14:50'), { queueId: 'a' }],
      ['call.answered', at('09:15:15'), { agentId: 'ana' }],
    ]);
    const bucketsOf = (cuboid: string) => rowsOf([call], cuboid).map((row) => row.bucketStart);
    expect([bucketsOf('total'), bucketsOf('clinic'), bucketsOf('queue')]).toEqual([
      [at('09:00')],
      [at('09:00')],
      [at('09:00')],
    ]);
    expect(bucketsOf('agent')).toEqual([at('09:15')]);
  });

  it('each queue counts in the quarter in which it was entered, each agent in that of the offer', () => {
    const call = callOf([
      ['call.enqueued', at('09:53:09'), { queueId: 'q01' }],
      ['call.dequeued', at('10:02:30'), { queueId: 'q01', reason: 'timeout' }],
      ['call.enqueued', at('10:02:30'), { queueId: 'q02' }],
      ['call.answered', at('10:02:32'), { queueId: 'q02', agentId: 'ana' }],
      ['call.leg_ended', at('10:05'), { agentId: 'ana' }],
      ['survey.answered', at('11:00'), { items: { overall: 4 } }],
    ]);
    const placed = (cuboid: string) =>
      rowsOf([call], cuboid).map(({ key1, bucketStart, tally }) => [
        key1,
        bucketStart,
        tally.answered,
        tally.timeoutOverflow,
        tally.rating4,
      ]);
    expect(placed('queue')).toEqual([
      ['q01', at('09:45'), 0, 1, 0],
      ['q02', at('10:00'), 1, 0, 0],
      ['q02', at('09:45'), 0, 0, 1],
    ]);
    expect(placed('total')).toEqual([['', at('09:45'), 1, 0, 1]]);
    expect(placed('agent')).toEqual([['ana', at('10:00'), 1, 0, 0]]);
  });

  it('a refused join counts at its own instant, in the queue it named', () => {
    const call = callOf([
      ['call.blocked', at('09:14:59'), { queueId: 'a', reason: 'full' }],
      ['call.enqueued', at('09:15:01'), { queueId: 'b' }],
      ['call.disconnected', at('09:16'), { side: 'caller' }],
    ]);
    expect(
      rowsOf([call], 'queue').map((row) => [row.key1, row.bucketStart, row.tally.blocked, row.tally.offered]),
    ).toEqual([
      ['a', at('09:00'), 1, 0],
      ['b', at('09:15'), 0, 1],
    ]);
  });

  it('a queue or a leg of which only the end is told stands where the end less what is known of it puts it', () => {
    const queue = callOf([
      ['call.dequeued', at('09:15:10'), { queueId: 'a', reason: 'abandoned', waitMs: 30_000 }],
    ]);
    expect(rowsOf([queue], 'queue').map((row) => row.bucketStart)).toEqual([at('09:00')]);
    const leg = callOf([
      ['call.enqueued', at('09:00'), { queueId: 'a' }],
      ['call.leg_ended', at('09:31'), { agentId: 'ana', talkMs: 120_000 }],
    ]);
    expect(rowsOf([leg], 'agent').map((row) => row.bucketStart)).toEqual([at('09:15')]);
  });

  it('a call in progress is answered and in no handling time; one in wrap-up has a talk and is not handled', () => {
    const talking = [
      ['call.enqueued', at('09:00'), { queueId: 'a' }],
      ['call.answered', at('09:01'), { agentId: 'ana' }],
    ] as const;
    expect([of(callOf(talking), 'answered'), of(callOf(talking), 'talks')]).toEqual([1, 0]);
    const wrapping = [
      ...talking,
      ['call.leg_ended', at('09:02'), { agentId: 'ana' }],
      ['acw.started', at('09:02'), { agentId: 'ana' }],
    ] as const;
    expect([of(callOf(wrapping), 'talkMs'), of(callOf(wrapping), 'handled')]).toEqual([60_000, 0]);
  });

  it('a conversation under five seconds is answered, and counted beside', () => {
    const call = callOf([
      ['call.enqueued', at('09:00'), { queueId: 'a' }],
      ['call.answered', at('09:01'), { agentId: 'ana' }],
      ['call.leg_ended', at('09:01:04'), { agentId: 'ana' }],
    ]);
    expect([of(call, 'answered'), of(call, 'talkUnder5s')]).toEqual([1, 1]);
  });

  it('a ring nobody took is one, and one wait', () => {
    const call = callOf([
      ['call.enqueued', at('09:00'), { queueId: 'a' }],
      ['call.offer_ended', at('09:00:15'), { agentId: 'ana', reason: 'no_answer', ringMs: 15_000 }],
      ['call.offer_ended', at('09:00:15'), { agentId: 'berta', reason: 'no_answer', ringMs: 15_000 }],
      ['call.answered', at('09:00:20'), { agentId: 'carla' }],
    ]);
    expect([of(call, 'ringNoAnswer'), of(call, 'answered'), of(call, 'waitsKnown')]).toEqual([2, 1, 1]);
    expect(of(call, 'offered', 'agent')).toBe(3);
  });

  it('a direct answer counts in the speed of answer, in no offer, threshold or percentile', () => {
    const call = callOf([
      ['call.initiated', at('09:00')],
      ['call.answered', at('09:00:03'), { agentId: 'ana' }],
    ]);
    expect(contribute(call)[0]).toMatchObject({
      tally: { answered: 1, offered: 0, answeredWaits: 1, answeredWaitMs: 0, waitsKnown: 0 },
      bins: [],
    });
  });

  it('a queue that only rang beside the one that answered has no row', () => {
    const call = callOf([
      ['call.enqueued', at('09:00'), { queueId: 'a' }],
      ['call.enqueued', at('09:00'), { queueId: 'b' }],
      ['call.answered', at('09:00:05'), { agentId: 'ana', queueId: 'b' }],
    ]);
    expect(rowsOf([call], 'queue').map((row) => row.key1)).toEqual(['b']);
  });

  it('a transferred caller who gives up in the second queue is answered, and an abandon of that queue', () => {
    const call = callOf([
      ['call.enqueued', at('09:00'), { queueId: 'a' }],
      ['call.answered', at('09:00:05'), { agentId: 'ana' }],
      ['call.transferred', at('09:01'), { agentId: 'ana', reason: 'queue' }],
      ['call.enqueued', at('09:01'), { queueId: 'b' }],
      ['call.disconnected', at('09:02'), { side: 'caller' }],
    ]);
    expect([of(call, 'answered'), of(call, 'abandoned'), of(call, 'transferred')]).toEqual([1, 0, 1]);
    expect(rowsOf([call], 'queue').map((row) => [row.key1, row.tally.abandoned])).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
  });
});

describe('what an agent’s day contributes', () => {
  const span = (
    from: string,
    to: string,
    state: 'free' | 'on_call' | 'break',
    declared: 'free' | 'unknown' | 'break' = 'free',
  ) => ({ from: at(from), to: at(to), state, declared, clinicId: null, onHold: false, reason: null });

  it('is busy and staffed time, each second in its own quarter', () => {
    const rows = contributeAgentDay(
      'ana',
      ['north'],
      [span('09:10', '09:20', 'on_call'), span('09:20', '09:30', 'free')],
    );
    expect(
      rows
        .filter((row) => row.cuboid === 'agent')
        .map((row) => [row.bucketStart, row.tally.busyMs, row.tally.staffedMs]),
    ).toEqual([
      [at('09:00'), 300_000, 300_000],
      [at('09:15'), 300_000, 900_000],
    ]);
    expect(sum(rows.filter((row) => row.cuboid === 'team'))).toEqual(
      sum(rows.filter((row) => row.cuboid === 'total')),
    );
  });

  it('is time and no call, so that either can be summed anew without the other', () => {
    const states = ['on_call', 'free', 'break'] as const;
    const spans = states.map((state, n) => span(`09:${20 + n}`, `09:${21 + n}`, state));
    const times: readonly string[] = agentTimeNames;
    for (const { tally } of contributeAgentDay('ana', ['north'], spans))
      expect(tallyNames.filter((name) => tally[name] !== 0 && !times.includes(name))).toEqual([]);
    fc.assert(
      fc.property(someCalls, (calls) => {
        const ofCalls = sum(calls.flatMap((call) => contribute(call)));
        expect(agentTimeNames.filter((name) => ofCalls[name] !== 0)).toEqual([]);
      }),
    );
  });

  it('is of nobody staffed in a break, nor in calls of one who declared nothing', () => {
    const rows = contributeAgentDay(
      'ana',
      [],
      [span('09:00', '09:15', 'break', 'break'), span('09:15', '09:30', 'on_call', 'unknown')],
    );
    const { busyMs, staffedMs, pausedMs, undeclaredBusyMs } = sum(
      rows.filter((row) => row.cuboid === 'agent'),
    );
    expect({ busyMs, staffedMs, pausedMs, undeclaredBusyMs }).toEqual({
      busyMs: 0,
      staffedMs: 0,
      pausedMs: 900_000,
      undeclaredBusyMs: 900_000,
    });
  });
});
