import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Call } from './call';
import { foldCall } from './fold-call';
import { noRules } from './no-rules';
import { anyFacts } from './testing/any-facts';

const rules = { ...noRules, isCallbackKey: (_: string, key: string): boolean => key === '5' };
const fold = (facts: Parameters<typeof foldCall>[0]): Call => foldCall(facts, rules);
const runs = { numRuns: 400 };

describe('any facts of a call', () => {
  it('give the same call in any order and told any number of times', () => {
    const shuffled = anyFacts(fc).chain((facts) =>
      fc.tuple(
        fc.constant(facts),
        fc.shuffledSubarray([...facts, ...facts], {
          minLength: facts.length * 2,
          maxLength: facts.length * 2,
        }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([facts, again]) => {
        expect(fold(again)).toEqual(fold(facts));
      }),
      runs,
    );
  });

  it('give the same call when it was folded before of only some of them', () => {
    fc.assert(
      fc.property(anyFacts(fc), fc.nat(14), (facts, cut) => {
        const before = JSON.stringify(facts);
        fold(facts.slice(0, cut));
        fold(facts);
        expect(JSON.stringify(facts)).toBe(before);
      }),
      runs,
    );
  });

  it('never give a negative time, nor an outcome that contradicts the phase', () => {
    fc.assert(
      fc.property(anyFacts(fc), (facts) => {
        const call = fold(facts);
        expect(timesOf(call).filter((time) => time < 0)).toEqual([]);
        const open = call.segments.some((segment) => segment.leftAt === null);
        expect(
          call.outcome === null
            ? ['greeting', 'waiting', 'ringing']
            : ['waiting', 'ringing', 'talking', 'wrap', 'ended'],
        ).toContain(call.phase);
        expect(call.decidedAt === null).toBe(call.outcome === null);
        expect(call.outcome === 'answered').toBe(call.answeredAt !== null);
        expect(['waiting', 'ringing'].includes(call.phase) && !open).toBe(false);
      }),
      runs,
    );
  });

  it('stay answered once an answer is among them, whatever else is told', () => {
    fc.assert(
      fc.property(anyFacts(fc), anyFacts(fc), (facts, more) => {
        if (fold(facts).outcome !== 'answered' || !facts.some((fact) => fact.type === 'call.answered'))
          return;
        const others = more.map((fact) => ({ ...fact, tie: `more-${fact.tie}` }));
        expect(fold([...facts, ...others]).outcome).toBe('answered');
      }),
      runs,
    );
  });
});

function timesOf(call: Call): readonly number[] {
  const legs = call.legs.flatMap((leg) => [
    leg.talkMs ?? 0,
    leg.holdMs,
    leg.muteMs,
    leg.wrapMs ?? 0,
    leg.ringMs ?? 0,
  ]);
  const segments = call.segments.map((segment) => segment.waitMs ?? 0);
  return [...legs, ...segments, call.waitMs ?? 0, call.greetingMs ?? 0, call.transferWaitMs];
}
