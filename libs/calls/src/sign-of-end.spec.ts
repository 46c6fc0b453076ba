import { describe, expect, it } from '@jest/globals';

import type { AgentFact } from './agent';
import { signOfEnd } from './sign-of-end';
import { at } from './testing/a-call';

const talking = { answeredAt: at('09:00'), endedAt: null };
const next = (clock: string) => ({ answeredAt: at(clock) });
const fact = (type: AgentFact['type'], clock: string, state?: AgentFact['state']): AgentFact => ({
  type,
  at: at(clock),
  tie: clock,
  ...(state && { state }),
});

describe('a conversation whose end nobody told', () => {
  it('was over when the next one of the agent began, the first that is known by now', () => {
    const legs = [talking, next('09:20'), next('09:10'), next('08:50')];
    expect(signOfEnd(talking, legs, [], at('09:30'))).toBe(at('09:10'));
    expect(signOfEnd(talking, [talking], [], at('09:30'))).toBeNull();
  });

  it('is not over by what comes only now, or later', () => {
    expect(signOfEnd(talking, [next('09:10')], [], at('09:10'))).toBeNull();
    expect(signOfEnd(talking, [next('09:10')], [], at('09:05'))).toBeNull();
    const pause = [fact('agent.state_changed', '09:35', 'break')];
    expect(signOfEnd(talking, [], pause, at('09:35'))).toBeNull();
    expect(signOfEnd(talking, [], pause, at('09:36'))).toBe(at('09:35'));
  });

  it('is not over by what was told before it began', () => {
    expect(signOfEnd(talking, [], [fact('agent.logged_out', '08:59')], at('10:00'))).toBeNull();
  });

  it('is believed for half an hour, whatever the agent declares meanwhile', () => {
    const pause = [fact('agent.state_changed', '09:10', 'break')];
    expect(signOfEnd(talking, [], pause, at('09:29'))).toBeNull();
    expect(signOfEnd(talking, [], pause, at('09:30'))).toBe(at('09:10'));
  });

  it('is over by a state declared, a queue left or a log-out, not by a state that is a conversation’s own', () => {
    const late = at('11:00');
    for (const sign of [
      fact('agent.state_changed', '09:40', 'break'),
      fact('agent.queue_left', '09:40'),
      fact('agent.logged_out', '09:40'),
    ])
      expect(signOfEnd(talking, [], [sign], late)).toBe(at('09:40'));
    for (const none of [
      fact('agent.state_changed', '09:40', 'on_call'),
      fact('agent.state_changed', '09:40', 'ringing'),
      fact('agent.queue_joined', '09:40'),
    ])
      expect(signOfEnd(talking, [], [none], late)).toBeNull();
  });

  it('has no sign where its end is known, or where nobody was spoken to', () => {
    const ended = { answeredAt: at('09:00'), endedAt: at('09:05') };
    expect(signOfEnd(ended, [next('09:10')], [], at('10:00'))).toBeNull();
    expect(signOfEnd({ answeredAt: null, endedAt: null }, [next('09:10')], [], at('10:00'))).toBeNull();
  });
});
