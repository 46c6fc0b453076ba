import type { EventType } from '@vigie/contracts';
import { caller, count, milliseconds, named, seconds, type QueueLogLine } from './queue-log-line';

/** What a line says in the canonical model: an event about a call, an agent or the telephone system itself. */
export type QueueLogMeaning = {
  readonly type: EventType;
  readonly about: 'call' | 'agent' | 'source';
  readonly data: { readonly [field: string]: string | number | boolean | undefined };
};

type Mapping = (line: QueueLogLine) => QueueLogMeaning;

const dequeued =
  (reason: string, waitField: number, keyField?: number): Mapping =>
  ({ queue, parameters }) => ({
    type: 'call.dequeued',
    about: 'call',
    data: {
      queueId: named(queue),
      reason,
      key: keyField === undefined ? undefined : parameters[keyField],
      waitMs: seconds(parameters[waitField]),
    },
  });

const legEnded =
  (side: 'caller' | 'agent'): Mapping =>
  ({ queue, agent, parameters }) => ({
    type: 'call.leg_ended',
    about: 'call',
    data: {
      queueId: named(queue),
      agentId: named(agent),
      side,
      waitMs: seconds(parameters[0]),
      talkMs: seconds(parameters[1]),
    },
  });

/** A ring that nobody took; Asterisk tells this one in milliseconds, all other durations in seconds. */
const offerEnded =
  (result: string): Mapping =>
  ({ queue, agent, parameters }) => ({
    type: 'call.offer_ended',
    about: 'call',
    data: { queueId: named(queue), agentId: named(agent), result, ringMs: milliseconds(parameters[0]) },
  });

const blindTransfer: Mapping = ({ queue, agent, parameters }) => ({
  type: 'call.transferred',
  about: 'call',
  data: {
    queueId: named(queue),
    agentId: named(agent),
    kind: 'blind',
    toKind: 'extension',
    toId: parameters[0],
    waitMs: seconds(parameters[2]),
    talkMs: seconds(parameters[3]),
  },
});

/** With method LINK two channels are told before the times, with BRIDGE and APP one field. */
const attendedTransfer: Mapping = ({ queue, agent, parameters }) => {
  const times = parameters[0] === 'LINK' ? 3 : 2;
  return {
    type: 'call.transferred',
    about: 'call',
    data: {
      queueId: named(queue),
      agentId: named(agent),
      kind: 'attended',
      toKind: parameters[0]?.toLowerCase(),
      waitMs: seconds(parameters[times]),
      talkMs: seconds(parameters[times + 1]),
    },
  };
};

const refused =
  (reason: string): Mapping =>
  ({ queue, parameters }) => ({
    type: 'call.blocked',
    about: 'call',
    data: { queueId: named(queue), reason, ...(parameters[1] === undefined ? {} : caller(parameters[1])) },
  });

/** Written by a dialplan's `h` extension: it ends a call that no queue knows of yet, and tells nothing new of others. */
const hungUp = (queue: string): QueueLogMeaning => ({
  type: 'call.disconnected',
  about: 'call',
  data: { queueId: named(queue), side: 'caller' },
});

const agentOnly =
  (type: EventType): Mapping =>
  ({ queue }) => ({ type, about: 'agent', data: { queueId: named(queue) } });

const pauseStates: ReadonlyArray<readonly [RegExp, string]> = [
  [/wrap|acw|post.?appel|saisie/iu, 'acw'],
  [/train|formation/iu, 'training'],
  [/off.?phone|hors.?t[ée]l|back.?office/iu, 'off_phone'],
];

/** What a pause of that reason is: a break, unless its words tell of work. */
export const pauseStateOf = (reason: string): string =>
  pauseStates.find(([pattern]) => pattern.test(reason))?.[1] ?? 'break';

const paused: Mapping = ({ queue, parameters }) => ({
  type: 'agent.state_changed',
  about: 'agent',
  data: {
    queueId: named(queue),
    state: pauseStateOf(parameters[0] ?? ''),
    reason: parameters[0] === '' ? undefined : parameters[0]?.slice(0, 64),
  },
});

const unpaused: Mapping = ({ queue }) => ({
  type: 'agent.state_changed',
  about: 'agent',
  data: { queueId: named(queue), state: 'available' },
});

