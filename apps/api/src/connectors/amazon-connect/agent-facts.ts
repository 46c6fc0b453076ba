import type { ConnectFact } from './connect-event';
import { agentIdOf, queueIdOf, type ConnectMessage } from './connect-message';
import { calledOut, isCounted } from './contact';

const notTaken: ReadonlyMap<string, string> = new Map([
  ['MISSED', 'no_answer'],
  ['REJECTED', 'rejected'],
  ['ERROR', 'failed'],
]);

/**
 * What an event of the agents’ stream tells: the state somebody declared, and how the contacts at them stand now and stood before. Null
 * where it names nobody, or no time. Snapshots say from when on something is so: what is told again has the id it had.
 */
export function agentFacts(said: ConnectMessage): readonly ConnectFact[] | null {
  const subject = agentIdOf(said.text('agentArn'));
  const at = said.at('eventTimestamp');
  if (subject === undefined || at === undefined) return null;
  const type = said.text('eventType')?.toUpperCase();
  const now = said.part('currentAgentSnapshot');
  const id = said.id('eventId') ?? String(at);
  if (type === 'LOGOUT') return [{ type: 'agent.logged_out', subject, at, knownBy: id }];
  const came: ConnectFact[] =
    type === 'LOGIN'
      ? [{ type: 'agent.logged_in', subject, at, knownBy: id }, ...queuesOf(now, subject, at)]
      : [];
  return [
    ...came,
    ...stateOf(now, subject),
    ...voices(now).flatMap((contact) => contactState(contact, subject)),
    ...changes({
      before: voices(said.part('previousAgentSnapshot')),
      now: voices(now),
      agentId: subject,
      at,
    }),
  ];
}

function queuesOf(now: ConnectMessage, subject: string, at: number): ConnectFact[] {
  const queues = now.part('configuration').part('routingProfile').parts('inboundQueues');
  const ids = new Set(queues.flatMap((queue) => queueIdOf(queue.text('arn')) ?? []));
  return [...ids].map((queueId) => ({
    type: 'agent.queue_joined',
    subject,
    at,
    data: { queueId },
    knownBy: `${queueId} ${at}`,
  }));
}

/** What a state is called is the centre’s to choose: two are everybody’s, any other is a break. */
function stateOf(now: ConnectMessage, subject: string): ConnectFact[] {
  const status = now.part('agentStatus');
  const [name, at] = [status.text('name'), status.at('startTimestamp')];
  if (name === undefined || at === undefined) return [];
  const state = stateNamed(name, status.text('type')?.toUpperCase());
  const data = { state, ...(state === 'break' && { reason: name }) };
  return [{ type: 'agent.state_changed', subject, at, data, knownBy: `${at} ${name}` }];
}

function stateNamed(name: string, type: string | undefined): string {
  if (type === 'ROUTABLE' || /^available$/iu.test(name)) return 'available';
  return type === 'OFFLINE' || /^offline$/iu.test(name) ? 'offline' : 'break';
}

type AtAgent = Readonly<{
  id: string;
  subject: string;
  state: string;
  since: number | undefined;
  answeredAt: number | undefined;
  queueId: string | undefined;
  isBegunByAgent: boolean;
}>;

const voices = (snapshot: ConnectMessage): readonly AtAgent[] => snapshot.parts('contacts').flatMap(voiceIn);

/** A contact at an agent that is part of a call, as it is counted here. */
function voiceIn(contact: ConnectMessage): AtAgent | readonly [] {
  const id = contact.id('contactId');
  const method = inCapitals(contact, 'initiationMethod');
  const isPart = method === '' || isCounted(method) === true;
  if (id === undefined || !isPart || inCapitals(contact, 'channel') !== 'VOICE') return [];
  // Contacts that somebody waits in ring at an agent; those that an agent begins do not.
  const isBegunByAgent = calledOut.has(method);
  return {
    id,
    subject: isBegunByAgent ? id : (contact.id('initialContactId') ?? id),
    state: inCapitals(contact, 'state'),
    since: contact.at('stateStartTimestamp'),
    answeredAt: contact.at('connectedToAgentTimestamp'),
    queueId: queueIdOf(contact.part('queue').text('arn')),
    isBegunByAgent,
  };
}

const inCapitals = (contact: ConnectMessage, name: string): string => contact.text(name)?.toUpperCase() ?? '';

type Told = Pick<ConnectFact, 'type' | 'data'> & {
  readonly at: number | undefined;
  readonly knownBy: string;
};

function factsAt({ id, subject }: AtAgent, agentId: string, facts: readonly Told[]): ConnectFact[] {
  return facts.flatMap(({ type, at, data, knownBy }) =>
    at === undefined ? [] : [{ type, subject, at, data: { segmentId: id, agentId, ...data }, knownBy }],
  );
}

/** What a contact’s state says by itself. */
function contactState(contact: AtAgent, agentId: string): ConnectFact[] {
  const { id, state, since, answeredAt, queueId, isBegunByAgent } = contact;
  const seen = `${id} ${agentId} ${since ?? ''}`;
  const result = notTaken.get(state);
  const isRinging = state === 'CONNECTING' || state === 'INCOMING';
  const ring: Told = { type: 'call.offered', at: since, data: { queueId }, knownBy: seen };
  const noAnswer: Told = { type: 'call.offer_ended', at: since, data: { queueId, result }, knownBy: seen };
  return factsAt(contact, agentId, [
    ...(isRinging && !isBegunByAgent ? [ring] : []),
    ...(result === undefined || isBegunByAgent ? [] : [noAnswer]),
    // As a contact event tells it, too: whichever comes first.
    { type: 'call.answered', at: answeredAt, data: { queueId }, knownBy: id },
    ...(state === 'CONNECTED_ONHOLD' ? [{ type: 'call.held', at: since, knownBy: seen } as const] : []),
    ...(state === 'ENDED' && answeredAt !== undefined
      ? ([
          { type: 'call.leg_ended', at: since, knownBy: id },
          { type: 'acw.started', at: since, knownBy: id },
        ] as const)
      : []),
  ]);
}

type Change = Readonly<{ before: readonly AtAgent[]; now: readonly AtAgent[]; agentId: string; at: number }>;

/** What only two snapshots tell: a hold that is over, and work after a call that is. */
function changes({ before, now, agentId, at }: Change): ConnectFact[] {
  const standing = new Map(now.map((contact) => [contact.id, contact]));
  return before.flatMap((contact) => {
    const { id, state, answeredAt } = contact;
    const left = standing.get(id);
    const isTalkingAgain = state === 'CONNECTED_ONHOLD' && left?.state === 'CONNECTED';
    const isDone = state === 'ENDED' && left === undefined && answeredAt !== undefined;
    return factsAt(contact, agentId, [
      ...(isTalkingAgain
        ? [
            {
              type: 'call.retrieved',
              at: left.since,
              knownBy: `${id} ${agentId} ${left.since ?? ''}`,
            } as const,
          ]
        : []),
      ...(isDone ? [{ type: 'acw.ended', at, knownBy: id } as const] : []),
    ]);
  });
}
