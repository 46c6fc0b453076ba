import { describe, expect, it } from '@jest/globals';
import type { Call } from './call';
import { longestOpenAt, openSegmentOfCall } from './call';
import type { CallRules } from './call-rules';
import { foldCall } from './fold-call';
import { isUnanswered } from './outcomes';
import { noRules } from './call-rules';
import type { CallBuilder } from './testing/a-call';
import { aCall, at } from './testing/a-call';

const fold = (call: CallBuilder, rules: Partial<CallRules> = {}): Call =>
  foldCall(call.facts(), { ...noRules, ...rules });
const outcomeOf = (call: CallBuilder, rules: Partial<CallRules> = {}): string | null =>
  fold(call, rules).outcome;

describe('the outcome of a call', () => {
  it('is answered as soon as an agent is bridged, be it for a second', () => {
    const call = fold(aCall().enqueued('09:00:00').answered('09:00:12').legEnded('09:00:13'));
    expect(call).toMatchObject({
      outcome: 'answered',
      phase: 'ended',
      waitMs: 12_000,
      decidedAt: at('09:00:12'),
    });
    expect(call.legs[0]).toMatchObject({ agentId: 'ana', talkMs: 1000 });
  });

  it.each([
    ['abandoned', 'abandoned', null],
    ['timeout', 'timeoutOverflow', 'timeout'],
    ['no_agents', 'timeoutOverflow', 'no_agents'],
    ['withdrawn', 'timeoutOverflow', 'withdrawn'],
    ['overflow', 'timeoutOverflow', 'overflow'],
    ['key_exit', 'timeoutOverflow', 'key_exit'],
    ['callback', 'callbackExit', null],
    ['voicemail', 'voicemail', null],
    ['system', 'systemFailed', null],
  ])('of one who left the queue as %s is %s', (reason, outcome, subCode) => {
    expect(fold(aCall().enqueued('09:00:00').dequeued('09:00:30', reason))).toMatchObject({
      outcome,
      subCode,
      offered: true,
      waitMs: 30_000,
    });
  });

  it('is a callback when the queue maps the key to one', () => {
    const call = aCall().enqueued('09:00:00').dequeued('09:00:30', 'key_exit', { key: '5' });
    expect(outcomeOf(call, { isCallbackKey: (queueId, key) => queueId === 'desk' && key === '5' })).toBe(
      'callbackExit',
    );
    expect(outcomeOf(call, { isCallbackKey: (_, key) => key === '6' })).toBe('timeoutOverflow');
  });

  it('is unspecified, offered and without a wait when the source does not say how an unanswered call ended', () => {
    const call = fold(aCall().enqueued('09:00:00').dequeued('09:00:30', 'unspecified'));
    expect(call).toMatchObject({ outcome: 'unspecified', offered: true, waitMs: null });
  });

  it.each([
    ['caller', 'abandoned'],
    ['agent', 'abandoned'],
    ['system', 'systemFailed'],
  ])('of one whose line the %s closed while queued is %s', (side, outcome) => {
    expect(outcomeOf(aCall().enqueued('09:00:00').disconnected('09:00:30', side))).toBe(outcome);
  });

  it('is ivrAbandoned, and not offered, for one who hung up before any queue', () => {
    const call = fold(aCall().fact('call.initiated', '09:00:00').disconnected('09:00:09'));
    expect(call).toMatchObject({
      outcome: 'ivrAbandoned',
      offered: false,
      waitMs: null,
      arrivedAt: at('09:00:00'),
    });
  });

  it('is selfServed when the cause of the disconnection says so', () => {
    const call = aCall()
      .fact('call.initiated', '09:00:00')
      .disconnected('09:00:40', 'caller', { reason: 'self_served' });
    expect(outcomeOf(call)).toBe('selfServed');
  });

  it.each([
    ['busy', 'blocked'],
    ['full', 'blocked'],
    ['no_agents', 'blocked'],
    ['refused', 'blocked'],
    ['closed', 'closed'],
  ])('of a call refused as %s is %s: presented, not offered', (reason, outcome) => {
    const call = fold(aCall().fact('call.blocked', '09:00:00', { reason, queueId: 'desk' }));
    expect(call).toMatchObject({ outcome, subCode: reason, offered: false, phase: 'ended', queueId: 'desk' });
    expect(call.segments).toMatchObject([{ queueId: 'desk', outcome, offered: false, waitMs: null }]);
  });

  it('is the last one told when nobody answered', () => {
    const call = aCall().enqueued('09:00:00').dequeued('09:01:00', 'timeout').enqueued('09:01:01', 'second');
    expect(outcomeOf(call)).toBeNull();
    expect(fold(call.dequeued('09:02:00', 'abandoned'))).toMatchObject({
      outcome: 'abandoned',
      waitMs: 120_000,
    });
  });

  it('is voicemail when a message is left after a time-out, and the wait ends where the queue was left', () => {
    const call = aCall()
      .enqueued('09:00:00')
      .dequeued('09:01:30', 'timeout')
      .dequeued('09:02:10', 'voicemail');
    expect(fold(call.disconnected('09:02:11'))).toMatchObject({
      outcome: 'voicemail',
      waitMs: 90_000,
      subCode: null,
    });
  });

  it('is answered when a later queue answers, and the wait runs from the first enqueue', () => {
    const call = fold(
      aCall()
        .enqueued('09:00:00')
        .dequeued('09:01:00', 'timeout')
        .enqueued('09:01:10', 'second')
        .answered('09:01:30'),
    );
    expect(call).toMatchObject({ outcome: 'answered', waitMs: 90_000, queueId: 'second' });
    expect(call.segments).toMatchObject([
      { queueId: 'desk', outcome: 'timeoutOverflow', waitMs: 60_000 },
      { queueId: 'second', outcome: 'answered', waitMs: 20_000 },
    ]);
  });

  it('turns from abandoned to answered by a late answer', () => {
    const facts = aCall().enqueued('09:00:00').answered('09:00:12').disconnected('09:04:00').facts();
    expect(
      foldCall(
        facts.filter((fact) => fact.type !== 'call.answered'),
        noRules,
      ).outcome,
    ).toBe('abandoned');
    expect(foldCall(facts, noRules).outcome).toBe('answered');
  });

  it('is answered when the queue was left as answered, though the bridge was never told', () => {
    const call = fold(aCall().enqueued('09:00:00').dequeued('09:00:20', 'answered'));
    expect(call).toMatchObject({ outcome: 'answered', waitMs: 20_000, phase: 'talking' });
  });
});

