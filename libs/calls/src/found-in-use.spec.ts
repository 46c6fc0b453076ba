import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { agentLegsOf } from './agent-leg';
import { unknownOpening, type AgentFact } from './agent';
import { boundFacts, maxFactsPerCall, maxRingsPerCall } from './bound-facts';
import type { Call } from './call';
import { noRules } from './call-rules';
import type { CallFact, Instant } from './fact';
import { sortFacts } from './fact-order';
import { agentStateAt, foldAgentDay } from './fold-agent-day';
import { foldCall } from './fold-call';
import { aCall, at } from './testing/a-call';
import type { CallBuilder } from './testing/a-call';

const fold = (call: CallBuilder): Call => foldCall(call.facts(), noRules);
const states = (call: Call): readonly (string | null)[] => [call.phase, call.outcome];
const steppedBackFrom = (facts: readonly CallFact[], from: number, byMs: number): readonly CallFact[] =>
  facts.map((fact, index) => (index < from ? fact : { ...fact, at: fact.at - byMs }));

describe('two telephones that answer nearly at once', () => {
  const both = aCall()
    .enqueued('08:20:00', 'rdv')
    .answered('08:20:10', 'berthe', { queueId: 'rdv', waitMs: 10_000 })
    .answered('08:20:11', 'carine', { queueId: 'rdv', waitMs: 10_000 });

  it('are one passage answered once, and one conversation', () => {
    const call = fold(both);
    expect(call.segments).toMatchObject([{ queueId: 'rdv', outcome: 'answered', waitMs: 10_000 }]);
    expect(call.legs).toMatchObject([
      { agentId: 'berthe', answeredAt: at('08:20:10'), endedAt: null },
      { agentId: 'carine', answeredAt: null, offerEndedAt: at('08:20:11'), offerResult: 'rescinded' },
    ]);
  });

  it.each([
    ['berthe', 'carine'],
    ['carine', 'berthe'],
  ])('spoke with %s, whose end is told, and %s is free again', (heard, other) => {
    const facts = [...both.facts(), ...aCall().legEnded('08:21:10', heard, { queueId: 'rdv' }).facts()];
    const call = foldCall(
      facts.map((fact, index) => ({ ...fact, tie: String(index) })),
      noRules,
    );
    expect(states(call)).toEqual(['ended', 'answered']);
    expect(call.segments).toHaveLength(1);
    expect(call.legs.find(({ agentId }) => agentId === heard)?.endedAt).toBe(at('08:21:10'));
    expect(call.legs.find(({ agentId }) => agentId === other)).toMatchObject({
      answeredAt: null,
      offerResult: 'rescinded',
      talkMs: null,
    });
  });

  it('are two conversations when the second joins later: both are over when the caller hangs up', () => {
    const call = fold(
      aCall()
        .enqueued('08:20:00', 'rdv')
        .answered('08:20:10', 'berthe', { queueId: 'rdv' })
        .answered('08:20:16', 'carine', { queueId: 'rdv' })
        .legEnded('08:21:10', 'berthe', { queueId: 'rdv' }),
    );
    expect(states(call)).toEqual(['ended', 'answered']);
    expect(call.segments).toHaveLength(1);
    expect(call.legs).toMatchObject([
      { talkMs: 60_000 },
      { answeredAt: at('08:20:16'), endedAt: at('08:21:10'), talkMs: null },
    ]);
  });

  it('are two passages when the first conversation was over before the second', () => {
    const call = fold(
      aCall()
        .enqueued('08:20:00', 'rdv')
        .answered('08:20:10', 'berthe', { queueId: 'rdv' })
        .fact('call.transferred', '08:20:40', { agentId: 'berthe', reason: 'blind' })
        .answered('08:21:00', 'carine', { queueId: 'rdv', waitMs: 20_000 }),
    );
    expect(call.segments).toMatchObject([{ waitMs: 10_000 }, { waitMs: 20_000 }]);
  });
});

