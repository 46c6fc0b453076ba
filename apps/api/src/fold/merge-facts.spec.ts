import { describe, expect, it } from '@jest/globals';
import { maxFactsPerCall, type CallFact } from '@vigie/calls';

import { mergeFacts } from './refold-call';

const fact = (tie: string, at: number, type: CallFact['type'] = 'call.enqueued'): CallFact => ({
  tie,
  at,
  type,
});

describe('facts that join a call', () => {
  it('come into their place in time, whatever the order they were told in', () => {
    const { facts } = mergeFacts([fact('b', 20)], [fact('c', 30), fact('a', 10)]);
    expect(facts.map(({ tie }) => tie)).toEqual(['a', 'b', 'c']);
  });

  it('an event sent again under another time does not count twice: the first told stands', () => {
    const nextDay = 86_400_000;
    expect(mergeFacts([fact('a', 10)], [fact('a', nextDay)]).facts).toEqual([fact('a', 10)]);
    expect(mergeFacts([], [fact('a', nextDay), fact('a', 10)]).facts).toEqual([fact('a', nextDay)]);
  });

  it('beyond the most a call may have, those at both ends stand and the rest is counted', () => {
    const many = Array.from({ length: maxFactsPerCall + 3 }, (_, index) => fact(`t${index}`, index));
    const { facts, ignored } = mergeFacts([], many.toReversed());
    expect(facts).toEqual([...many.slice(0, 300), ...many.slice(303)]);
    expect(ignored).toBe(3);
  });

  it('beyond that, the end the server wrote stands nevertheless, or such a call would wait for ever', () => {
    const many = Array.from({ length: maxFactsPerCall }, (_, index) => fact(`t${index}`, index));
    const { facts, ignored } = mergeFacts(many, [fact('end', 14_400_000, 'call.expired')]);
    expect(facts.at(-1)?.type).toBe('call.expired');
    expect({ length: facts.length, ignored }).toEqual({ length: maxFactsPerCall + 1, ignored: 0 });
  });
});