describe('a robot that answers', () => {
  const taken = () =>
    aCall().enqueued('09:00:00').offered('09:00:01', 'robot').answered('09:00:02', 'robot', { bot: true });

  it('is an outcome of its own: not answered, not unanswered, nobody’s part and not offered', () => {
    const call = fold(taken().legEnded('09:01:00', 'robot', { talkMs: 58_000 }).disconnected('09:01:00'));
    expect(call).toMatchObject({
      outcome: 'answeredByBot',
      phase: 'ended',
      offered: false,
      answeredAt: null,
      legs: [],
      segments: [{ outcome: 'answeredByBot', offered: false }],
    });
    expect(isUnanswered(call.outcome)).toBe(false);
  });

  it('without a queue is one too', () => {
    const direct = aCall().fact('call.initiated', '09:00:00').answered('09:00:01', 'robot', { bot: true });
    expect(fold(direct.disconnected('09:00:40'))).toMatchObject({ outcome: 'answeredByBot', segments: [] });
  });

  it('is forgotten when a person answers after it, and undecided while the caller waits for one', () => {
    const passedOn = taken()
      .fact('call.transferred', '09:01:00', { agentId: 'robot', reason: 'queue' })
      .enqueued('09:01:00', 'second');
    expect(fold(passedOn)).toMatchObject({ outcome: null, phase: 'waiting', transfers: 1 });
    expect(fold(passedOn.answered('09:01:20', 'ana'))).toMatchObject({
      outcome: 'answered',
      legs: [{ agentId: 'ana' }],
      offered: true,
    });
  });

  it('and a caller who then gives up in a queue gave up', () => {
    const lost = taken()
      .enqueued('09:01:00', 'second')
      .dequeued('09:02:00', 'abandoned', { queueId: 'second' });
    expect(outcomeOf(lost)).toBe('abandoned');
  });

  it('outside covered hours is no call that came too late', () => {
    expect(outcomeOf(taken().disconnected('09:01:00'), { covered: () => false })).toBe('answeredByBot');
  });
});

