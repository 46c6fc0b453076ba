import { describe, expect, it } from '@jest/globals';
import { foldCall, noRules, outcomeNames, type CallFact } from '@vigie/calls';
import fc from 'fast-check';

import { countsOf } from '../counts';
import { sharesOf } from '../shares';
import { anyCallsFacts } from '../testing/any-calls';
import { lanesOf, partsOfCall } from './call-picture';
import { explainCall } from './explain-call';

const by = { serviceLevelSeconds: 20, serviceLevelFormula: 'sl2', shortAbandonMs: 5000 } as const;
const start = Date.UTC(2026, 9, 15, 7, 14, 3);
const fact = (seconds: number, type: CallFact['type'], more: Partial<CallFact> = {}): CallFact => ({
  type,
  at: start + seconds * 1000,
  tie: `${type}${seconds}`,
  ...more,
});
const explained = (facts: readonly CallFact[], rules = noRules) => explainCall(foldCall(facts, rules), by);
const ruleOf = (facts: readonly CallFact[], rule: string, rules = noRules) =>
  explained(facts, rules).find((each) => each.rule === rule)?.parameters;

/** The call of the sketch: greeting, queue, held, passed on to a second queue. */
const passedOn: readonly CallFact[] = [
  fact(0, 'call.initiated'),
  fact(0, 'call.greeting_started'),
  fact(12, 'call.greeting_ended'),
  fact(12, 'call.enqueued', { queueId: 'rendez-vous', segmentId: 's1' }),
  fact(28, 'call.offered', { agentId: 'anne', queueId: 'rendez-vous', legId: 'l1', segmentId: 's1' }),
  fact(40, 'call.offer_ended', { agentId: 'anne', legId: 'l1', reason: 'no_answer' }),
  fact(43, 'call.offered', { agentId: 'lucie', queueId: 'rendez-vous', legId: 'l2', segmentId: 's1' }),
  fact(47, 'call.answered', { agentId: 'lucie', queueId: 'rendez-vous', legId: 'l2', segmentId: 's1' }),
  fact(109, 'call.held', { agentId: 'lucie', legId: 'l2' }),
  fact(137, 'call.retrieved', { agentId: 'lucie', legId: 'l2' }),
  fact(158, 'call.transferred', { agentId: 'lucie', legId: 'l2', reason: 'queue' }),
  fact(158, 'call.leg_ended', { agentId: 'lucie', legId: 'l2' }),
  fact(158, 'call.enqueued', { queueId: 'secretariat', segmentId: 's2' }),
  fact(173, 'call.offered', { agentId: 'nadia', queueId: 'secretariat', legId: 'l3', segmentId: 's2' }),
  fact(180, 'call.answered', { agentId: 'nadia', queueId: 'secretariat', legId: 'l3', segmentId: 's2' }),
  fact(271, 'call.disconnected', { side: 'caller' }),
];

