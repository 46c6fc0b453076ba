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
  const said: Said = (name) => record[name]?.trim().slice(0, 128) || undefined;
  const at: At = (name) => epochOf(said(name)?.replace(/\.\d*$/u, ''));
  const session = said('cc_member_session_uuid') ?? said('xml_cdr_uuid');
  const [queueId, joinedAt] = [said('cc_queue'), at('cc_queue_joined_epoch')];
  if (session === undefined || queueId === undefined || joinedAt === undefined) return [];
  const number = callerOf(said('caller_id_number'));
  const told: readonly Told[] = [
    ['call.initiated', at('start_epoch'), { direction: 'inbound', dnis: dialled(said), ...number }],
    ['call.enqueued', joinedAt, { queueId, ...number }],
    ...endOfWait(said, at, { queueId, legId: `record-${session}`.slice(0, 100) }),
    ['call.disconnected', at('end_epoch'), { cause: said('hangup_cause') }],
  ];
  return told.flatMap(([type, atMs, data]) => {
    if (atMs === undefined) return [];
    const of = { type, subject: session, atMicros: atMs * 1_000, knownBy: `record ${session}` };
    const event = ccEvent(source, { ...of, data });
    return [{ ...event, data: { ...event.data, via: 'log' } }];
  });
}

type Said = (name: Name) => string | undefined;
/** In milliseconds since 1970. */
type At = (name: Name) => number | undefined;
type Told = readonly [type: CcEvent['type'], atMs: number | undefined, data: CcEvent['data']];

/** Somebody answered and talked, or the caller left the queue. */
function endOfWait(
  said: Said,
  at: At,
  { queueId, legId }: { queueId: string; legId: string },
): readonly Told[] {
  const [answeredAt, agentId, endedAt] = [at('cc_queue_answered_epoch'), said('cc_agent'), at('end_epoch')];
  if (answeredAt === undefined || agentId === undefined) {
    const reason = leaveReasons[said('cc_cancel_reason') ?? ''] ?? 'abandoned';
    return [['call.dequeued', at('cc_queue_canceled_epoch') ?? endedAt, { queueId, reason }]];
  }
  const leg = { queueId, agentId, legId };
  return [
    ['call.answered', answeredAt, leg],
    ['call.leg_ended', at('cc_queue_terminated_epoch') ?? endedAt, leg],
  ];
}

/** The number that was called: what the caller dialled, before the dialplan led them elsewhere. */
function dialled(said: Said): string | undefined {
  const numbers = [said('caller_destination'), said('destination_number')];
  return numbers.find((text) => text !== undefined && /^\+?\d{3,20}$/u.test(text));
}
