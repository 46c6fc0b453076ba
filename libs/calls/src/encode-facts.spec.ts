import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeAgentFacts, decodeFacts, encodeAgentFacts, encodeFacts } from './encode-facts';
import type { CallFact } from './fact';
import { foldCall } from './fold-call';
import { noRules } from './call-rules';
import { aCall } from './testing/a-call';
import { anyAgentFacts, anyFacts } from './testing/any-facts';

describe('facts as a compact text', () => {
  it('are read back as they were written', () => {
    fc.assert(
      fc.property(anyFacts(fc), (facts) => {
        expect(decodeFacts(encodeFacts(facts))).toEqual(facts);
      }),
    );
    fc.assert(
      fc.property(anyAgentFacts(fc), (facts) => {
        expect(decodeAgentFacts(encodeAgentFacts(facts))).toEqual(facts);
      }),
    );
  });

  it('may hold any text, the marks of the packing included', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 8 }), (texts) => {
        const facts = texts.map((tie, index): CallFact => ({
          type: 'call.held',
          at: index,
          tie,
          queueId: `${tie}|;:`,
        }));
        expect(decodeFacts(encodeFacts(facts))).toEqual(facts);
      }),
    );
  });

  it('written before surveys had more than a rating are read as they were', () => {
    const before = '5:tie-04:desk5:tie-1|4.midc1z40A0E1;j.rsA2$4;';
    const facts = decodeFacts(before);
    expect(facts).toEqual([
      { type: 'call.enqueued', at: 1_764_000_000_000, tie: 'tie-0', queueId: 'desk' },
      { type: 'survey.answered', at: 1_764_000_001_000, tie: 'tie-1', rating: 4 },
    ]);
    expect(foldCall(facts, noRules).surveys).toMatchObject([{ channel: 'unknown', items: { overall: 4 } }]);
    expect(encodeFacts(facts)).toBe(before);
  });

  it('are none for no text', () => {
    expect(decodeFacts('')).toEqual([]);
    expect(decodeFacts(encodeFacts([]))).toEqual([]);
  });

  it('of an ordinary call of twelve events take at most 1,200 characters', () => {
    const id = (name: string): string => `${name}-0f8fad5b-d9cb-469f-a165-70867728950e`;
    const leg = { legId: id('leg'), agentId: id('agent') };
    const queue = { queueId: id('queue'), segmentId: id('segment') };
    const call = aCall()
      .fact('call.initiated', '09:00:00', {
        clinicId: id('clinic'),
        aniHash: 'c'.repeat(43),
        aniKind: 'mobile',
        aniMask: '06 39 98 •• ••',
        dnis: '0199000001',
      })
      .fact('call.greeting_started', '09:00:00.100')
      .fact('call.greeting_ended', '09:00:08')
      .enqueued('09:00:08.010', queue.queueId, { ...queue, languageRequested: 'fr' })
      .fact('call.offered', '09:00:09', { ...leg, ...queue })
      .fact('call.offer_ended', '09:00:12', { ...leg, reason: 'answered', ringMs: 3000 })
      .fact('call.answered', '09:00:12', { ...leg, ...queue, languageServed: 'fr' })
      .fact('call.dequeued', '09:00:12', { ...queue, reason: 'answered' })
      .fact('call.leg_ended', '09:03:12', { ...leg, side: 'caller', talkMs: 180_000 })
      .disconnected('09:03:12')
      .fact('acw.started', '09:03:12', leg)
      .fact('acw.ended', '09:03:40', leg);
    const facts = call
      .facts()
      .map((fact, index) => ({ ...fact, tie: `Q0zPzC1l9xk2mN4bV7s${String(index).padStart(3, '0')}` }));
    expect(facts).toHaveLength(12);
    expect(encodeFacts(facts).length).toBeLessThanOrEqual(1200);
  });
});