describe('a short abandon', () => {
  it('is shorter than the threshold; one of exactly the threshold is not short', () => {
    expect(fold(aCall().enqueued('09:00:00').dequeued('09:00:04.999', 'abandoned')).shortAbandoned).toBe(
      true,
    );
    expect(fold(aCall().enqueued('09:00:00').dequeued('09:00:05', 'abandoned')).shortAbandoned).toBe(false);
  });

  it('is judged on the wait of the call, and by queue on that of the segment', () => {
    const call = fold(
      aCall()
        .enqueued('09:00:00')
        .dequeued('09:00:30', 'timeout')
        .enqueued('09:00:30', 'second')
        .dequeued('09:00:33', 'abandoned'),
    );
    expect(call.shortAbandoned).toBe(false);
    expect(call.segments.map((segment) => segment.shortAbandoned)).toEqual([false, true]);
  });

  it('follows the threshold of its clinic', () => {
    const call = aCall()
      .enqueued('09:00:00', 'desk', { clinicId: 'durand' })
      .dequeued('09:00:08', 'abandoned');
    expect(
      fold(call, { shortAbandonMs: (clinicId) => (clinicId === 'durand' ? 10_000 : 5000) }).shortAbandoned,
    ).toBe(true);
  });
});

describe('covered hours', () => {
  const closedAtNoon = { covered: (_: string | null, instant: number): boolean => instant < at('12:00') };

  it('make an unanswered call outside them closed and not offered, and keep what the source called it', () => {
    const call = fold(aCall().enqueued('12:30:00').dequeued('12:30:40', 'abandoned'), closedAtNoon);
    expect(call).toMatchObject({
      outcome: 'closed',
      subCode: 'abandoned',
      offered: false,
      shortAbandoned: false,
    });
    expect(call.segments[0]).toMatchObject({ outcome: 'closed', offered: false });
  });

  it('leave an answered call answered', () => {
    const call = fold(aCall().enqueued('12:30:00').answered('12:30:40'), closedAtNoon);
    expect(call).toMatchObject({ outcome: 'answered', covered: false, offered: true });
  });

  it('are those of the arrival: a call that came open and was lost after closing is a normal call', () => {
    const call = aCall().enqueued('11:59:50').dequeued('12:00:40', 'abandoned');
    expect(outcomeOf(call, closedAtNoon)).toBe('abandoned');
  });
});

