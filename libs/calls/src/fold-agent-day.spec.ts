import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AgentFact, AgentSpan } from './agent';
import { unknownOpening } from './agent';
import type { AgentLeg } from './agent-leg';
import { agentLegsOf } from './agent-leg';
import { agentStateAt, foldAgentDay, splitByQuarter } from './fold-agent-day';
import { foldCall } from './fold-call';
import { noRules } from './call-rules';
import { aCall, at } from './testing/a-call';
import { anyAgentFacts } from './testing/any-facts';

let told = 0;
const says = (type: AgentFact['type'], clock: string, fields: Partial<AgentFact> = {}): AgentFact => {
  told += 1;
  return { type, at: at(clock), tie: String(told), ...fields };
};
const aLeg = (times: { readonly [name in keyof AgentLeg]?: string }): AgentLeg => {
  const time = (name: keyof AgentLeg): number | null => (times[name] === undefined ? null : at(times[name]));
  return {
    callKey: times.callKey ?? 'call',
    direction: 'inbound',
    clinicId: 'durand',
    offeredAt: time('offeredAt'),
    offerEndedAt: time('offerEndedAt'),
    answeredAt: time('answeredAt'),
    endedAt: time('endedAt'),
    wrapStartedAt: time('wrapStartedAt'),
    wrapEndedAt: time('wrapEndedAt'),
    heldTimes: (times.heldTimes ?? '').split(' ').filter(Boolean).map(at),
  };
};
const day = { from: at('08:00'), to: at('18:00') };
const told2 = (spans: readonly AgentSpan[]): readonly string[] =>
  spans.map((span) => `${new Date(span.from).toISOString().slice(11, 19)} ${span.state}`);

describe('the day of an agent', () => {
  const facts = [
    says('agent.logged_in', '08:30'),
    says('agent.state_changed', '12:00', { state: 'break' }),
    says('agent.state_changed', '12:30', { state: 'available' }),
    says('agent.logged_out', '17:00'),
  ];
  const leg = aLeg({
    offeredAt: '09:00',
    answeredAt: '09:00:08',
    endedAt: '09:04',
    wrapStartedAt: '09:04',
    wrapEndedAt: '09:04:30',
  });

  it('is what was declared, overridden by the calls', () => {
    expect(told2(foldAgentDay({ facts, legs: [leg], opening: unknownOpening }, day).spans)).toEqual([
      '08:00:00 unknown',
      '08:30:00 free',
      '09:00:00 ringing',
      '09:00:08 on_call',
      '09:04:00 wrap_up',
      '09:04:30 free',
      '12:00:00 break',
      '12:30:00 free',
      '17:00:00 offline',
    ]);
  });

  it('is never free for one who is seen in calls only', () => {
    expect(told2(foldAgentDay({ facts: [], legs: [leg], opening: unknownOpening }, day).spans)).toEqual([
      '08:00:00 unknown',
      '09:00:00 ringing',
      '09:00:08 on_call',
      '09:04:00 wrap_up',
      '09:04:30 unknown',
    ]);
  });

  it('goes on where the day before ended', () => {
    const { closing } = foldAgentDay({ facts: facts.slice(0, 2), legs: [], opening: unknownOpening }, day);
    expect(closing).toMatchObject({ state: 'break', since: at('12:00'), loggedIn: true });
    expect(told2(foldAgentDay({ facts: [], legs: [], opening: closing }, day).spans)).toEqual([
      '08:00:00 break',
    ]);
  });

  it('ends a wrap-up at log-out', () => {
    const open = aLeg({ answeredAt: '16:50', endedAt: '16:58', wrapStartedAt: '16:58' });
    expect(
      told2(foldAgentDay({ facts, legs: [open], opening: unknownOpening }, day).spans).slice(-2),
    ).toEqual(['16:58:00 wrap_up', '17:00:00 offline']);
  });

  it('tells a conversation that goes on up to the end of what is known', () => {
    const open = aLeg({ answeredAt: '16:00' });
    const { spans } = foldAgentDay(
      { facts, legs: [open], opening: unknownOpening },
      { from: day.from, to: at('16:10') },
    );
    expect(spans.at(-1)).toMatchObject({
      from: at('16:00'),
      to: at('16:10'),
      state: 'on_call',
      declared: 'free',
      clinicId: 'durand',
    });
  });

  it('covers its range without gap or overlap, whatever is told', () => {
    fc.assert(
      fc.property(
        anyAgentFacts(fc),
        fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 4 }),
        (any, starts) => {
          const legs = starts.map((second, index): AgentLeg => ({
            ...aLeg({ callKey: String(index) }),
            offeredAt: at('09:00') + second * 1000,
            answeredAt: at('09:00') + second * 1000 + 4000,
            endedAt: at('09:00') + second * 1000 + 90_000,
          }));
          const range = { from: at('09:05'), to: at('09:50') };
          const { spans } = foldAgentDay({ facts: any, legs, opening: unknownOpening }, range);
          expect(spans.at(0)?.from).toBe(range.from);
          expect(spans.at(-1)?.to).toBe(range.to);
          spans.slice(1).forEach((span, index) => expect(span.from).toBe(spans[index]?.to));
          expect(
            foldAgentDay({ facts: any.toReversed(), legs: legs.toReversed(), opening: unknownOpening }, range)
              .spans,
          ).toEqual(spans);
        },
      ),
    );
  });

  it('is the same when it is folded in two halves', () => {
    fc.assert(
      fc.property(anyAgentFacts(fc), fc.integer({ min: 1, max: 3599 }), (any, cut) => {
        const middle = at('09:00') + cut * 1000;
        const whole = foldAgentDay(
          { facts: any, legs: [], opening: unknownOpening },
          { from: at('09:00'), to: at('10:00') },
        );
        const first = foldAgentDay(
          { facts: any, legs: [], opening: unknownOpening },
          { from: at('09:00'), to: middle },
        );
        const rest = foldAgentDay(
          { facts: any.filter((fact) => fact.at >= middle), legs: [], opening: first.closing },
          { from: middle, to: at('10:00') },
        );
        expect(rest.closing).toEqual(whole.closing);
        const total = (spans: readonly AgentSpan[]): number =>
          spans.filter((span) => span.state === 'free').reduce((sum, span) => sum + span.to - span.from, 0);
        expect(total(first.spans) + total(rest.spans)).toBe(total(whole.spans));
      }),
    );
  });
});

