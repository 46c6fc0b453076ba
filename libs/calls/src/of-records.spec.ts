import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { noRules } from './call-rules';
import type { CallFact } from './fact';
import { foldCall } from './fold-call';
import { ofNewestRecord } from './of-records';
import { anyFacts } from './testing/any-facts';

const t0 = Date.UTC(2026, 10, 29, 9);
const live = (type: CallFact['type'], seconds: number, more: Partial<CallFact> = {}): CallFact => ({
  type,
  at: t0 + seconds * 1_000,
  tie: `live ${type} ${seconds} ${more.segmentId ?? ''}`,
  segmentId: 'c1',
  ...more,
});
const record = (
  version: number,
  type: CallFact['type'],
  seconds: number,
  more: Partial<CallFact> = {},
): CallFact => ({
  ...live(type, seconds, more),
  tie: `record ${version} ${type}`,
  via: 'record',
  sequence: String(version),
});
const queue = { queueId: 'rdv' };
const anna = { agentId: 'anna' };
const wholeLive = [
  live('call.initiated', 0, { direction: 'inbound' }),
  live('call.enqueued', 2, queue),
  live('call.offered', 5, anna),
  live('call.answered', 12, anna),
  live('call.held', 20, anna),
  live('call.retrieved', 25, anna),
  live('call.leg_ended', 30, anna),
];
const recordOf = (version: number, waited: number) => [
  record(version, 'call.initiated', 0, { direction: 'inbound' }),
  record(version, 'call.enqueued', 2, queue),
  record(version, 'call.answered', 2 + waited, anna),
  record(version, 'call.leg_ended', 40, anna),
  record(version, 'call.disconnected', 40, { side: 'caller' }),
];

describe('a call that is told live and by the record of its contact', () => {
  it('is as the record says, with the rings and holds that only live was heard', () => {
    const call = foldCall([...wholeLive, ...recordOf(1, 9)], noRules);
    expect([call.waitMs, call.segments.length, call.legs.length, call.phase]).toEqual([9_000, 1, 1, 'ended']);
    expect(call.legs[0]).toMatchObject({ offeredAt: t0 + 5_000, holdMs: 5_000, endedAt: t0 + 40_000 });
  });

  it('ends as its newest version says, where an older one said otherwise', () => {
    const left = live('call.dequeued', 30, { reason: 'abandoned', inferred: true });
    const said = record(1, 'call.dequeued', 30, { reason: 'abandoned' });
    const concluded = record(2, 'call.dequeued', 30, { reason: 'abandoned', inferred: true });
    const begun = (version: number) => [record(version, 'call.enqueued', 2, queue)];
    const facts = [live('call.enqueued', 2, queue), left, ...begun(1), said, ...begun(2), concluded];
    for (const told of [facts, facts.toReversed()])
      expect(foldCall(told, noRules).segments).toMatchObject([{ leftAt: t0 + 30_000 }]);
  });

  it('never loses the end of a contact whose newest version has one', () => {
    const version = fc.record({ inferred: fc.boolean(), isTwice: fc.boolean() });
    fc.assert(
      fc.property(fc.array(version, { minLength: 1, maxLength: 5 }), fc.boolean(), (versions, isReversed) => {
        const facts = versions.flatMap(({ inferred, isTwice }, index) => {
          const end = record(index + 1, 'call.dequeued', 30, {
            reason: 'abandoned',
            ...(inferred && { inferred }),
          });
          return [record(index + 1, 'call.enqueued', 2, queue), end, ...(isTwice ? [end] : [])];
        });
        const kept = ofNewestRecord(isReversed ? facts.toReversed() : facts);
        return kept.some(
          ({ type, sequence }) => type === 'call.dequeued' && sequence === String(versions.length),
        );
      }),
    );
  });

  it('is as the newest version says, whichever comes first', () => {
    const facts = [...recordOf(3, 7), ...wholeLive, ...recordOf(1, 9), ...recordOf(2, 8)];
    expect(foldCall(facts, noRules)).toEqual(foldCall(facts.toReversed(), noRules));
    expect(foldCall(facts, noRules).waitMs).toBe(7_000);
  });

  it('is over for the wall once its agent is gone, before any record comes', () => {
    expect(foldCall(wholeLive, noRules).phase).toBe('ended');
  });

  it('goes on in its other contacts as they were heard live', () => {
    const second = { segmentId: 'c2', queueId: 'avis' };
    const facts = [...wholeLive, live('call.enqueued', 41, second), ...recordOf(1, 9).slice(0, -1)];
    const call = foldCall(facts, noRules);
    expect(call.segments.map(({ queueId, leftAt }) => [queueId, leftAt === null])).toEqual([
      ['rdv', false],
      ['avis', true],
    ]);
  });

  it('was left for a callback where that was said, and not given up', () => {
    const said = live('call.dequeued', 8, { reason: 'callback' });
    const concluded = live('call.dequeued', 9, { reason: 'abandoned', inferred: true });
    const began = [live('call.initiated', 0), live('call.enqueued', 2, queue)];
    expect(foldCall([...began, said, concluded], noRules).outcome).toBe('callbackExit');
    expect(foldCall([...began, concluded], noRules).outcome).toBe('abandoned');
  });

  it('is the same call in whatever order any facts come, and taking the newest again changes nothing', () => {
    fc.assert(
      fc.property(anyFacts(fc), (facts) => {
        const taken = ofNewestRecord(facts);
        expect(ofNewestRecord(taken)).toEqual(taken);
        expect(foldCall(facts.toReversed(), noRules)).toEqual(foldCall(facts, noRules));
      }),
    );
  });
});