describe('a call of which nothing more is heard', () => {
  it('is unknown once expired, and any later fact overrides that', () => {
    const call = aCall().enqueued('09:00:00').fact('call.expired', '13:00:00');
    expect(fold(call)).toMatchObject({ outcome: 'unknown', phase: 'ended', waitMs: null, offered: true });
    expect(fold(call.offered('13:05:00'))).toMatchObject({ outcome: null, phase: 'ringing' });
  });

  it('keeps the outcome that a late fact tells, though it happened before the expiry', () => {
    const call = aCall()
      .enqueued('09:00:00')
      .fact('call.expired', '13:00:00')
      .dequeued('09:01:00', 'abandoned');
    expect(fold(call)).toMatchObject({ outcome: 'abandoned', waitMs: 60_000 });
  });

  it('stays answered when the source restarts, with a talk that is not known', () => {
    const call = fold(
      aCall().enqueued('09:00:00').answered('09:00:10').fact('call.lost_by_source', '09:05:00'),
    );
    expect(call).toMatchObject({ outcome: 'answered', phase: 'ended' });
    expect(call.legs[0]).toMatchObject({ talkMs: null, endedAt: at('09:05:00') });
  });

  it('is not changed by an expiry once it is decided', () => {
    const call = aCall()
      .enqueued('09:00:00')
      .dequeued('09:01:00', 'timeout')
      .fact('call.expired', '13:00:00');
    expect(outcomeOf(call)).toBe('timeoutOverflow');
  });
});

describe('handling', () => {
  it('takes holds out of the talk, counts them, and leaves mutes in it', () => {
    const call = aCall()
      .enqueued('09:00:00')
      .answered('09:00:10')
      .fact('call.held', '09:01:00', { agentId: 'ana' })
      .fact('call.retrieved', '09:01:20', { agentId: 'ana' })
      .fact('call.muted', '09:01:30', { agentId: 'ana' })
      .fact('call.unmuted', '09:01:35', { agentId: 'ana' })
      .legEnded('09:02:10');
    expect(fold(call).legs[0]).toMatchObject({
      talkMs: 100_000,
      holdMs: 20_000,
      holds: 1,
      muteMs: 5000,
      mutes: 1,
    });
  });

  it('ends an open hold at the hang-up', () => {
    const call = aCall()
      .enqueued('09:00:00')
      .answered('09:00:10')
      .fact('call.held', '09:01:00', { agentId: 'ana' });
    expect(fold(call.disconnected('09:01:30')).legs[0]).toMatchObject({
      talkMs: 50_000,
      holdMs: 30_000,
      holds: 1,
    });
  });

  it('is not over, nor in wrap-up, when work is noted on a call nobody is known to have answered', () => {
    const instant = Date.parse('2026-11-22T09:00:00Z');
    const facts = [
      { type: 'call.offer_ended', at: instant, tie: 'a', legId: 'leg1' },
      { type: 'acw.started', at: instant, tie: 'b', legId: 'leg1' },
    ] as const;
    expect(foldCall(facts, noRules)).toMatchObject({ phase: 'greeting', outcome: null });
  });

  it('caps a wrap-up that nobody ended in time at 30 min, and says so', () => {
    const wrapped = aCall().enqueued('09:00:00').answered('09:00:10').legEnded('09:01:00');
    const open = wrapped.fact('acw.started', '09:01:00', { agentId: 'ana' });
    expect(fold(open)).toMatchObject({ phase: 'wrap', legs: [{ wrapMs: null }] });
    const call = fold(open.fact('acw.ended', '10:01:00', { agentId: 'ana' }));
    expect(call).toMatchObject({ phase: 'ended', legs: [{ wrapMs: 1_800_000 }], anomalies: ['wrap_capped'] });
  });

  it('ends a leg at its transfer, unless its own end is told', () => {
    const call = aCall()
      .enqueued('09:00:00')
      .answered('09:00:10')
      .fact('call.transferred', '09:01:10', { agentId: 'ana', reason: 'blind' });
    expect(fold(call)).toMatchObject({
      phase: 'ended',
      transfers: 1,
      legs: [{ talkMs: 60_000, transferred: 'blind' }],
    });
    expect(fold(call.legEnded('09:01:15')).legs).toMatchObject([{ talkMs: 65_000 }]);
  });

  it('keeps the wait in another queue after an answer apart', () => {
    const call = aCall()
      .enqueued('09:00:00')
      .answered('09:00:10')
      .fact('call.transferred', '09:01:10', { agentId: 'ana', reason: 'queue' })
      .enqueued('09:01:10', 'second');
    expect(fold(call)).toMatchObject({ outcome: 'answered', phase: 'waiting', queueId: 'desk' });
    expect(longestOpenAt(fold(call))).toBe(at('09:01:10'));
    expect(openSegmentOfCall(fold(call))).toMatchObject({ queueId: 'second' });
    expect(fold(call.answered('09:01:40', 'berta'))).toMatchObject({
      waitMs: 10_000,
      transferWaitMs: 30_000,
      phase: 'talking',
    });
  });

  it('counts a ring nobody took as an offer of that agent, and the caller waits on', () => {
    const call = aCall()
      .enqueued('09:00:00')
      .offered('09:00:01')
      .fact('call.offer_ended', '09:00:16', { agentId: 'ana', reason: 'no_answer' });
    expect(fold(call)).toMatchObject({
      phase: 'waiting',
      outcome: null,
      legs: [{ offerResult: 'no_answer', ringMs: 15_000 }],
    });
    const taken = fold(call.offered('09:00:17', 'berta').answered('09:00:20', 'berta'));
    expect(taken.segments).toMatchObject([{ outcome: 'answered', waitMs: 20_000 }]);
    expect(taken.legs.map((leg) => leg.answeredAt !== null)).toEqual([false, true]);
  });

  it('stops the rings of all others when one answers', () => {
    const call = fold(
      aCall()
        .enqueued('09:00:00')
        .offered('09:00:01')
        .offered('09:00:01', 'berta')
        .answered('09:00:05', 'berta'),
    );
    expect(call.legs[0]).toMatchObject({
      agentId: 'ana',
      offerResult: 'rescinded',
      offerEndedAt: at('09:00:05'),
    });
  });

  it('keeps the greeting before the queue out of the wait', () => {
    const call = aCall()
      .fact('call.initiated', '09:00:00')
      .fact('call.greeting_started', '09:00:01')
      .fact('call.greeting_ended', '09:00:11')
      .enqueued('09:00:11')
      .answered('09:00:20');
    expect(fold(call)).toMatchObject({
      greetingMs: 10_000,
      waitMs: 9000,
      firstAt: at('09:00:00'),
      arrivedAt: at('09:00:11'),
    });
  });
});

