import { connectEvent, type ConnectEvent } from './connect-event';
import { readConnect } from './connect-mapper';

const start = Date.UTC(2026, 10, 30, 9);
const at = (second: number): string => new Date(start + second * 1_000).toISOString();
const instance = 'arn:aws:connect:eu-west-3:000000000000:instance/00000000-0000-4000-8000-000000000001';

/** Names in AWS of a queue and of agents, as messages write them. */
export const queueArn = (id: string): string => `${instance}/queue/${id}`;
export const agentArn = (id: string): string => `${instance}/agent/${id}`;

/** A contact event as EventBridge delivers it; `detail` holds what else it says. */
export function contactEvent(eventType: string, contactId: string, detail: object = {}): object {
  return {
    version: '0',
    'detail-type': 'Amazon Connect Contact Event',
    source: 'aws.connect',
    detail: {
      ...{ eventType, contactId, channel: 'VOICE', instanceArn: instance, initiationMethod: 'INBOUND' },
      ...{ initiationTimestamp: at(0), connectedToSystemTimestamp: '1970-01-01T00:00:00.001Z' },
      ...detail,
    },
  };
}

/** The record of a contact, as the stream of records delivers it. */
export function contactRecord(ContactId: string, more: object = {}): object {
  return {
    ...{
      AWSContactTraceRecordFormatVersion: '2017-03-10',
      ContactId,
      Channel: 'VOICE',
      InitiationMethod: 'INBOUND',
    },
    ...{ InitiationTimestamp: at(0), LastUpdateTimestamp: at(900), DisconnectTimestamp: at(60) },
    CustomerEndpoint: { Type: 'TELEPHONE_NUMBER', Address: '+33199001234' },
    SystemEndpoint: { Type: 'TELEPHONE_NUMBER', Address: '+33199000101' },
    ...more,
  };
}

/** An event of the agents’ stream; contacts as they stand now and stood before. */
export function agentEvent(
  EventType: string,
  { second = 0, status = 'Available', now = [], before = [] }: AgentExample = {},
): object {
  const snapshot = (Contacts: readonly object[]) => ({
    AgentStatus: { Name: status, StartTimestamp: at(second) },
    Configuration: {
      ...{ FirstName: 'Anna', LastName: 'Martin', Username: 'anna.martin' },
      RoutingProfile: { InboundQueues: [{ ARN: queueArn('rdv'), Name: 'Rendez-vous' }] },
    },
    Contacts,
  });
  return {
    ...{
      AgentARN: agentArn('anna'),
      EventId: `e-${EventType}-${second}`,
      EventTimestamp: at(second),
      EventType,
    },
    CurrentAgentSnapshot: snapshot(now),
    PreviousAgentSnapshot: snapshot(before),
  };
}

type AgentExample = Readonly<{
  second?: number;
  status?: string;
  now?: readonly object[];
  before?: readonly object[];
}>;

/** A contact at an agent. */
export const atAgent = (ContactId: string, State: string, second: number, more: object = {}): object => ({
  ...{ ContactId, InitialContactId: ContactId, Channel: 'VOICE', InitiationMethod: 'INBOUND', State },
  ...{ StateStartTimestamp: at(second), Queue: { ARN: queueArn('rdv') }, ...more },
});

const queueInfo = { queueArn: queueArn('rdv'), queueType: 'STANDARD', enqueueTimestamp: at(5) };
const agentInfo = { agentArn: agentArn('anna'), connectedToAgentTimestamp: at(20) };
const wrapped = { afterContactWorkStartTimestamp: at(60), afterContactWorkEndTimestamp: at(75) };
const Queue = {
  ARN: queueArn('rdv'),
  Name: 'Rendez-vous',
  EnqueueTimestamp: at(5),
  DequeueTimestamp: at(20),
};
const Agent = { ARN: agentArn('anna'), ConnectedToAgentTimestamp: at(20) };
const talking = { ConnectedToAgentTimestamp: at(20) };

/** Some calls of a centre at Amazon Connect: messages of each kind that the mapper knows. */
export const connectMessages: readonly object[] = [
  contactEvent('INITIATED', 'c1'),
  contactEvent('QUEUED', 'c1', { queueInfo }),
  agentEvent('LOGIN'),
  agentEvent('STATE_CHANGE', { second: 1, status: 'Pause' }),
  agentEvent('STATE_CHANGE', { second: 2 }),
  agentEvent('STATE_CHANGE', { second: 2, now: [atAgent('c1', 'CONNECTING', 6)] }),
  agentEvent('STATE_CHANGE', { second: 2, now: [atAgent('c1', 'MISSED', 12)] }),
  agentEvent('STATE_CHANGE', { second: 2, now: [atAgent('c1', 'REJECTED', 14)] }),
  contactEvent('CONNECTED_TO_AGENT', 'c1', { queueInfo, agentInfo }),
  agentEvent('STATE_CHANGE', { second: 30, now: [atAgent('c1', 'CONNECTED_ONHOLD', 30, talking)] }),
  agentEvent('STATE_CHANGE', {
    second: 40,
    now: [atAgent('c1', 'CONNECTED', 40, talking)],
    before: [atAgent('c1', 'CONNECTED_ONHOLD', 30, talking)],
  }),
  agentEvent('HEART_BEAT', { second: 50 }),
  contactEvent('DISCONNECTED', 'c1', { queueInfo, agentInfo, disconnectTimestamp: at(60) }),
  contactEvent('COMPLETED', 'c1', {
    ...{ queueInfo, disconnectTimestamp: at(60) },
    agentInfo: { ...agentInfo, ...wrapped },
  }),
  contactRecord('c1', {
    ...{
      Queue,
      Agent: { ...Agent, AfterContactWorkStartTimestamp: at(60), AfterContactWorkEndTimestamp: at(75) },
    },
    DisconnectReason: 'CUSTOMER_DISCONNECT',
  }),
  // Given up, timed out, moved to another queue, left for a callback, called out.
  contactEvent('DISCONNECTED', 'c2', { queueInfo, disconnectTimestamp: at(30) }),
  contactRecord('c2', { Queue, DisconnectReason: 'CUSTOMER_DISCONNECT' }),
  contactRecord('c3', { Queue, DisconnectReason: 'CONTACT_FLOW_DISCONNECT' }),
  contactEvent('INITIATED', 'c5', {
    ...{ initiationMethod: 'QUEUE_TRANSFER', initialContactId: 'c4', previousContactId: 'c4' },
  }),
  contactEvent('INITIATED', 'c6', {
    ...{ initiationMethod: 'TRANSFER', initialContactId: 'c1', previousContactId: 'c1' },
  }),
  contactEvent('CONNECTED_TO_AGENT', 'c8', {
    ...{
      initiationMethod: 'CALLBACK',
      initialContactId: 'c7',
      previousContactId: 'c7',
      queueInfo,
      agentInfo,
    },
    connectedToSystemTimestamp: at(25),
  }),
  contactEvent('INITIATED', 'c9', { initiationMethod: 'OUTBOUND' }),
  agentEvent('STATE_CHANGE', { second: 80, status: 'Offline' }),
  agentEvent('LOGOUT', { second: 90 }),
];

/** What the mapper makes of them. */
export const connectExamples = (): readonly ConnectEvent[] =>
  connectMessages.flatMap((message) => {
    const inner = 'detail' in message ? message.detail : message;
    return readConnect(inner)?.facts.map((fact) => connectEvent('/amazon-connect', fact)) ?? [];
  });