describe('a clock that steps back inside a call', () => {
  const takenCall = aCall()
    .enqueued('09:00:00', 'desk')
    .fact('call.offer_ended', '09:00:15', { agentId: 'berta', queueId: 'desk', reason: 'no_answer' })
    .answered('09:00:20', 'ana', { queueId: 'desk', waitMs: 20_000 })
    .legEnded('09:02:20', 'ana', { queueId: 'desk', waitMs: 20_000, talkMs: 120_000 })
    .facts();
  const givenUp = aCall()
    .enqueued('09:00:00', 'desk')
    .dequeued('09:00:20', 'abandoned', { queueId: 'desk', waitMs: 20_000 })
    .facts();

  it('leaves no ghost in the queue nor in conversation, wherever and however far it steps', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(takenCall, givenUp),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 7_200_000 }),
        (facts, from, byMs) => {
          const call = foldCall(steppedBackFrom(facts, from, byMs), noRules);
          expect(states(call)).toEqual(['ended', facts === takenCall ? 'answered' : 'abandoned']);
          expect(call.segments).toHaveLength(1);
          expect(call.legs.filter(({ answeredAt }) => answeredAt !== null)).toHaveLength(
            facts === takenCall ? 1 : 0,
          );
        },
      ),
    );
  });

  it('leaves no ghost in a queue that sent the caller on to the next', () => {
    const sentOn = aCall()
      .enqueued('09:00:00', 'desk')
      .dequeued('09:00:40', 'timeout', { queueId: 'desk', waitMs: 40_000 })
      .enqueued('09:00:41', 'night');
    const taken = sentOn
      .answered('09:01:00', 'ana', { queueId: 'night', waitMs: 19_000 })
      .legEnded('09:03:00', 'ana', { queueId: 'night', side: 'agent', waitMs: 19_000, talkMs: 120_000 })
      .facts();
    const lost = sentOn.dequeued('09:01:30', 'abandoned', { queueId: 'night', waitMs: 49_000 }).facts();
    fc.assert(
      fc.property(
        fc.constantFrom(taken, lost),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 7_200_000 }),
        (facts, from, byMs) => {
          const call = foldCall(steppedBackFrom(facts, from, byMs), noRules);
          expect(states(call)).toEqual(['ended', facts === taken ? 'answered' : 'abandoned']);
          expect(call.segments.filter(({ leftAt }) => leftAt === null)).toEqual([]);
        },
      ),
    );
  });

  it('says so, and keeps the wait the source told', () => {
    const call = foldCall(steppedBackFrom(takenCall, 2, 3_600_000), noRules);
    expect(call).toMatchObject({ waitMs: 20_000, legs: [{ agentId: 'ana', talkMs: 120_000 }, {}] });
    expect(call.anomalies).toContain('clock_stepped_back');
  });

  it('is not taken for one who is passed on, or put back after a time-out, into the same queue', () => {
    const transferred = aCall()
      .answered('09:00:20', 'ana', { queueId: 'desk', waitMs: 20_000 })
      .fact('call.transferred', '09:01:00', { agentId: 'ana', reason: 'blind' })
      .enqueued('09:01:01', 'desk');
    expect(fold(transferred)).toMatchObject({ phase: 'waiting', segments: [{}, { leftAt: null }] });
    const looped = aCall()
      .dequeued('09:00:20', 'timeout', { queueId: 'desk', waitMs: 60_000 })
      .enqueued('09:00:30', 'desk');
    expect(fold(looped)).toMatchObject({ phase: 'waiting', segments: [{}, { leftAt: null }] });
  });

  it('is not seen in a ring told before its queue: the enqueue is where the wait begins', () => {
    const call = fold(aCall().offered('09:00:00', 'ana', { queueId: 'desk' }).enqueued('09:00:01', 'desk'));
    expect(call).toMatchObject({ segments: [{ enqueuedAt: at('09:00:01') }], arrivedAt: at('09:00:01') });
  });
});