describe('how one call is counted', () => {
  it('is told rule by rule of a call that was passed on', () => {
    expect(explained(passedOn)).toEqual([
      { rule: 'presented', parameters: { covered: true } },
      { rule: 'answered', parameters: { passages: 2, answeredPassages: 2, agents: 2 } },
      { rule: 'answerRate', parameters: { as: 'answered' } },
      { rule: 'offered', parameters: {} },
      { rule: 'greetingTime', parameters: { greetingMs: 12_000 } },
      {
        rule: 'wait',
        parameters: { waitMs: 35_000, from: '2026-10-15T07:14:15.000Z', to: '2026-10-15T07:14:50.000Z' },
      },
      { rule: 'beyondThreshold', parameters: { seconds: 20, waitMs: 35_000, formula: 'sl2' } },
      { rule: 'laterWait', parameters: { waitMs: 22_000 } },
      { rule: 'transferred', parameters: { count: 1 } },
      { rule: 'ringNoAnswer', parameters: { count: 1 } },
      { rule: 'talk', parameters: { talkMs: 174_000, agents: 2 } },
      { rule: 'held', parameters: { count: 1, holdMs: 28_000 } },
      { rule: 'handling', parameters: { handleMs: 202_000, talkMs: 174_000, holdMs: 28_000, wrapMs: 0 } },
    ]);
  });

  it('says whether an abandon is short: exactly the threshold is not', () => {
    const left = (seconds: number) => [
      fact(0, 'call.enqueued', { queueId: 'q' }),
      fact(seconds, 'call.dequeued', { queueId: 'q', reason: 'abandoned' }),
    ];
    expect(ruleOf(left(42), 'abandoned')).toEqual({ waitMs: 42_000, shortMs: 5000 });
    expect(ruleOf(left(5), 'abandoned')).toEqual({ waitMs: 5000, shortMs: 5000 });
    expect(ruleOf(left(4), 'shortAbandoned')).toEqual({ waitMs: 4000, shortMs: 5000 });
    expect(ruleOf(left(42), 'closed', { ...noRules, covered: () => false })).toEqual({
      why: 'outsideHours',
      told: 'abandoned',
    });
  });

  it('says of one who left a queue unanswered why, as far as the source tells', () => {
    const left = (reason: string) =>
      ruleOf(
        [fact(0, 'call.enqueued', { queueId: 'q' }), fact(9, 'call.dequeued', { queueId: 'q', reason })],
        'timeoutOverflow',
      );
    for (const why of ['timeout', 'no_agents', 'key_exit', 'withdrawn', 'overflow'])
      expect(left(why)).toEqual({ why });
    expect(left('voicemail')).toBeUndefined();
  });

  it('says that a call goes on: it is greeted, or waits', () => {
    const greeted = [fact(0, 'call.initiated'), fact(0, 'call.greeting_started')];
    expect(explained(greeted).map(({ rule }) => rule)).toContain('greeting');
    const waiting = explained([fact(0, 'call.enqueued', { queueId: 'q' })]).map(({ rule }) => rule);
    expect(waiting).toContain('waiting');
    expect(waiting).not.toContain('wait');
  });

  it('says that a talk was short, below five seconds, and nothing of transfers and holds that were none', () => {
    const talked = (seconds: number) => [
      fact(0, 'call.enqueued', { queueId: 'q' }),
      fact(9, 'call.answered', { agentId: 'anne', queueId: 'q' }),
      fact(9 + seconds, 'call.disconnected', { side: 'caller' }),
    ];
    expect(ruleOf(talked(4), 'shortTalk')).toEqual({ talkMs: 4000, shortMs: 5000 });
    expect(ruleOf(talked(5), 'shortTalk')).toBeUndefined();
    for (const rule of [
      'transferred',
      'held',
      'ringNoAnswer',
      'laterWait',
      'greetingTime',
      'handlingUnknown',
    ])
      expect(ruleOf(talked(60), rule)).toBeUndefined();
    expect(ruleOf(talked(60), 'insideThreshold')).toEqual({ seconds: 20, waitMs: 9000, formula: 'sl2' });
  });

  it('says that nobody knows how long it was handled where nobody told who answered', () => {
    const untold = [
      fact(0, 'call.enqueued', { queueId: 'q' }),
      fact(9, 'call.dequeued', { queueId: 'q', reason: 'answered' }),
      fact(60, 'call.disconnected', { side: 'caller' }),
    ];
    expect(ruleOf(untold, 'handlingUnknown')).toEqual({});
    expect(ruleOf(untold, 'talk')).toBeUndefined();
  });

  it('says why a call is in no figure', () => {
    expect(explained([fact(0, 'call.initiated', { direction: 'outbound' })])).toEqual([
      { rule: 'notCounted', parameters: { why: 'outbound' } },
    ]);
  });

  it('never says anything that the counts do not', () => {
    fc.assert(
      fc.property(anyCallsFacts(fc), (facts) => {
        const call = foldCall(facts, noRules);
        const rules = new Map(explainCall(call, by).map(({ rule, parameters }) => [rule, parameters]));
        const [share] = sharesOf(call, 'calls');
        if (share === undefined) return expect([...rules.keys()]).toEqual(['notCounted']);
        const counts = countsOf(share.tally, share.bins, by);
        for (const outcome of outcomeNames.filter((name) => name !== 'abandoned'))
          expect([outcome, rules.has(outcome)]).toEqual([outcome, counts[outcome] > 0]);
        const abandons = [rules.has('abandoned'), rules.has('shortAbandoned')].map(Number);
        expect(abandons).toEqual([counts.abandoned - counts.shortAbandoned, counts.shortAbandoned]);
        expect(rules.has('offered')).toBe(counts.offered > 0);
        expect(rules.has('insideThreshold')).toBe(counts.answeredInThreshold > 0);
        expect(rules.get('answerRate')?.['as'] === 'unanswered').toBe(counts.unanswered > 0);
        expect(rules.get('ringNoAnswer') ?? { count: 0 }).toEqual({ count: counts.ringNoAnswer });
        expect(rules.has('held')).toBe(counts.held > 0);
      }),
    );
  });
});

describe('the picture of a call', () => {
  it('has a line for the caller, each queue and each who was rung', () => {
    const call = foldCall(passedOn, noRules);
    const seconds = lanesOf(call, passedOn).map(({ kind, id, pieces }) => [
      kind,
      id,
      ...pieces.map((piece) => [
        piece.missed ? 'missed' : piece.kind,
        (piece.from - start) / 1000,
        piece.to === null ? null : (piece.to - start) / 1000,
      ]),
    ]);
    expect(seconds).toEqual([
      [
        'caller',
        null,
        ['greeting', 0, 12],
        ['waiting', 12, 47],
        ['talking', 47, 109],
        ['held', 109, 137],
        ['talking', 137, 158],
        ['waiting', 158, 180],
        ['talking', 180, 271],
      ],
      ['queue', 'rendez-vous', ['waiting', 12, 47]],
      ['queue', 'secretariat', ['waiting', 158, 180]],
      ['agent', 'anne', ['missed', 28, 40]],
      [
        'agent',
        'lucie',
        ['ringing', 43, 47],
        ['talking', 47, 109],
        ['held', 109, 137],
        ['talking', 137, 158],
      ],
      ['agent', 'nadia', ['ringing', 173, 180], ['talking', 180, 271]],
    ]);
  });

  it('adds up to the time on the telephone', () => {
    const parts = partsOfCall(foldCall(passedOn, noRules), passedOn);
    expect(parts.map(({ kind, ms, id }) => [kind, ms / 1000, id])).toEqual([
      ['greeting', 12, null],
      ['waiting', 35, 'rendez-vous'],
      ['talking', 62, 'lucie'],
      ['held', 28, 'lucie'],
      ['talking', 21, 'lucie'],
      ['laterWaiting', 22, 'secretariat'],
      ['talking', 91, 'nadia'],
    ]);
    expect(parts.reduce((sum, { ms }) => sum + ms, 0)).toBe(271_000);
  });

  it('has no piece that ends before it begins, whatever was told', () => {
    fc.assert(
      fc.property(anyCallsFacts(fc), (facts) => {
        for (const { pieces } of lanesOf(foldCall(facts, noRules), facts))
          for (const { from, to } of pieces) expect(to ?? from).toBeGreaterThanOrEqual(from);
      }),
    );
  });
});
