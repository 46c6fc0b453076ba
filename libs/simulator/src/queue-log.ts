import type { IncomingEvent } from './incoming-event';

/** What Asterisk remembers of a call while it is in a queue. */
type Entry = {
  caller: string;
  number: string;
  enteredAt: number;
  connectedAt: number;
  queue: string;
  agent: string;
  position: number;
};

type Writer = (event: IncomingEvent, entry: Entry, at: number) => readonly string[];

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const line = (at: number, callId: string, ...fields: readonly (string | number)[]): string =>
  [at, callId, ...fields].join('|');
const queueLine = (event: IncomingEvent, entry: Entry, ...rest: readonly (string | number)[]): string =>
  line(Math.floor(Date.parse(event.time) / 1000), event.subject, entry.queue, entry.agent, ...rest);

const waitOf = (entry: Entry, at: number): number => at - entry.enteredAt;

function leaving(event: IncomingEvent, entry: Entry, at: number): readonly string[] {
  const places = [1, entry.position, waitOf(entry, at)];
  const nobody = { ...entry, agent: 'NONE' };
  switch (event.data['reason']) {
    case 'abandoned':
      return [queueLine(event, nobody, 'ABANDON', ...places)];
    case 'timeout':
      return [queueLine(event, nobody, 'EXITWITHTIMEOUT', ...places)];
    case 'callback':
      return [queueLine(event, nobody, 'EXITWITHKEY', text(event.data['key']), ...places)];
    case 'system':
      return [queueLine(event, nobody, 'SYSCOMPAT')];
    default:
      return [];
  }
}

function offerEnded(event: IncomingEvent, entry: Entry): readonly string[] {
  const names: { readonly [result: string]: string } = {
    no_answer: 'RINGNOANSWER',
    caller_gone: 'RINGCANCELED',
  };
  const name = names[text(event.data['result'])];
  const agent = text(event.data['agentId']);
  return name === undefined
    ? []
    : [queueLine(event, { ...entry, agent }, name, Math.round(Number(event.data['ringMs'])))];
}

function transferred(event: IncomingEvent, entry: Entry, at: number): readonly string[] {
  const times = [entry.connectedAt - entry.enteredAt, at - entry.connectedAt, entry.position];
  return event.data['kind'] === 'blind'
    ? [queueLine(event, entry, 'BLINDTRANSFER', text(event.data['toId']), 'from-internal', ...times)]
    : [queueLine(event, entry, 'ATTENDEDTRANSFER', 'BRIDGE', `${event.subject}-b`, ...times)];
}

function legEnded(event: IncomingEvent, entry: Entry, at: number): readonly string[] {
  if (event.data['side'] === 'transfer') return [];
  const name = event.data['side'] === 'caller' ? 'COMPLETECALLER' : 'COMPLETEAGENT';
  return [
    queueLine(
      event,
      entry,
      name,
      entry.connectedAt - entry.enteredAt,
      at - entry.connectedAt,
      entry.position,
    ),
  ];
}

const ofCalls: { readonly [type: string]: Writer } = {
  'call.enqueued': (event, entry, at) => [
    line(at, event.subject, entry.queue, 'NONE', 'DID', entry.number),
    line(at, event.subject, entry.queue, 'NONE', 'ENTERQUEUE', '', entry.caller, entry.position),
  ],
  'call.blocked': (event, entry, at) => [
    line(at, event.subject, 'NONE', 'NONE', 'DID', entry.number),
    line(
      at,
      event.subject,
      'NONE',
      'NONE',
      event.data['reason'] === 'closed' ? 'CLOSED' : 'FULL',
      '',
      entry.caller,
    ),
  ],
  'call.offer_ended': offerEnded,
  'call.answered': (event, entry, at) => [
    queueLine(
      event,
      entry,
      'CONNECT',
      waitOf(entry, at),
      `${event.subject}.2`,
      Math.round(Number(event.data['ringMs']) / 1000),
    ),
  ],
  'call.dequeued': leaving,
  'call.transferred': transferred,
  'call.leg_ended': legEnded,
};

function remember(entry: Entry, event: IncomingEvent, at: number): void {
  const { data } = event;
  if (event.type === 'call.initiated') {
    Object.assign(entry, { caller: text(data['ani']) || 'anonymous', number: text(data['dnis']) });
  } else if (event.type === 'call.enqueued') {
    Object.assign(entry, { enteredAt: at, queue: text(data['queueId']), position: Number(data['position']) });
  } else if (event.type === 'call.answered') {
    Object.assign(entry, { connectedAt: at, agent: text(data['agentId']) });
  }
}

/** Members join and pause in all their queues at once; log-in and log-out are not Asterisk's matter. */
function agentLines(event: IncomingEvent, at: number, paused: Set<string>): readonly string[] {
  const agent = event.subject;
  const queue = text(event.data['queueId']);
  switch (event.type) {
    case 'agent.queue_joined':
      return [line(at, 'MANAGER', queue, agent, 'ADDMEMBER', '')];
    case 'agent.queue_left':
      return [line(at, 'MANAGER', queue, agent, 'REMOVEMEMBER', '')];
    case 'agent.state_changed': {
      if (event.data['state'] !== 'available') {
        paused.add(agent);
        return [line(at, 'NONE', 'NONE', agent, 'PAUSEALL', text(event.data['reason']))];
      }
      return paused.delete(agent) ? [line(at, 'NONE', 'NONE', agent, 'UNPAUSEALL', '')] : [];
    }
    default:
      return [];
  }
}

/**
 * The same life as an Asterisk `queue_log`, line by line without the newline: stamps in whole seconds, waits and
 * talk as differences of such stamps, ring time of CONNECT in seconds and of RINGNOANSWER in milliseconds. What
 * Asterisk does not write (greeting, hold, wrap-up, notes, surveys) is left out; a dialplan is assumed that writes
 * the dialled number as `DID` and refused calls as `CLOSED` or `FULL`.
 */
export function* toQueueLog(events: Iterable<IncomingEvent>): Generator<string, void, void> {
  const entries = new Map<string, Entry>();
  const paused = new Set<string>();
  for (const event of events) {
    const at = Math.floor(Date.parse(event.time) / 1000);
    if (event.type === 'source.restarted') yield line(at, 'NONE', 'NONE', 'NONE', 'QUEUESTART', '');
    else if (event.type.startsWith('agent.')) yield* agentLines(event, at, paused);
    else if (event.type.startsWith('call.')) {
      const blank = {
        caller: 'anonymous',
        number: '',
        enteredAt: at,
        connectedAt: at,
        queue: 'NONE',
        agent: 'NONE',
        position: 1,
      };
      const entry = entries.get(event.subject) ?? blank;
      entries.set(event.subject, entry);
      remember(entry, event, at);
      yield* ofCalls[event.type]?.(event, entry, at) ?? [];
      if (event.type === 'call.disconnected') entries.delete(event.subject);
    }
  }
}
