import type { EventType } from '@vigie/contracts';

type MappedFact = Readonly<{
  type: EventType;
  /** Whose it is: what its subject names. */
  of: 'call' | 'agent';
  data?: Readonly<Record<string, string | boolean>>;
}>;

const call = (type: EventType, data?: MappedFact['data']): MappedFact => ({
  type,
  of: 'call',
  ...(data !== undefined && { data }),
});
const agent = (type: EventType, state?: string): MappedFact => ({
  type,
  of: 'agent',
  ...(state !== undefined && { data: { state } }),
});

/** What a message of a telephone system without a connector of its own may be said to mean. */
export const mappedFacts = {
  arrived: call('call.initiated', { direction: 'inbound' }),
  calledOut: call('call.initiated', { direction: 'outbound' }),
  greeting: call('call.greeting_started'),
  greeted: call('call.greeting_ended'),
  closed: call('call.blocked', { reason: 'closed' }),
  full: call('call.blocked', { reason: 'full' }),
  queued: call('call.enqueued'),
  rings: call('call.offered'),
  notTaken: call('call.offer_ended', { result: 'no_answer' }),
  declined: call('call.offer_ended', { result: 'rejected' }),
  answered: call('call.answered'),
  answeredByRobot: call('call.answered', { bot: true }),
  held: call('call.held'),
  retrieved: call('call.retrieved'),
  transferred: call('call.transferred', { kind: 'blind' }),
  abandoned: call('call.dequeued', { reason: 'abandoned' }),
  timedOut: call('call.dequeued', { reason: 'timeout' }),
  nobodyThere: call('call.dequeued', { reason: 'no_agents' }),
  voicemail: call('call.dequeued', { reason: 'voicemail' }),
  callbackWanted: call('call.dequeued', { reason: 'callback' }),
  talkEnded: call('call.leg_ended'),
  hungUp: call('call.disconnected'),
  came: agent('agent.logged_in'),
  left: agent('agent.logged_out'),
  available: agent('agent.state_changed', 'available'),
  break: agent('agent.state_changed', 'break'),
  afterCall: agent('agent.state_changed', 'acw'),
  away: agent('agent.state_changed', 'offline'),
} as const satisfies Readonly<Record<string, MappedFact>>;
export type MappedFactName = keyof typeof mappedFacts;

/** Every one, in the order in which a call meets them. */
export const mappedFactNames = Object.keys(mappedFacts) as readonly MappedFactName[];

/** How the setting is called that lists the messages of a fact. */
export const settingOf = (name: MappedFactName | 'ignored'): `fact.${string}` => `fact.${name}`;
