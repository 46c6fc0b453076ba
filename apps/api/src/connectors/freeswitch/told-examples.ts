import { CcMapper } from './cc-mapper';
import { ccEvent, type CcEvent } from './esl-event';
import { recordColumns, recordEvents, type CallRecord } from './record-events';

const start = 1_796_000_000;
const uuid = (last: number): string => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`;

/** What is said, one thing a second, and what its mapper makes of it. */
class ToldByCallCentre {
  readonly told: CcEvent[] = [];
  private readonly mapper: CcMapper;
  private said = 0;

  constructor() {
    const before = { heardAt: (start - 9_000) * 1_000, core: uuid(1), callers: [], agents: [] };
    this.mapper = new CcMapper('/freeswitch', before);
    this.told.push(...this.mapper.connected(start * 1_000, uuid(2)));
    this.mapper.tiers([{ agent: 'anna', queue: 'rdv@default' }]);
  }

  say(action: string, fields: Readonly<Record<string, string>>): void {
    this.said += 1;
    const event = {
      ...(/^[A-Z]/u.test(action) ? { 'Event-Name': action } : { 'CC-Action': action }),
      'Core-UUID': uuid(2),
      'Event-Sequence': String(this.said),
      'Event-Date-Timestamp': String((start + this.said) * 1_000_000),
      ...fields,
    };
    this.told.push(...(this.mapper.take(new Map(Object.entries(event)), 0) ?? []));
  }
}

const callOf = (last: number) => ({
  'CC-Queue': 'rdv@default',
  'CC-Member-UUID': uuid(last),
  'CC-Member-Session-UUID': uuid(last + 1),
  'Caller-Channel-Created-Time': String(start * 1_000_000),
});

/** What a call centre of FreeSWITCH says in the life of some calls: messages of each kind that its mapper knows. */
export function ccExamples(): readonly CcEvent[] {
  const centre = new ToldByCallCentre();
  for (const [index, reason] of ['TIMEOUT', 'NO_AGENT_TIMEOUT', 'EXIT_WITH_KEY', 'BREAK_OUT'].entries()) {
    const call = callOf(100 + index * 2);
    centre.say('member-queue-start', call);
    centre.say('member-queue-end', { ...call, 'CC-Cause': 'Cancel', 'CC-Cancel-Reason': reason });
  }
  const anna = { ...callOf(10), 'CC-Agent': 'anna', 'CC-Agent-UUID': uuid(20) };
  centre.say('member-queue-start', anna);
  for (const cause of ['NO_ANSWER', 'CALL_REJECTED']) {
    centre.say('agent-offering', anna);
    centre.say('bridge-agent-fail', { ...anna, 'CC-Hangup-Cause': cause });
  }
  centre.say('agent-offering', anna);
  centre.say('bridge-agent-start', anna);
  for (const hold of ['CHANNEL_HOLD', 'CHANNEL_UNHOLD']) centre.say(hold, { 'Unique-ID': uuid(20) });
  centre.say('bridge-agent-end', anna);
  centre.say('member-queue-end', { ...anna, 'CC-Cause': 'Terminated' });
  centre.say('CHANNEL_HANGUP_COMPLETE', { 'Unique-ID': uuid(11) });
  for (const status of ['Available', 'On Break', 'Logged Out'])
    centre.say('agent-status-change', { 'CC-Agent': 'anna', 'CC-Agent-Status': status });
  return centre.told;
}

/** What records of FusionPBX say of calls that ended in each way, and that a gap is filled. */
export function recordExamples(): readonly CcEvent[] {
  const at = (second: number): string => String(start + second);
  const call = {
    ...(Object.fromEntries(recordColumns.map((name) => [name, null])) as CallRecord),
    ...{ xml_cdr_uuid: uuid(50), cc_queue: 'rdv@default', caller_destination: '0199000101' },
    ...{ start_epoch: at(0), cc_queue_joined_epoch: at(4), end_epoch: at(90) },
  };
  const answered = { cc_agent: 'anna', cc_queue_answered_epoch: at(12), cc_queue_terminated_epoch: at(80) };
  const left = ['TIMEOUT', 'NO_AGENT_TIMEOUT', 'EXIT_WITH_KEY', 'BREAK_OUT'].map((cc_cancel_reason) => ({
    ...{ cc_cancel_reason, cc_queue_canceled_epoch: at(60) },
  }));
  const filled = {
    type: 'source.gap_filled',
    subject: '/freeswitch',
    atMicros: start * 1e6,
    knownBy: 'gap',
  } as const;
  return [
    ...[answered, ...left].flatMap((more) => recordEvents('/freeswitch', { ...call, ...more })),
    ccEvent('/freeswitch', filled),
  ];
}