describe('queues an agent is a member of', () => {
  it('make one who never logged in free with the first and gone with the last', () => {
    const facts = [
      says('agent.queue_joined', '08:30', { queueId: 'a' }),
      says('agent.queue_joined', '08:31', { queueId: 'b' }),
      says('agent.queue_left', '12:00', { queueId: 'a' }),
      says('agent.queue_left', '13:00', { queueId: 'b' }),
    ];
    expect(told2(foldAgentDay({ facts, legs: [], opening: unknownOpening }, day).spans)).toEqual([
      '08:00:00 unknown',
      '08:30:00 free',
      '13:00:00 offline',
    ]);
  });

  it('make a pause of the agent only when it holds in all of them', () => {
    const facts = [
      says('agent.queue_joined', '08:30', { queueId: 'a' }),
      says('agent.queue_joined', '08:30', { queueId: 'b' }),
      says('agent.state_changed', '09:00', { queueId: 'a', state: 'break' }),
      says('agent.state_changed', '09:30', { queueId: 'b', state: 'break' }),
      says('agent.state_changed', '10:00', { queueId: 'a', state: 'available' }),
    ];
    expect(told2(foldAgentDay({ facts, legs: [], opening: unknownOpening }, day).spans)).toEqual([
      '08:00:00 unknown',
      '08:30:00 free',
      '09:30:00 break',
      '10:00:00 free',
    ]);
  });
});

describe('the state of an agent at an instant', () => {
  const facts = [says('agent.logged_in', '08:30')];

  it('is told with the instant since when', () => {
    const legs = agentLegsOf(
      'k',
      foldCall(aCall().enqueued('09:00:00').offered('09:00:01').answered('09:00:05').facts(), noRules),
    ).map(({ leg }) => leg);
    expect(agentStateAt({ facts, legs: [], opening: unknownOpening }, at('09:30'))).toMatchObject({
      state: 'free',
      since: at('08:30'),
    });
    expect(agentStateAt({ facts, legs, opening: unknownOpening }, at('09:00:03'))).toMatchObject({
      state: 'ringing',
      since: at('09:00:01'),
    });
    expect(agentStateAt({ facts, legs, opening: unknownOpening }, at('09:00:05'))).toMatchObject({
      state: 'on_call',
      since: at('09:00:05'),
      clinicId: 'desk',
    });
  });

  it('is unknown, since nobody knows when, for one who declared nothing', () => {
    expect(agentStateAt({ facts: [], legs: [], opening: unknownOpening }, at('09:00'))).toMatchObject({
      state: 'unknown',
      since: null,
    });
  });

  it('keeps since when a state is declared across midnight', () => {
    const opening = { ...unknownOpening, state: 'break' as const, since: at('07:00') };
    expect(agentStateAt({ facts: [], legs: [], opening }, at('09:00'))).toMatchObject({
      state: 'break',
      since: at('07:00'),
    });
  });
});

describe('spans cut at quarters of an hour', () => {
  it('keep every second, each in its own quarter', () => {
    const parts = splitByQuarter([
      {
        from: at('09:10'),
        to: at('09:50'),
        state: 'free',
        declared: 'free',
        clinicId: null,
        onHold: false,
        reason: null,
      },
    ]);
    expect(parts.map((part) => part.to - part.from)).toEqual([300_000, 900_000, 900_000, 300_000]);
  });
});
