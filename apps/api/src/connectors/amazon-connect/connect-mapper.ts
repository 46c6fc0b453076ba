import { readMessage } from '../hooks/hook';
import { agentFacts } from './agent-facts';
import { nothingSaid, type ConnectReading } from './connect-event';
import { ConnectMessage } from './connect-message';
import { contactIn, hasTimes, isCounted, type ContactRecord } from './contact';
import { contactFacts } from './contact-facts';

/** What one message of a queue may hold: a pipe may batch. */
const mostItems = 1_000;
/** Envelope in envelope: EventBridge, a topic, a pipe, a stream. */
const deepest = 6;

const told: ReadonlySet<string> = new Set([
  'INITIATED',
  'CONNECTED_TO_SYSTEM',
  'QUEUED',
  'CONNECTED_TO_AGENT',
  'DISCONNECTED',
  'COMPLETED',
]);
/** Said beside what counts. */
const beside: ReadonlySet<string> = new Set([
  'CONTACT_DATA_UPDATED',
  'AMD_DISABLED',
  'WEBRTC_API',
  'PAUSED',
  'RESUMED',
]);
const ofAgents: ReadonlySet<string> = new Set(['LOGIN', 'LOGOUT', 'STATE_CHANGE']);

/** What a message says, or null where it is none of Amazon Connect’s, or lacks what it cannot do without. */
export type ConnectRead = ConnectReading | null;

/**
 * The bodies of all messages that one message of a queue holds: taken out of EventBridge, a topic (SNS), a batch of a pipe and records
 * of a Kinesis stream. What cannot be taken out stands as it came.
 */
export function unwrapped(body: string): readonly unknown[] {
  const found: unknown[] = [];
  takeOut(body, found, deepest);
  return found;
}

function takeOut(value: unknown, found: unknown[], depth: number): void {
  if (found.length >= mostItems) return;
  const inner = depth === 0 ? undefined : innerOf(value);
  if (inner === undefined) found.push(value);
  else for (const one of inner) takeOut(one, found, depth - 1);
}

/** What an envelope holds; undefined of what is none. */
function innerOf(value: unknown): readonly unknown[] | undefined {
  if (typeof value === 'string') return parsed(value);
  if (Array.isArray(value)) return value as readonly unknown[];
  const said = new ConnectMessage(value);
  const [detail, records, text] = [said.get('detail'), said.get('records'), said.get('message')];
  if (typeof detail === 'object' && detail !== null) return [detail];
  if (Array.isArray(records)) return records as readonly unknown[];
  if (said.text('type') === 'Notification' && typeof text === 'string') return parsed(text);
  return ofStream(said.get('kinesis') === undefined ? said : said.part('kinesis'));
}

/** A record of a Kinesis stream holds what was put into it, in base64. */
function ofStream(record: ConnectMessage): readonly unknown[] | undefined {
  const data = record.get('data');
  if (typeof data !== 'string' || record.get('partitionKey') === undefined) return undefined;
  return parsed(Buffer.from(data, 'base64').toString('utf8'));
}

function parsed(text: string): readonly unknown[] | undefined {
  try {
    const read = readMessage(text);
    return (typeof read === 'object' && read !== null) || typeof read === 'string' ? [read] : undefined;
  } catch {
    return undefined;
  }
}

/** Pure and without memory: the same message, whenever it comes and however often, says the same. */
export function readConnect(message: unknown): ConnectRead {
  const said = new ConnectMessage(message);
  const type = said.text('eventType')?.toUpperCase();
  if (said.get('currentAgentSnapshot') !== undefined || said.get('agentArn') !== undefined)
    return ofAgent(said, type);
  if (type !== undefined) return ofContact(said, type);
  return said.get('initiationMethod') === undefined ? null : ofRecord(said);
}

function ofAgent(said: ConnectMessage, type = ''): ConnectRead {
  // Every two minutes, and up to an hour after somebody has gone.
  if (type === 'HEART_BEAT') return nothingSaid;
  if (!ofAgents.has(type)) return { facts: [], unknown: [`agent ${type}`] };
  const facts = agentFacts(said);
  return facts === null ? null : { facts, unknown: [] };
}

function ofContact(said: ConnectMessage, type: string): ConnectRead {
  if (said.text('channel') === undefined) return null;
  if (!isVoice(said) || beside.has(type)) return nothingSaid;
  if (!told.has(type)) return { facts: [], unknown: [`contact ${type}`] };
  return factsIn(said);
}

function ofRecord(said: ConnectMessage): ConnectRead {
  if (said.text('channel') === undefined) return null;
  if (!isVoice(said)) return nothingSaid;
  const version = said.at('lastUpdateTimestamp') ?? said.at('disconnectTimestamp');
  if (version === undefined) return null;
  return factsIn(said, {
    version,
    reason: said.text('disconnectReason')?.toUpperCase() ?? '',
    hasNext: said.id('nextContactId') !== undefined,
    passedOnAt: said.at('transferCompletedTimestamp'),
  });
}

function factsIn(said: ConnectMessage, record?: ContactRecord): ConnectRead {
  const contact = contactIn(said, record);
  if (contact === undefined || !hasTimes(contact)) return null;
  const isKnown = isCounted(contact.method);
  if (isKnown === null) return { facts: [], unknown: [`method ${contact.method}`] };
  return isKnown ? { facts: contactFacts(contact), unknown: [] } : nothingSaid;
}

/** Written conversations and tasks are no calls. */
const isVoice = (said: ConnectMessage): boolean => said.text('channel')?.toUpperCase() === 'VOICE';
