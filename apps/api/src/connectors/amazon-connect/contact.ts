import { agentIdOf, queueIdOf, type ConnectMessage } from './connect-message';

/** How a call begins that somebody makes to the centre: by telephone, or from an app or a web page. */
export const arriving: ReadonlySet<string> = new Set(['INBOUND', 'WEBRTC_API']);
/** How a contact begins that is called out. */
export const calledOut: ReadonlySet<string> = new Set(['OUTBOUND', 'CALLBACK', 'API']);
/** How one goes on that somebody waits in already. */
const goingOn: ReadonlySet<string> = new Set(['TRANSFER', 'QUEUE_TRANSFER', 'DISCONNECT']);
/** How one begins that is no call as it is counted here: a supervisor who listens, the line to somebody outside. */
const leftOut: ReadonlySet<string> = new Set(['MONITOR', 'EXTERNAL_OUTBOUND']);

/** Whether a contact that begins so is part of a call, as it is counted here; null where nobody here knows such a beginning. */
export function isCounted(method: string): boolean | null {
  if (arriving.has(method) || calledOut.has(method) || goingOn.has(method)) return true;
  return leftOut.has(method) ? false : null;
}

/** What is known of a contact: one passage through a queue and to an agent, of a call or of a part of one. */
export type Contact = Readonly<{
  id: string;
  /** The first contact of the call. */
  initialId: string;
  previousId: string | undefined;
  /** How it began, in capitals. */
  method: string;
  initiatedAt: number | undefined;
  /** When the other side was there: of a call out, when it answered. */
  connectedAt: number | undefined;
  queueId: string | undefined;
  enqueuedAt: number | undefined;
  dequeuedAt: number | undefined;
  agentId: string | undefined;
  answeredAt: number | undefined;
  endedAt: number | undefined;
  wrapStartedAt: number | undefined;
  wrapEndedAt: number | undefined;
  /** Only a record knows what follows. */
  record: ContactRecord | undefined;
  ani: string | undefined;
  dnis: string | undefined;
}>;

/** What a record says beyond it. */
export type ContactRecord = Readonly<{
  version: number;
  /** Why it ended, in capitals. */
  reason: string;
  hasNext: boolean;
  /** When it was connected to somebody outside. */
  passedOnAt: number | undefined;
}>;

/** Undefined where it has no id. A contact event has `queueInfo` and `agentInfo` where a record has `queue` and `agent`. */
export function contactIn(said: ConnectMessage, record?: ContactRecord): Contact | undefined {
  const id = said.id('contactId');
  if (id === undefined) return undefined;
  const isRecord = record !== undefined;
  const queue = said.part(isRecord ? 'queue' : 'queueInfo');
  const agent = said.part(isRecord ? 'agent' : 'agentInfo');
  const queueId = queueIdOf(queue.text(isRecord ? 'arn' : 'queueArn'));
  return {
    id,
    initialId: said.id('initialContactId') ?? id,
    previousId: said.id('previousContactId'),
    method: said.text('initiationMethod')?.toUpperCase() ?? '',
    initiatedAt: said.at('initiationTimestamp'),
    connectedAt: said.at('connectedToSystemTimestamp'),
    queueId,
    // Nobody waits in the queue of a single agent as callers wait.
    enqueuedAt: queueId === undefined ? undefined : queue.at('enqueueTimestamp'),
    dequeuedAt: queue.at('dequeueTimestamp'),
    agentId: agentIdOf(agent.text(isRecord ? 'arn' : 'agentArn')),
    answeredAt: agent.at('connectedToAgentTimestamp'),
    endedAt: said.at('disconnectTimestamp'),
    wrapStartedAt: agent.at('afterContactWorkStartTimestamp'),
    wrapEndedAt: agent.at('afterContactWorkEndTimestamp'),
    record,
    ani: numberOf(said.part('customerEndpoint')),
    dnis: numberOf(said.part('systemEndpoint')),
  };
}

/** Whether it says when anything of it was. */
export const hasTimes = ({ initiatedAt, enqueuedAt, answeredAt, endedAt }: Contact): boolean =>
  [initiatedAt, enqueuedAt, answeredAt, endedAt].some((at) => at !== undefined);

const numberOf = (endpoint: ConnectMessage): string | undefined =>
  endpoint.text('type')?.toUpperCase() === 'TELEPHONE_NUMBER' ? endpoint.text('address') : undefined;
