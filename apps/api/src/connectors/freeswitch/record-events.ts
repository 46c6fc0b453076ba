import { caller as callerOf } from '../asterisk/queue-log-line';
import { leaveReasons } from './cc-words';
import { ccEvent, epochOf, type CcEvent } from './esl-event';

/** What FusionPBX keeps of a caller's line that was in a queue (`v_xml_cdr`), every column as text. */
export type CallRecord = Readonly<Record<(typeof recordColumns)[number], string | null>>;

/** The columns that are read. */
export const recordColumns = [
  'xml_cdr_uuid',
  'cc_member_session_uuid',
  'cc_member_uuid',
  'cc_queue',
  'cc_agent',
  'cc_cancel_reason',
  'caller_id_number',
  'caller_destination',
  'destination_number',
  'hangup_cause',
  'start_epoch',
  'end_epoch',
  'cc_queue_joined_epoch',
  'cc_queue_answered_epoch',
  'cc_queue_terminated_epoch',
  'cc_queue_canceled_epoch',
] as const;

type Name = (typeof recordColumns)[number];

/**
 * The facts of a call that a record tells, in whole seconds. Of a call the event socket told as well, the fold takes one of the two. Pure:
 * the same record gives the same events under the same ids. None for a record without a line or a queue.
 */
export function recordEvents(source: string, record: CallRecord): readonly CcEvent[] {
  const said = (name: Name): string | undefined => record[name]?.trim().slice(0, 128) || undefined;
  const at = (name: Name): number | undefined => epochOf(said(name)?.replace(/\.\d*$/u, ''));
  const session = said('cc_member_session_uuid') ?? said('xml_cdr_uuid');
  const [queueId, joinedAt] = [said('cc_queue'), at('cc_queue_joined_epoch')];
  if (session === undefined || queueId === undefined || joinedAt === undefined) return [];
  const number = callerOf(said('caller_id_number'));
  const agentId = said('cc_agent');
  const legId = `record-${session}`.slice(0, 100);
  const [answeredAt, talkedUntil] = [at('cc_queue_answered_epoch'), at('cc_queue_terminated_epoch')];
  const endedAt = at('end_epoch');
  const fact = (type: CcEvent['type'], ms: number | undefined, data: CcEvent['data']): CcEvent[] =>
    ms === undefined ? [] : [toldByRecord(source, { type, session, atMs: ms, data })];
  const first = { direction: 'inbound', dnis: dialled(said), ...number };
  const isAnswered = answeredAt !== undefined && agentId !== undefined;
  const left = isAnswered ? undefined : (at('cc_queue_canceled_epoch') ?? endedAt);
  const reason = leaveReasons[said('cc_cancel_reason') ?? ''] ?? 'abandoned';
  return [
    ...fact('call.initiated', at('start_epoch'), first),
    ...fact('call.enqueued', joinedAt, { queueId, ...number }),
    ...(isAnswered ? fact('call.answered', answeredAt, { queueId, agentId, legId }) : []),
    ...(isAnswered ? fact('call.leg_ended', talkedUntil ?? endedAt, { queueId, agentId, legId }) : []),
    ...fact('call.dequeued', left, { queueId, reason }),
    ...fact('call.disconnected', endedAt, { cause: said('hangup_cause') }),
  ];
}

/** The number that was called: what the caller dialled, before the dialplan led them elsewhere. */
function dialled(said: (name: Name) => string | undefined): string | undefined {
  const numbers = [said('caller_destination'), said('destination_number')];
  return numbers.find((text) => text !== undefined && /^\+?\d{3,20}$/u.test(text));
}

type Told = Readonly<{ type: CcEvent['type']; session: string; atMs: number; data: CcEvent['data'] }>;

function toldByRecord(source: string, { type, session, atMs, data }: Told): CcEvent {
  const event = ccEvent(source, {
    ...{ type, subject: session, atMicros: atMs * 1_000, knownBy: `record ${session}` },
    data,
  });
  return { ...event, data: { ...event.data, via: 'log' } };
}