describe('queues that ring at once', () => {
  it('leave one segment that answered; the others are rescinded and not offered', () => {
    const call = fold(
      aCall()
        .enqueued('09:00:00', 'a')
        .enqueued('09:00:00', 'b')
        .answered('09:00:09', 'ana', { queueId: 'b' }),
    );
    expect(call).toMatchObject({ queueId: 'b', outcome: 'answered', waitMs: 9000 });
    expect(call.segments).toMatchObject([
      { queueId: 'a', outcome: null, subCode: 'rescinded', offered: false },
      { queueId: 'b', outcome: 'answered', offered: true },
    ]);
  });
});

describe('segments without ids', () => {
  it('are closed from the earliest: a call twice in one queue', () => {
    const call = fold(
      aCall().enqueued('09:00:00').enqueued('09:00:10').dequeued('09:00:20', 'timeout', { queueId: 'desk' }),
    );
    expect(call.segments).toMatchObject([{ waitMs: 20_000 }, { leftAt: null }]);
    expect(call.outcome).toBeNull();
  });

  it('go on when the same segment is entered again', () => {
    const call = aCall()
      .enqueued('09:00:00', 'desk', { segmentId: 's1' })
      .dequeued('09:00:20', 'timeout', { segmentId: 's1' });
    const resumed = fold(
      call.enqueued('09:00:25', 'desk', { segmentId: 's1' }).answered('09:00:40', 'ana', { segmentId: 's1' }),
    );
    expect(resumed.segments).toMatchObject([{ outcome: 'answered', waitMs: 40_000 }]);
  });
});