/** What each event of the log means. Parameters are those of app_queue.c and of the queue log's documentation. */
export const queueLogEvents: ReadonlyMap<string, Mapping> = new Map<string, Mapping>([
  [
    'ENTERQUEUE',
    ({ queue, parameters }) => ({
      type: 'call.enqueued',
      about: 'call',
      data: { queueId: named(queue), position: count(parameters[2]), ...caller(parameters[1]) },
    }),
  ],
  [
    'CONNECT',
    ({ queue, agent, parameters }) => ({
      type: 'call.answered',
      about: 'call',
      data: {
        queueId: named(queue),
        agentId: named(agent),
        waitMs: seconds(parameters[0]),
        ringMs: seconds(parameters[2]),
      },
    }),
  ],
  ['COMPLETECALLER', legEnded('caller')],
  ['COMPLETEAGENT', legEnded('agent')],
  ['ABANDON', dequeued('abandoned', 2)],
  ['EXITWITHTIMEOUT', dequeued('timeout', 2)],
  ['EXITEMPTY', dequeued('no_agents', 2)],
  ['EXITWITHKEY', dequeued('key_exit', 3, 0)],
  ['WITHDRAW', dequeued('withdrawn', 2)],
  ['SYSCOMPAT', dequeued('system', 99)],
  ['VOICEMAIL', dequeued('voicemail', 99)],
  ['CALLBACK', dequeued('callback', 99)],
  ['RINGNOANSWER', offerEnded('no_answer')],
  ['RINGCANCELED', offerEnded('caller_gone')],
  ['AGENTDUMP', offerEnded('agent_dumped')],
  ['BLINDTRANSFER', blindTransfer],
  ['TRANSFER', blindTransfer],
  ['ATTENDEDTRANSFER', attendedTransfer],
  ['JOINEMPTY', refused('no_agents')],
  ['FULL', refused('full')],
  ['CLOSED', refused('closed')],
  [
    'GREETING',
    ({ queue }) => ({ type: 'call.greeting_started', about: 'call', data: { queueId: named(queue) } }),
  ],
  [
    'GREETINGEND',
    ({ queue }) => ({ type: 'call.greeting_ended', about: 'call', data: { queueId: named(queue) } }),
  ],
  ['HANGUP', ({ queue }) => hungUp(queue)],
  ['DID', ({ parameters }) => ({ type: 'call.initiated', about: 'call', data: { dnis: parameters[0] } })],
  [
    'ADDMEMBER',
    ({ queue, parameters }) => ({
      type: 'agent.queue_joined',
      about: 'agent',
      data: { queueId: named(queue), paused: parameters[0] === 'PAUSED' ? true : undefined },
    }),
  ],
  ['REMOVEMEMBER', agentOnly('agent.queue_left')],
  ['PAUSE', paused],
  ['PAUSEALL', paused],
  ['UNPAUSE', unpaused],
  ['UNPAUSEALL', unpaused],
  ['AGENTLOGIN', agentOnly('agent.logged_in')],
  ['AGENTCALLBACKLOGIN', agentOnly('agent.logged_in')],
  ['AGENTLOGOFF', agentOnly('agent.logged_out')],
  ['AGENTCALLBACKLOGOFF', agentOnly('agent.logged_out')],
  ['QUEUESTART', () => ({ type: 'source.restarted', about: 'source', data: {} })],
]);

/** Events that are read and left out on purpose, with the reason told to the user. */
export const ignoredQueueLogEvents: ReadonlyMap<string, string> = new Map([
  [
    'CONFIGRELOAD',
    'written at every reload of the logger, each rotation included: it says nothing about calls',
  ],
  ['PENALTY', 'a setting of a member, not something that happened to a call'],
  ['RINGINUSE', 'a setting of a member, not something that happened to a call'],
  ['OUTCALL', 'an outgoing call is nobody’s wait; send call.initiated with direction outbound to show it'],
]);

/** Reason told for an event that neither list knows. */
export const unknownEventReason = 'an event of your own dialplan that has no meaning here';

const diverted = refused('refused');

/** Whether a field is the name of an event of Asterisk's own, or of one that is told here. */
export const isKnownEvent = (field: string | undefined): boolean =>
  field !== undefined && (queueLogEvents.has(field) || ignoredQueueLogEvents.has(field));

/** What a line means, or why it is left out. `DIVERT_…` lines are written by dialplans when a call may not join. */
export function meaningOf(line: QueueLogLine): QueueLogMeaning | { readonly ignored: string } {
  const mapping = queueLogEvents.get(line.event) ?? (line.event.startsWith('DIVERT_') ? diverted : undefined);
  return mapping?.(line) ?? { ignored: ignoredQueueLogEvents.get(line.event) ?? unknownEventReason };
}
