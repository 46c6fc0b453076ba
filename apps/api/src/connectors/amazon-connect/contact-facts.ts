import type { ConnectFact } from './connect-event';
import { arriving, calledOut, type Contact } from './contact';

/**
 * Everything that is known of a contact, as facts: each message tells it all again, so that what was lost on the way is told by the
 * next, under ids that do not depend on which.
 */
export function contactFacts(contact: Contact): readonly ConnectFact[] {
  if (calledOut.has(contact.method)) return [...ofCallback(contact), ...ofCallOut(contact)];
  return [...ofBeginning(contact), ...ofPrevious(contact), ...ofWait(contact), ...ofEnd(contact)];
}

type Draft = Omit<ConnectFact, 'at' | 'subject' | 'knownBy' | 'version'> & {
  readonly at: number | undefined;
};

/** Those whose instants are known. */
function told(contact: Contact, subject: string, drafts: readonly Draft[]): ConnectFact[] {
  const { id, record } = contact;
  const via = record === undefined ? {} : { via: 'record' };
  const version = record === undefined ? {} : { version: record.version };
  return drafts.flatMap(({ type, at, data }) =>
    at === undefined
      ? []
      : [{ type, subject, at, data: { segmentId: id, ...data, ...via }, knownBy: id, ...version }],
  );
}

function ofBeginning(contact: Contact): ConnectFact[] {
  const { method, initiatedAt, ani, dnis } = contact;
  if (!arriving.has(method)) return [];
  const data = { direction: 'inbound', ani, dnis };
  return told(contact, contact.initialId, [{ type: 'call.initiated', at: initiatedAt, data }]);
}

/** What a contact says of the one it follows: told once, live or by its record. */
function ofPrevious(contact: Contact): ConnectFact[] {
  const { method, previousId: segmentId, initiatedAt: at, initialId: subject, id } = contact;
  if (segmentId === undefined || at === undefined) return [];
  const knownBy = `before ${id}`;
  if (method === 'TRANSFER')
    return [{ type: 'call.transferred', subject, at, knownBy, data: { segmentId, kind: 'blind' } }];
  if (method !== 'QUEUE_TRANSFER') return [];
  return [{ type: 'call.dequeued', subject, at, knownBy, data: { segmentId, reason: 'overflow' } }];
}

function ofWait(contact: Contact): ConnectFact[] {
  const { queueId, agentId, enqueuedAt, answeredAt } = contact;
  return told(contact, contact.initialId, [
    { type: 'call.enqueued', at: enqueuedAt, data: { queueId } },
    { type: 'call.answered', at: answeredAt, data: { agentId, queueId } },
  ]);
}

function ofEnd(contact: Contact): ConnectFact[] {
  const { initialId, answeredAt, enqueuedAt, endedAt } = contact;
  const ends =
    answeredAt !== undefined ? ofTalk(contact) : enqueuedAt !== undefined ? ofLeaving(contact) : [];
  const line: Draft = { type: 'call.disconnected', at: endedAt, data: sideOf(contact) };
  return told(contact, initialId, [...ends, ...(isLineClosed(contact) ? [line] : [])]);
}

/** The agent’s part, and the work after it. */
function ofTalk(contact: Contact): Draft[] {
  const { agentId, endedAt, wrapStartedAt, wrapEndedAt, record } = contact;
  const passedOn = { agentId, kind: 'blind', toKind: 'external' };
  return [
    { type: 'call.transferred', at: record?.passedOnAt, data: passedOn },
    { type: 'call.leg_ended', at: endedAt, data: { agentId, ...sideOf(contact) } },
    { type: 'acw.started', at: wrapStartedAt, data: { agentId } },
    { type: 'acw.ended', at: wrapEndedAt, data: { agentId } },
  ];
}

/** Out of the queue unanswered. Live no reason is told: the caller is taken to have given up until another is. */
function ofLeaving({ queueId, dequeuedAt, endedAt, record }: Contact): Draft[] {
  const at = endedAt === undefined ? undefined : (dequeuedAt ?? endedAt);
  const isConcluded = record === undefined || record.hasNext;
  const reason = exitOf(record?.reason ?? '');
  return [{ type: 'call.dequeued', at, data: { queueId, reason, ...(isConcluded && { inferred: true }) } }];
}

function exitOf(reason: string): string {
  if (reason === 'CONTACT_FLOW_DISCONNECT' || reason === 'EXPIRED') return 'timeout';
  return reason === 'TELECOM_PROBLEM' ? 'system' : 'abandoned';
}

/** Who was in no queue and at no agent hung up in the menu. Whether more follows, after one, only the record knows. */
function isLineClosed({ method, enqueuedAt, answeredAt, record }: Contact): boolean {
  // Whoever was asked and did not come: the caller may still talk to who asked.
  if (record === undefined)
    return method !== 'TRANSFER' && enqueuedAt === undefined && answeredAt === undefined;
  return !record.hasNext && record.passedOnAt === undefined;
}

const sides: Readonly<Record<string, string>> = {
  CUSTOMER_DISCONNECT: 'caller',
  AGENT_DISCONNECT: 'agent',
  TELECOM_PROBLEM: 'system',
};

function sideOf({ record }: Contact): { readonly side?: string } {
  const side = sides[record?.reason ?? ''];
  return side === undefined ? {} : { side };
}

/** A call out is one of its own, and nobody waits in it. */
function ofCallOut(contact: Contact): ConnectFact[] {
  const { id, initiatedAt, agentId, answeredAt, endedAt } = contact;
  return told(contact, id, [
    { type: 'call.initiated', at: initiatedAt, data: { direction: 'outbound' } },
    { type: 'call.answered', at: answeredAt, data: { agentId } },
    ...(answeredAt === undefined ? [] : ofTalk(contact)),
    { type: 'call.disconnected', at: endedAt, data: sideOf(contact) },
  ]);
}

/** A callback that waits in a queue is owed to the caller of the contact before it, who left for it. */
function ofCallback(contact: Contact): ConnectFact[] {
  const { id, method, initialId: subject, previousId, queueId, initiatedAt, connectedAt } = contact;
  if (method !== 'CALLBACK' || subject === id) return [];
  const segmentId = previousId ?? subject;
  const of = { subject, knownBy: `before ${id}` };
  const asked: ConnectFact[] =
    initiatedAt === undefined
      ? []
      : [
          { ...of, type: 'call.dequeued', at: initiatedAt, data: { segmentId, reason: 'callback' } },
          { ...of, type: 'callback.requested', at: initiatedAt, data: { callbackId: id, queueId } },
        ];
  if (connectedAt === undefined) return asked;
  return [...asked, { ...of, type: 'callback.reached', at: connectedAt, data: { callbackId: id } }];
}