describe('a missing start', () => {
  it('is rebuilt from the hold and talk times of the completed call', () => {
    const call = fold(
      aCall().legEnded('09:05:00', 'ana', { queueId: 'desk', waitMs: 20_000, talkMs: 100_000 }),
    );
    expect(call).toMatchObject({
      outcome: 'answered',
      offered: true,
      waitMs: 20_000,
      arrivedAt: at('09:03:00'),
      clinicId: 'desk',
    });
    expect(call.legs).toMatchObject([{ talkMs: 100_000, answeredAt: at('09:03:20') }]);
  });

  it('is rebuilt when only the answer is missing', () => {
    const call = fold(
      aCall()
        .enqueued('09:00:00')
        .legEnded('09:05:00', 'ana', { queueId: 'desk', waitMs: 20_000, talkMs: 280_000 }),
    );
    expect(call).toMatchObject({
      outcome: 'answered',
      waitMs: 20_000,
      segments: [{ queueId: 'desk', outcome: 'answered' }],
    });
  });

  it('leaves the wait unknown when the answer tells none', () => {
    const call = fold(aCall().answered('09:00:10', 'ana', { queueId: 'desk' }));
    expect(call).toMatchObject({
      outcome: 'answered',
      offered: true,
      waitMs: null,
      anomalies: ['enqueue_missing'],
    });
  });

  it('uses the wait that an abandon tells', () => {
    const call = fold(aCall().dequeued('09:00:30', 'abandoned', { queueId: 'desk', waitMs: 30_000 }));
    expect(call).toMatchObject({ outcome: 'abandoned', waitMs: 30_000, arrivedAt: at('09:00:00') });
  });

  it('takes an answer without any queue as direct: no offer, and no wait to wait', () => {
    const call = fold(aCall().fact('call.initiated', '09:00:00').answered('09:00:05'));
    expect(call).toMatchObject({ outcome: 'answered', offered: false, waitMs: 0 });
  });
});

describe('clocks that disagree', () => {
  it('make a negative duration 0 and an anomaly', () => {
    const call = fold(
      aCall()
        .enqueued('09:00:00', 'desk', { segmentId: 's' })
        .answered('09:00:10', 'ana', { legId: 'l', segmentId: 's' })
        .legEnded('09:00:09.500', 'ana', { legId: 'l', talkMs: 0 }),
    );
    expect(call.legs).toMatchObject([{ talkMs: 0 }]);
    expect(call.outcome).toBe('answered');
  });

  it('let a disconnection stand though the queue is entered after it', () => {
    const call = fold(aCall().disconnected('09:00:00').enqueued('09:00:00.020'));
    expect(call).toMatchObject({ outcome: 'abandoned', phase: 'ended', waitMs: 0 });
  });
});