describe('a conversation whose end nobody told', () => {
  const open = fold(aCall().enqueued('08:10:00').answered('08:10:10'));
  const next = fold(aCall().enqueued('10:00:00').answered('10:00:05').legEnded('10:01:40'));
  const legsOf = (...calls: readonly Call[]) =>
    calls.flatMap((call, index) => agentLegsOf(`call-${String(index)}`, call).map(({ leg }) => leg));
  const says = (type: AgentFact['type'], clock: string, fields: Partial<AgentFact> = {}): AgentFact => ({
    type,
    at: at(clock),
    tie: clock,
    ...fields,
  });
  const joined = says('agent.queue_joined', '08:00', { queueId: 'rdv' });
  const stateAt = (clock: string, facts: readonly AgentFact[], ...calls: readonly Call[]) =>
    agentStateAt(
      {
        facts: facts.filter((fact) => fact.at <= at(clock)),
        legs: legsOf(...calls),
        opening: unknownOpening,
      },
      at(clock),
    ).state;

  it('goes on until there is a sign that it is over', () => {
    expect(stateAt('08:45', [joined], open)).toBe('on_call');
  });

  it('is over once its caller waits again, who is seen waiting', () => {
    const again = fold(aCall().enqueued('08:10:00').answered('08:10:10').enqueued('08:14:00', 'ordonnances'));
    expect(again).toMatchObject({ phase: 'waiting', legs: [{ endedAt: at('08:14:00'), talkMs: null }] });
    expect(stateAt('08:15', [joined], again)).toBe('free');
  });

  it('takes no more than five minutes where she leaves the queue as the last thing that is heard of her', () => {
    const leaves = says('agent.queue_left', '12:00', { queueId: 'rdv' });
    const { spans } = foldAgentDay(
      { facts: [joined, leaves], legs: legsOf(open), opening: unknownOpening },
      { from: at('08:00'), to: at('12:00'), closesAt: at('23:00') },
    );
    const talking = spans.filter(({ state }) => state === 'on_call');
    expect(talking.map(({ from, to }) => to - from)).toEqual([300_000]);
  });

  it('is over with the next one of the agent, and takes five minutes of her time at most', () => {
    expect(stateAt('10:01:41', [joined], open, next)).toBe('free');
    const { spans } = foldAgentDay(
      { facts: [joined], legs: legsOf(open, next), opening: unknownOpening },
      { from: at('08:00'), to: at('13:00') },
    );
    const talking = spans.filter(({ state }) => state === 'on_call');
    expect(talking.map(({ from, to }) => to - from)).toEqual([300_000, 95_000]);
  });

  it.each([
    ['a pause', says('agent.state_changed', '11:00', { state: 'break' }), 'break'],
    ['being free', says('agent.state_changed', '11:00', { state: 'available' }), 'free'],
    ['leaving the last queue', says('agent.queue_left', '11:00', { queueId: 'rdv' }), 'offline'],
    ['logging out', says('agent.logged_out', '11:00'), 'offline'],
  ])('is over with %s', (_, sign, state) => {
    expect(stateAt('11:01', [joined, sign], open)).toBe(state);
  });

  it('is not over with a pause that is asked for while it is young: that is for after it', () => {
    const pause = says('agent.state_changed', '08:12', { state: 'break' });
    expect(stateAt('08:15', [joined, pause], open)).toBe('on_call');
    expect(stateAt('08:41', [joined, pause], open)).toBe('break');
  });

  it('nor with a state that says that it goes on', () => {
    const busy = says('agent.state_changed', '08:20', { state: 'on_call' });
    const { spans } = foldAgentDay(
      { facts: [joined, busy], legs: legsOf(open), opening: unknownOpening },
      { from: at('08:10:10'), to: at('09:00') },
    );
    expect(spans.map(({ state }) => state)).toEqual(['on_call', 'on_call']);
  });

  it('ends in the call when the server says that the agent was seen elsewhere, with a talk that is not known', () => {
    const lost = aCall()
      .enqueued('08:10:00')
      .answered('08:10:10')
      .fact('call.leg_lost', '10:00:05', { agentId: 'ana' });
    expect(fold(lost)).toMatchObject({
      phase: 'ended',
      outcome: 'answered',
      legs: [{ endedAt: at('10:00:05'), talkMs: null }],
    });
    expect(fold(lost.legEnded('08:12:10', 'ana', { talkMs: 120_000 })).legs).toMatchObject([
      { endedAt: at('08:12:10'), talkMs: 120_000 },
    ]);
  });

  it('and a wait after a transfer end when nothing more is heard of the call', () => {
    const waiting = aCall()
      .enqueued('09:00:00')
      .answered('09:00:10')
      .fact('call.transferred', '09:01:00', { agentId: 'ana', reason: 'blind' })
      .enqueued('09:01:00', 'second')
      .fact('call.expired', '13:01:00');
    expect(fold(waiting)).toMatchObject({
      phase: 'ended',
      outcome: 'answered',
      segments: [{ outcome: 'answered' }, { outcome: 'unknown', waitMs: null }],
    });
  });
});

