import { describe, expect, it } from '@jest/globals';
import { noRules, type CallFact, type CallRules } from '@vigie/calls';

import { foldByArrival, mergeFacts, refoldCall, type Restart } from './refold-call';

const nine = Date.UTC(2026, 2, 2, 8);
const fact = (type: CallFact['type'], at: number, more: Partial<CallFact> = {}): CallFact => ({
  type,
  at: nine + at,
  tie: `${type}${at}`,
  queueId: 'rendez-vous',
  ...more,
});

const restart = (at: number, toldUntil: number | null = null): Restart => ({
  at: nine + at,
  toldUntil: toldUntil === null ? null : nine + toldUntil,
});

describe('folding a call again', () => {
  it('uses the rules that held when the call came, not those of its first ring or of now', () => {
    const early: CallRules = { ...noRules, teamOfQueue: () => 'early' };
    const late: CallRules = { ...noRules, teamOfQueue: () => 'late' };
    const rulesAt = (instant: number) => (instant < nine + 1000 ? early : late);
    const facts = [fact('call.initiated', 0), fact('call.enqueued', 2000)];
    expect(foldByArrival(facts, rulesAt).teamId).toBe('late');
    expect(foldByArrival(facts.slice(0, 1), rulesAt).arrivedAt).toBe(nine);
  });

  it('ends a waiting call whose source restarted, with an unknown outcome', () => {
    const { call, facts } = refoldCall(
      [fact('call.enqueued', 0)],
      [restart(-5), restart(60_000)],
      () => noRules,
    );
    expect(call).toMatchObject({ outcome: 'unknown', phase: 'ended', decidedAt: nine + 60_000 });
    expect(facts.at(-1)).toMatchObject({ type: 'call.lost_by_source', at: nine + 60_000 });
  });

  it('a fact after the restart takes that end back', () => {
    const known = refoldCall([fact('call.enqueued', 0)], [restart(60_000)], () => noRules).facts;
    const { facts } = mergeFacts(known, [fact('call.answered', 90_000, { agentId: 'anne' })]);
    const after = refoldCall(facts, [restart(60_000)], () => noRules);
    expect(after.call).toMatchObject({ outcome: 'answered', phase: 'talking', waitMs: 90_000 });
    expect(after.facts.map(({ type }) => type)).toEqual(['call.enqueued', 'call.answered']);
  });

  it('a survey answered after the restart does not', () => {
    const facts = [fact('call.enqueued', 0), fact('survey.answered', 90_000, { rating: 4 })];
    expect(refoldCall(facts, [restart(60_000)], () => noRules).call.outcome).toBe('unknown');
  });

  it('a call that was over before the restart stays as it was', () => {
    const facts = [fact('call.enqueued', 0), fact('call.disconnected', 7000, { side: 'caller' })];
    expect(refoldCall(facts, [restart(60_000)], () => noRules)).toMatchObject({
      call: { outcome: 'abandoned' },
      facts,
    });
  });

  it('takes back a loss that was the last thing told of any call before the restart, within a second', () => {
    const lost = [fact('call.enqueued', 0), fact('call.dequeued', 52_000, { reason: 'abandoned' })];
    const outcomeOf = (toldUntil: number | null) =>
      refoldCall(lost, [restart(60_000, toldUntil)], () => noRules).call.outcome;
    expect([52_000, 52_999, 53_000, null].map(outcomeOf)).toEqual([
      'unknown',
      'unknown',
      'abandoned',
      'abandoned',
    ]);
  });

  it('of a call that was silent for half a minute before the restart does not depend on what is told of others', () => {
    const old = [fact('call.enqueued', 0), fact('call.dequeued', 29_500, { reason: 'abandoned' })];
    const open = [fact('call.enqueued', 0)];
    for (const facts of [old, open]) {
      const refolded = (toldUntil: number | null) =>
        refoldCall(facts, [restart(60_000, toldUntil)], () => noRules);
      expect(refolded(30_000)).toEqual(refolded(null));
    }
  });
});