describe('what a call is about', () => {
  it('takes the clinic of the events, else of the number, else of the queue, else the queue itself', () => {
    const rules = {
      clinicOfNumber: (dnis: string) => (dnis === '0199000001' ? 'martin' : undefined),
      clinicOfQueue: (queueId: string) => (queueId === 'desk' ? 'petit' : undefined),
    };
    expect(
      fold(
        aCall()
          .fact('call.initiated', '09:00:00', { dnis: '0199000001' })
          .enqueued('09:00:01', 'desk', { clinicId: 'durand' }),
        rules,
      ).clinicId,
    ).toBe('durand');
    expect(
      fold(aCall().fact('call.initiated', '09:00:00', { dnis: '0199000001' }).enqueued('09:00:01'), rules)
        .clinicId,
    ).toBe('martin');
    expect(fold(aCall().enqueued('09:00:01'), rules).clinicId).toBe('petit');
    expect(fold(aCall().enqueued('09:00:01', 'other'), rules).clinicId).toBe('other');
  });

  it('keeps the last disposition and mark, which decide nothing', () => {
    const noted = aCall()
      .fact('call.dispositioned', '09:10:00', { reasonCode: 'appointment', urgent: true })
      .fact('survey.answered', '10:00:00', { rating: 4 });
    expect(fold(noted)).toMatchObject({ counted: false });
    expect(fold(noted.enqueued('09:00:00').answered('09:00:05'))).toMatchObject({
      counted: true,
      reason: 'appointment',
      urgent: true,
      rating: 4,
      outcome: 'answered',
    });
  });

  it('counts neither test calls nor outbound ones', () => {
    expect(fold(aCall().fact('call.initiated', '09:00:00', { test: true })).counted).toBe(false);
    expect(
      fold(aCall().fact('call.initiated', '09:00:00', { dnis: '0199000009' }), {
        isTestNumber: (n) => n === '0199000009',
      }).counted,
    ).toBe(false);
    expect(fold(aCall().fact('call.initiated', '09:00:00', { direction: 'outbound' })).counted).toBe(false);
    expect(fold(aCall().fact('call.initiated', '09:00:00')).counted).toBe(true);
  });

  it('is nothing at all without facts', () => {
    expect(foldCall([], noRules)).toMatchObject({ counted: false, outcome: null, phase: 'greeting' });
  });
});

describe('what one telling alone decides', () => {
  it.each([
    ['blind', undefined, 'blind'],
    ['attended', 'attended', 'attended'],
    ['to a queue', 'queue', 'queue'],
    ['in words nobody knows', 'warm', 'blind'],
  ])('a transfer that is %s is told as such', (_, reason, told) => {
    const call = fold(
      aCall()
        .enqueued('09:00')
        .answered('09:01')
        .fact('call.transferred', '09:05', { agentId: 'ana', ...(reason && { reason }) })
        .disconnected('09:06'),
    );
    expect(call.legs[0]).toMatchObject({ transferred: told, talkMs: 240_000 });
  });

  it('a transfer after the end of a conversation moves its end no more', () => {
    const call = fold(
      aCall()
        .enqueued('09:00')
        .answered('09:01')
        .legEnded('09:03')
        .fact('call.transferred', '09:05', { agentId: 'ana' })
        .disconnected('09:06'),
    );
    expect(call.legs[0]?.talkMs).toBe(120_000);
  });

  it('who left a queue as answered was answered then, also where nobody told the bridge', () => {
    const call = fold(aCall().enqueued('09:00:00').dequeued('09:00:30', 'answered'));
    expect(call).toMatchObject({ outcome: 'answered', decidedAt: at('09:00:30'), waitMs: 30_000 });
  });

  it('a call answered by nobody in particular goes on until it ends or its source forgets it', () => {
    const left = () => aCall().enqueued('09:00:00').dequeued('09:00:30', 'answered');
    expect(fold(left()).phase).toBe('talking');
    expect(fold(left().disconnected('09:04')).phase).toBe('ended');
    expect(fold(left().fact('call.lost_by_source', '12:00')).phase).toBe('ended');
  });

  it('of one who gave up a second before the source fell silent it is not known what they would have done', () => {
    const gone = (silentMs: number) =>
      fold(
        aCall()
          .enqueued('09:00:00')
          .dequeued('09:00:30', 'abandoned')
          .fact('call.lost_by_source', '09:01:00', { silentMs }),
      ).outcome;
    expect(gone(30_000)).toBe('unknown');
    expect(gone(20_000)).toBe('abandoned');
  });

  it('the next passage of one who gave up and was answered keeps that answer when the source restarts', () => {
    const call = fold(
      aCall()
        .enqueued('09:00:00')
        .dequeued('09:00:30', 'timeout')
        .enqueued('09:00:30', 'second')
        .answered('09:00:50')
        .fact('call.lost_by_source', '09:01:00', { silentMs: 30_000 }),
    );
    expect(call.segments.map(({ outcome }) => outcome)).toEqual(['timeoutOverflow', 'answered']);
  });
});
