import type { PostedEvent } from './real-server';

type Queued = {
  readonly call: string;
  readonly queue: string;
  readonly agoMs?: number;
  readonly ani?: string;
};

/** A caller enters a queue. */
export const enqueued = ({ call, queue, agoMs = 0, ani = '+33639980012' }: Queued): PostedEvent => ({
  type: 'call.enqueued',
  subject: call,
  agoMs,
  data: { queueId: queue, segmentId: `${call}-1`, ani, languageRequested: 'fr' },
});

/** A secretary takes the call. */
export const answered = (call: string, queue: string, agent: string, agoMs = 0): PostedEvent => ({
  type: 'call.answered',
  subject: call,
  agoMs,
  data: { queueId: queue, segmentId: `${call}-1`, legId: `${call}-a`, agentId: agent },
});

/** The call ends; without an answer before it, the caller gave up. */
export const hungUp = (call: string, agoMs = 0): PostedEvent => ({
  type: 'call.disconnected',
  subject: call,
  agoMs,
  data: { side: 'caller' },
});

/** A secretary begins to work and is free. */
export const loggedIn = (agent: string, agoMs = 0): readonly PostedEvent[] => [
  { type: 'agent.logged_in', subject: agent, agoMs: agoMs + 1, data: { agentId: agent } },
  { type: 'agent.state_changed', subject: agent, agoMs, data: { agentId: agent, state: 'available' } },
];

/** A morning already under way: answered calls, lost ones, and someone who has waited past the limit. */
export function aMorning(): readonly PostedEvent[] {
  const events: PostedEvent[] = [
    ...loggedIn('anna', 3_000_000),
    ...loggedIn('benoit', 3_000_000),
    ...loggedIn('clara', 3_000_000),
  ];
  for (let index = 0; index < 24; index += 1) {
    const call = `past-${index}`;
    const agoMs = 1_500_000 - index * 50_000;
    const queue = index % 3 === 0 ? 'mg-rdv' : 'radio-rdv';
    const ani = `+3363998${String(1000 + index)}`;
    events.push(enqueued({ call, queue, agoMs, ani }));
    if (index % 6 === 5) events.push(hungUp(call, agoMs - 40_000));
    else
      events.push(
        answered(call, queue, index % 3 === 0 ? 'clara' : 'anna', agoMs - 12_000),
        hungUp(call, agoMs - 45_000),
      );
  }
  events.push(enqueued({ call: 'waits-long', queue: 'radio-rdv', agoMs: 134_000, ani: '+33639980020' }));
  events.push(enqueued({ call: 'waits-some', queue: 'radio-resultats', agoMs: 71_000, ani: '+33639980021' }));
  return events;
}