describe('facts of one instant', () => {
  const second = (sequenced: boolean): readonly CallFact[] => {
    const facts = aCall()
      .enqueued('09:00:00', 'vide')
      .dequeued('09:00:03', 'timeout', { queueId: 'vide', waitMs: 3000 })
      .enqueued('09:00:03', 'direct')
      .answered('09:00:03', 'ana', { queueId: 'direct', waitMs: 0 })
      .facts();
    return sequenced ? facts.map((fact, index) => ({ ...fact, sequence: String(index + 8) })) : facts;
  };

  it('stand in the order of their source when it numbers all it tells of the call', () => {
    const call = foldCall(second(true).toReversed(), noRules);
    expect(call.segments).toMatchObject([
      { queueId: 'vide', outcome: 'timeoutOverflow', waitMs: 3000 },
      { queueId: 'direct', outcome: 'answered', waitMs: 0 },
    ]);
  });

  it('stand in the order of the ranks when one of them has no number', () => {
    const [first, ...others] = second(true);
    const unnumbered: CallFact = { type: 'call.enqueued', at: first!.at, tie: first!.tie, queueId: 'vide' };
    const types = sortFacts([unnumbered, ...others]).map(({ type }) => type);
    expect(types).toEqual(['call.enqueued', 'call.enqueued', 'call.answered', 'call.dequeued']);
  });

  it('have notes and the word of the server around what is numbered', () => {
    const note: CallFact = { type: 'call.dispositioned', at: at('09:00:03'), tie: 'n', sequence: '1' };
    const expired: CallFact = { type: 'call.expired', at: at('09:00:03'), tie: 'e' };
    const recorded: CallFact = { type: 'call.recorded', at: at('09:00:03'), tie: 'r', sequence: '99' };
    const told = sortFacts([expired, note, recorded, ...second(true)]).map(({ type }) => type);
    expect(told).toEqual([
      'call.enqueued',
      'call.recorded',
      'call.dequeued',
      'call.enqueued',
      'call.answered',
      'call.dispositioned',
      'call.expired',
    ]);
  });
});

describe('one who hangs up in a greeting', () => {
  const greeted = () =>
    aCall()
      .fact('call.initiated', '09:00:00')
      .fact('call.greeting_started', '09:00:01')
      .fact('call.greeting_expired', '09:05:01');

  it('is ivrAbandoned, by estimate, once no greeting is that long', () => {
    expect(fold(greeted())).toMatchObject({
      phase: 'ended',
      outcome: 'ivrAbandoned',
      subCode: 'estimated',
      offered: false,
      greetingMs: null,
    });
  });

  it('was still there when anything more is told', () => {
    expect(fold(greeted().enqueued('09:06:00'))).toMatchObject({ phase: 'waiting', outcome: null });
  });

  it('has a real end where the source tells it', () => {
    expect(fold(greeted().disconnected('09:00:09'))).toMatchObject({
      outcome: 'ivrAbandoned',
      subCode: null,
      greetingMs: 8000,
    });
  });
});

describe('a telephone system that shuts down', () => {
  const restart = (clock: string, silentMs?: number) =>
    ['call.lost_by_source', clock, silentMs === undefined ? {} : { silentMs }] as const;
  const gaveUp = () => aCall().enqueued('09:00:00').dequeued('09:01:00', 'abandoned');

  it('says that all gave up, in the last second before it is silent: of those it is not known', () => {
    expect(fold(gaveUp().fact(...restart('09:01:08', 8000)))).toMatchObject({
      outcome: 'unknown',
      phase: 'ended',
      waitMs: null,
      segments: [{ outcome: 'unknown' }],
    });
    expect(fold(gaveUp().fact(...restart('09:01:08', 7001))).outcome).toBe('unknown');
  });

  it('says nothing of one who gave up before, nor of one who left otherwise, nor when it was not heard', () => {
    expect(fold(gaveUp().fact(...restart('09:01:08', 7000))).outcome).toBe('abandoned');
    expect(fold(gaveUp().fact(...restart('09:01:08'))).outcome).toBe('abandoned');
    const kept = aCall().enqueued('09:00:00').dequeued('09:01:00', 'voicemail');
    expect(fold(kept.fact(...restart('09:01:08', 8000))).outcome).toBe('voicemail');
  });

  it('leaves an answered call answered, and takes back the loss of its second wait', () => {
    const call = aCall()
      .enqueued('09:00:00')
      .answered('09:00:05')
      .fact('call.transferred', '09:00:20', { agentId: 'ana', reason: 'blind' })
      .enqueued('09:00:20', 'second')
      .dequeued('09:01:00', 'abandoned', { queueId: 'second' });
    expect(fold(call.fact(...restart('09:01:08', 8000)))).toMatchObject({
      outcome: 'answered',
      segments: [{ outcome: 'answered' }, { outcome: 'unknown' }],
    });
  });
});

