import { describe, expect, it } from '@jest/globals';
import type { AgentFact, AgentLeg } from '@vigie/calls';
import fc from 'fast-check';

import { decodeLegs, encodeLegs, mergeAgentFacts } from './agent-day-codec';

const dayStart = Date.UTC(2026, 2, 1, 23);
const instant = fc.option(fc.integer({ min: -100_000, max: 90_000_000 }).map((offset) => dayStart + offset));

const leg: fc.Arbitrary<AgentLeg> = fc.record({
  callKey: fc.uuid(),
  direction: fc.constantFrom('inbound', 'outbound'),
  clinicId: fc.option(fc.string({ minLength: 1 })),
  offeredAt: instant,
  offerEndedAt: instant,
  answeredAt: instant,
  endedAt: instant,
  wrapStartedAt: instant,
  wrapEndedAt: instant,
  heldTimes: fc.array(
    instant.filter((at) => at !== null),
    { maxLength: 5 },
  ),
});

describe('an agent’s day as text', () => {
  it('gives back every leg as it was, whatever the clinic is called', () => {
    const legs = fc.array(leg, { maxLength: 12 });
    fc.assert(
      fc.property(legs, (all) => expect(decodeLegs(encodeLegs(all, dayStart), dayStart)).toEqual(all)),
    );
  });

  it('takes less than 70 characters for a leg', () => {
    const answered = (n: number): AgentLeg => ({
      callKey: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      direction: 'inbound',
      clinicId: 'cabinet-durand',
      offeredAt: dayStart + 30_000_000 + n * 240_000,
      offerEndedAt: null,
      answeredAt: dayStart + 30_008_123 + n * 240_000,
      endedAt: dayStart + 30_190_456 + n * 240_000,
      wrapStartedAt: dayStart + 30_190_456 + n * 240_000,
      wrapEndedAt: dayStart + 30_210_000 + n * 240_000,
      heldTimes: [],
    });
    const legs = Array.from({ length: 100 }, (_, n) => answered(n));
    expect(encodeLegs(legs, dayStart).length).toBeLessThan(7_000);
  });

  it('keeps a fact told twice once, and orders facts by time whatever the order they came in', () => {
    const fact = (at: number, tie: string): AgentFact => ({
      type: 'agent.state_changed',
      at,
      tie,
      state: 'break',
    });
    const known = mergeAgentFacts([], [fact(5, 'b'), fact(3, 'a')]);
    expect(mergeAgentFacts(known, [fact(4, 'c'), fact(3, 'a')])).toEqual([
      fact(3, 'a'),
      fact(4, 'c'),
      fact(5, 'b'),
    ]);
  });
});
