import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Call } from './call';
import type { CallFact } from './fact';
import { foldCall } from './fold-call';
import { noRules } from './call-rules';
import { at } from './testing/a-call';
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
        const isTakenBack = ({ type }: { type: string }): boolean => type === 'call.retracted';
        if (
          facts.some(isTakenBack) ||
          !facts.some((fact) => fact.type === 'call.answered' && fact.bot !== true)
        )
          return;
        const others = more
          .filter((fact) => !isTakenBack(fact))
          .map((fact) => ({ ...fact, tie: `more-${fact.tie}` }));
        expect(fold(facts).outcome).toBe('answered');
        expect(fold([...facts, ...others]).outcome).toBe('answered');
      }),
      runs,
    );
  });
});

describe('facts that were taken back', () => {
  it('leave the call as if they had never been told', () => {
    fc.assert(
      fc.property(anyFacts(fc), fc.nat(13), (facts, cut) => {
        const told = facts.filter(({ type }) => type !== 'call.retracted');
        const kept = told.slice(0, cut);
        const taken = told.slice(cut);
        if (kept.length === 0) return;
        const retractions = taken.map((fact): CallFact => ({
          type: 'call.retracted',
          at: fact.at,
          tie: `r-${fact.tie}`,
          retracts: fact.tie,
        }));
        const call = fold([...told, ...retractions]);
        const never = fold(kept);
        expect(call.counted).toBe(never.counted);
        if (never.counted) expect(call).toEqual(never);
      }),
      runs,
    );
  });

  it('of a call of which nothing is left make one that is over and counts nowhere', () => {
    fc.assert(
      fc.property(anyFacts(fc), (facts) => {
        const told = facts.filter(({ type }) => type !== 'call.retracted');
        if (told.length === 0) return;
        const retractions = told.map((fact): CallFact => ({
          type: 'call.retracted',
          at: fact.at,
          tie: `r-${fact.tie}`,
          retracts: fact.tie,
        }));
        expect(fold([...retractions, ...told])).toMatchObject({
          counted: false,
          phase: 'ended',
          segments: [],
          legs: [],
          surveys: [],
        });
      }),
      runs,
    );
  });
});

describe('a call recorded several times', () => {
  const recorded = fc.record(
    {
      at: fc.integer({ min: 0, max: 3_600_000 }).map((ms) => at('09:00') + ms),
      queueId: fc.constantFrom('desk', 'second'),
      agentId: fc.constantFrom('ana', 'berta'),
      reason: fc.constantFrom('answered', 'unspecified', 'abandoned'),
      waitMs: fc.integer({ min: 0, max: 100_000 }),
      talkMs: fc.integer({ min: 0, max: 100_000 }),
      rating: fc.integer({ min: 1, max: 5 }),
    },
    { requiredKeys: ['at', 'queueId', 'reason'] },
  );
  const versions = fc.array(recorded, { minLength: 1, maxLength: 12 }).map((told) =>
    told.map((fields, index): CallFact => ({
      ...fields,
      type: 'call.recorded',
      tie: `v${String(index)}`,
      sequence: String(index + 1),
    })),
  );

  it('is what the version with the highest sequence says, in whatever order they come', () => {
    fc.assert(
      fc.property(
        versions.chain((told) =>
          fc.tuple(fc.constant(told), fc.shuffledSubarray(told, { minLength: told.length })),
        ),
        ([told, shuffled]) => {
          expect(fold(shuffled)).toEqual(fold(told.slice(-1)));
        },
      ),
      runs,
    );
  });

  it('is over, counted once, offered, and never abandoned unless it says so', () => {
    fc.assert(
      fc.property(versions, (told) => {
        const last = told.at(-1) as CallFact;
        const waitMs = last.reason === 'unspecified' ? null : (last.waitMs ?? null);
        const call = fold(told);
        expect(call).toMatchObject({ counted: true, phase: 'ended', offered: true, outcome: last.reason });
        expect(call).toMatchObject({ arrivedAt: last.at, waitMs, rating: last.rating ?? null });
        expect(call.legs).toHaveLength(last.reason === 'answered' ? 1 : 0);
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
