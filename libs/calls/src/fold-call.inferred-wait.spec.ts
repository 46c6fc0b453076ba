import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { noRules } from './call-rules';
import type { CallFact } from './fact';
import { foldCall, withoutRefutedWait } from './fold-call';
import { anyFacts } from './testing/any-facts';

const at = (seconds: number): number => Date.UTC(2026, 10, 29, 9) + seconds * 1_000;
const fact = (type: CallFact['type'], seconds: number, more: Partial<CallFact> = {}): CallFact => ({
  type,
  at: at(seconds),
  tie: `${type} ${seconds}`,
  ...more,
});
const waits = [
  fact('call.initiated', 0),
  fact('call.enqueued', 0, { queueId: 'accueil', inferred: true }),
  fact('call.dequeued', 8, { queueId: 'accueil', reason: 'abandoned', inferred: true }),
];
const outcomeOf = (...facts: readonly CallFact[]) => {
  const { outcome, offered, segments } = foldCall([...waits, ...facts], noRules);
  return { outcome, offered, waits: segments.length };
};

describe('a wait that a connector inferred', () => {
  it('stands as any other while nothing speaks against it', () => {
    expect(outcomeOf(fact('call.disconnected', 8))).toEqual({
      outcome: 'abandoned',
      offered: true,
      waits: 1,
    });
  });

  it('was none where the line was closed, or the caller hung up in the menu', () => {
    expect(outcomeOf(fact('call.blocked', 8, { reason: 'closed' }), fact('call.disconnected', 8))).toEqual({
      outcome: 'closed',
      offered: false,
      waits: 0,
    });
    expect(outcomeOf(fact('call.disconnected', 8, { reason: 'in_menu', side: 'caller' }))).toEqual({
      outcome: 'ivrAbandoned',
      offered: false,
      waits: 0,
    });
  });

  it('was one where somebody answered all the same', () => {
    const answered = fact('call.answered', 5, { queueId: 'accueil', agentId: 'anna' });
    expect(outcomeOf(answered, fact('call.blocked', 9, { reason: 'closed' }))).toMatchObject({
      outcome: 'answered',
      waits: 1,
    });
  });

  it('leaves what was told of a queue as it is, whatever the facts', () => {
    fc.assert(
      fc.property(anyFacts(fc), (facts) => {
        const told = facts.map(({ inferred: _, ...rest }) => rest);
        expect(withoutRefutedWait(told)).toBe(told);
        for (const one of facts) if (one.inferred !== true) expect(withoutRefutedWait(facts)).toContain(one);
      }),
    );
  });
});
