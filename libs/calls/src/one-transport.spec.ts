import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { noRules } from './call-rules';
import type { CallFact } from './fact';
import { foldCall } from './fold-call';
import { ofOneTransport } from './one-transport';
import { anyFacts } from './testing/any-facts';

const t0 = Date.UTC(2026, 10, 29, 9);
const byLog = (type: CallFact['type'], seconds: number, more: Partial<CallFact> = {}): CallFact => ({
  type,
  at: t0 + Math.floor(seconds) * 1_000,
  tie: `log ${type} ${seconds}`,
  queueId: 'rdv',
  ...more,
});
const byAmi = (type: CallFact['type'], seconds: number, more: Partial<CallFact> = {}): CallFact => ({
  ...byLog(type, seconds, more),
  at: t0 + seconds * 1_000,
  tie: `ami ${type} ${seconds}`,
  via: 'ami',
  sequence: String(seconds * 1_000_000),
});
const log = [
  byLog('call.initiated', 0, { dnis: '0199000101' }),
  byLog('call.enqueued', 2.6),
  byLog('call.offer_ended', 8.9, { agentId: 'anna', reason: 'no_answer' }),
  byLog('call.answered', 12.2, { agentId: 'anna' }),
  byLog('call.leg_ended', 30.4, { agentId: 'anna', side: 'caller' }),
];
const ami = [
  byAmi('call.enqueued', 2.6),
  byAmi('call.offered', 4, { agentId: 'anna' }),
  byAmi('call.offer_ended', 8.9, { agentId: 'anna', reason: 'no_answer' }),
  byAmi('call.offered', 10, { agentId: 'anna' }),
  byAmi('call.answered', 12.2, { agentId: 'anna' }),
  byAmi('call.leg_ended', 30.4, { agentId: 'anna', side: 'caller' }),
];

describe('a call that the log and the manager interface tell', () => {
  it('is waited for by the clock of one of them, counts once, and keeps what each alone knows', () => {
    const call = foldCall([...log, ...ami], noRules);
    const alone = foldCall(ami, noRules);
    expect(call.segments).toEqual(alone.segments);
    expect(call.legs).toEqual(alone.legs);
    expect([call.waitMs, call.segments.length, call.legs.length]).toEqual([9_600, 1, 2]);
  });

  it('is the log’s where the manager interface did not hear all of it, with the rings that it heard', () => {
    const heard = [...ami.slice(1), byAmi('call.unheard', 3)];
    const call = foldCall([...heard, ...log], noRules);
    expect(call.waitMs).toBe(10_000);
    expect(call.segments).toHaveLength(1);
    expect(call.legs.map(({ offeredAt }) => offeredAt)).toEqual([t0 + 4_000, t0 + 10_000]);
  });

  it('is told by what was heard of it where there is no log', () => {
    const heard = [...ami, byAmi('call.unheard', 40)];
    expect(ofOneTransport(heard)).toBe(heard);
  });

  it('keeps the message that only the dialplan wrote down', () => {
    const left = [
      byLog('call.enqueued', 1),
      byLog('call.dequeued', 20.7, { reason: 'timeout' }),
      byLog('call.dequeued', 31, { reason: 'voicemail' }),
      byAmi('call.enqueued', 1.2),
      byAmi('call.dequeued', 20.7, { reason: 'timeout' }),
    ];
    expect(foldCall(left, noRules)).toMatchObject({ outcome: 'voicemail', waitMs: 19_500 });
  });

  it('left unheard by who is not found waiting any more, until more is told of it', () => {
    const gone = [byAmi('call.enqueued', 1), byAmi('call.unheard', 60, { gone: true })];
    expect(foldCall(gone, noRules)).toMatchObject({ outcome: 'unknown', phase: 'ended' });
    expect(foldCall([...gone, byAmi('call.offered', 61, { agentId: 'anna' })], noRules).outcome).toBeNull();
  });

  it('does not depend on who came first, and no fact is in it twice', () => {
    fc.assert(
      fc.property(anyFacts(fc), fc.infiniteStream(fc.nat()), (facts, chance) => {
        const shuffled = [...facts].toSorted(() => (chance.next().value % 3) - 1);
        expect(new Set(ofOneTransport(shuffled))).toEqual(new Set(ofOneTransport(facts)));
        const [kept, dropped] = [ofOneTransport(facts), facts.length];
        expect(kept.length).toBeLessThanOrEqual(dropped);
        const answers = (of: readonly CallFact[]): boolean =>
          of.some(({ type, bot }) => type === 'call.answered' && bot !== true);
        expect(answers(kept)).toBe(answers(facts));
      }),
    );
  });
});