describe('rings that nobody takes', () => {
  const ring = (index: number): CallFact => ({
    type: 'call.offer_ended',
    at: at('08:00') + Math.floor(index / 12) * 5000,
    tie: `ring-${String(index)}`,
    agentId: `phone-${String(index % 12)}`,
    queueId: 'rdv',
    reason: index % 5 === 0 ? 'rejected' : 'no_answer',
  });
  const flood = (rings: number): readonly CallFact[] => [
    ...aCall().enqueued('08:00:00', 'rdv').facts(),
    ...Array.from({ length: rings }, (_, index) => ring(index)),
    ...aCall()
      .answered('08:04:10', 'phone-3', { queueId: 'rdv', waitMs: 250_000, ringMs: 2000 })
      .legEnded('08:06:40', 'phone-3', { queueId: 'rdv' })
      .facts()
      .map((fact, index) => ({ ...fact, tie: `end-${String(index)}` })),
  ];
  const offersOf = (call: Call): number => call.legs.reduce((sum, { rings }) => sum + rings, 0);

  it('push out neither the answer nor the end, however many they are', () => {
    const { facts, ignored } = boundFacts(flood(600));
    expect(ignored).toBe(0);
    expect(facts.length).toBeLessThan(maxRingsPerCall + 40);
    const call = foldCall(facts, noRules);
    expect(call).toMatchObject({ outcome: 'answered', waitMs: 250_000, phase: 'ended' });
    expect(call.legs.find(({ answeredAt }) => answeredAt !== null)?.talkMs).toBe(150_000);
    expect(offersOf(call)).toBe(601);
    const missed = call.legs.filter(({ offerResult }) => offerResult === 'no_answer');
    expect(missed.reduce((sum, { rings }) => sum + rings, 0)).toBe(480);
  });

  it('are bounded alike in whatever order and in however many parts they come', () => {
    const told = flood(90);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...told], { minLength: told.length }),
        fc.array(fc.nat(told.length), { maxLength: 4 }),
        (shuffled, cuts) => {
          let known: readonly CallFact[] = [];
          let from = 0;
          for (const cut of [...cuts.sort((a, b) => a - b), told.length]) {
            known = boundFacts([...known, ...shuffled.slice(from, cut)]).facts;
            from = Math.max(from, cut);
          }
          expect(known).toEqual(boundFacts(told).facts);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('take their offers with them, and leave the offer that was answered', () => {
    const offers = Array.from({ length: 80 }, (_, index): readonly CallFact[] => [
      { type: 'call.offered', at: at('08:00') + index * 1000, tie: `o-${String(index)}`, agentId: 'ana' },
      { ...ring(index), at: at('08:00') + index * 1000 + 500, agentId: 'ana' },
    ]).flat();
    const last = aCall()
      .enqueued('08:00:00', 'rdv')
      .offered('08:02:00', 'ana')
      .answered('08:02:05', 'ana')
      .facts()
      .map((fact, index) => ({ ...fact, tie: `l-${String(index)}` }));
    const call = foldCall(boundFacts([...offers, ...last]).facts, noRules);
    expect(offersOf(call)).toBe(81);
    expect(call.legs.find(({ answeredAt }) => answeredAt !== null)?.ringMs).toBe(5000);
    expect(call.legs.filter(({ offerEndedAt, answeredAt }) => offerEndedAt === answeredAt)).toEqual([]);
  });

  it('are kept one by one up to the fiftieth', () => {
    const few = flood(maxRingsPerCall);
    expect(boundFacts(few).facts).toHaveLength(few.length);
    expect(boundFacts(flood(maxRingsPerCall + 1)).facts.map(({ type }) => type)).toContain(
      'call.rings_counted',
    );
  });

  it('are a sign of life at the latest of them', () => {
    const latest = (facts: readonly CallFact[]): Instant => Math.max(...facts.map((fact) => fact.at));
    const rings = flood(200).slice(0, 201);
    expect(latest(boundFacts(rings).facts)).toBe(latest(rings));
  });

  it('are no reason to keep more than 500 facts that decide: the rest is counted as ignored', () => {
    const holds = Array.from({ length: maxFactsPerCall + 20 }, (_, index): CallFact => ({
      type: index % 2 === 0 ? 'call.held' : 'call.retrieved',
      at: at('08:05') + index,
      tie: `hold-${String(index)}`,
      agentId: 'phone-3',
    }));
    const { facts, ignored } = boundFacts([...flood(600), ...holds]);
    const server = facts.filter(({ type }) => type === 'call.rings_counted').length;
    expect(facts).toHaveLength(maxFactsPerCall + server);
    expect(ignored).toBe(1 + maxRingsPerCall + 2 + holds.length - maxFactsPerCall);
  });
});

describe('a call that goes round without end', () => {
  /** A caller whom a dialplan puts into its queues again and again, until somebody takes the call. */
  const rounds = (count: number): readonly CallFact[] =>
    [
      ...Array.from({ length: count }, (_, index): readonly CallFact[] => [
        {
          type: 'call.enqueued',
          at: at('08:00') + index * 10_000,
          tie: '',
          queueId: `q${String(index % 2)}`,
        },
        {
          type: 'call.dequeued',
          at: at('08:00') + index * 10_000 + 9000,
          tie: '',
          queueId: `q${String(index % 2)}`,
          reason: 'timeout',
          waitMs: 9000,
        },
      ]).flat(),
      ...aCall()
        .enqueued('09:30:00', 'q0')
        .answered('09:30:05', 'ana', { queueId: 'q0', waitMs: 5000 })
        .legEnded('09:31:05', 'ana', { queueId: 'q0', side: 'caller' })
        .facts(),
    ].map((fact, index) => ({ ...fact, tie: String(index) }));

  it('is answered when it is, however often it was put into a queue before', () => {
    const { facts, ignored } = boundFacts(rounds(400));
    expect([facts.length, ignored]).toEqual([maxFactsPerCall, 303]);
    const call = foldCall(facts, noRules);
    expect(call).toMatchObject({ outcome: 'answered', phase: 'ended', arrivedAt: at('08:00') });
    expect(call.legs).toMatchObject([{ agentId: 'ana', talkMs: 60_000 }]);
  });

  it('stays answered, whatever is told without end of it afterwards', () => {
    const holds = Array.from({ length: 700 }, (_, index): CallFact => ({
      type: index % 2 === 0 ? 'call.held' : 'call.retrieved',
      at: at('09:30:10') + index * 1000,
      tie: `h${String(index)}`,
      agentId: 'ana',
    }));
    const told = [...rounds(400), ...holds];
    let known: readonly CallFact[] = [];
    for (let from = 0; from < told.length; from += 7)
      known = boundFacts([...known, ...told.slice(from, from + 7)]).facts;
    expect(known).toEqual(boundFacts(told).facts);
    expect(foldCall(known, noRules)).toMatchObject({ outcome: 'answered' });
  });

  it('is bounded alike in whatever order and in however many parts it comes', () => {
    const told = rounds(270);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...told], { minLength: told.length }),
        fc.array(fc.nat(told.length), { maxLength: 4 }),
        (shuffled, cuts) => {
          let known: readonly CallFact[] = [];
          let from = 0;
          for (const cut of [...cuts.sort((a, b) => a - b), told.length]) {
            known = boundFacts([...known, ...shuffled.slice(from, cut)]).facts;
            from = Math.max(from, cut);
          }
          expect(known).toEqual(boundFacts(told).facts);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('a callback that reached its caller', () => {
  it('is noted in the call it answers, each time, and changes no outcome', () => {
    const call = fold(
      aCall()
        .enqueued('08:00:00')
        .dequeued('08:00:40', 'callback')
        .fact('callback.reached', '09:10:00')
        .fact('callback.reached', '08:10:00'),
    );
    expect(call).toMatchObject({ outcome: 'callbackExit', reachedAt: [at('08:10:00'), at('09:10:00')] });
  });

  it('of a call that nobody told of counts nothing', () => {
    expect(fold(aCall().fact('callback.reached', '08:10:00'))).toMatchObject({ counted: false });
  });
});
