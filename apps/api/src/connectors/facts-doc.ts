import { AmiMapper } from './asterisk/ami/ami-mapper';
import { QueueLogTranslator } from './asterisk/queue-log-translator';
import { connectExamples } from './amazon-connect/told-examples';
import { ccExamples, recordExamples } from './freeswitch/told-examples';
import { hookKinds } from './hooks/hook-kinds';
import { mappedFactNames, mappedFacts } from './hooks/webhook/mapped-facts';

type Fact = Readonly<{ type: string; data?: object }>;
type Column = Readonly<{ title: string; told: readonly Fact[]; byDialplan?: readonly Fact[] }>;

const start = 1_796_000_000;

/** A telephone system of which is said what its manager interface tells, second by second. */
class ToldByManager {
  readonly facts: Fact[] = [];
  private readonly mapper = new AmiMapper('/asterisk', { heardAt: (start - 9_000) * 1_000, callers: [] });

  constructor() {
    this.facts.push(...this.mapper.connected(start * 1_000));
    this.say(0, 'FullyBooted', { Uptime: '1' });
  }

  say(second: number, Event: string, fields: Readonly<Record<string, string>>): void {
    const message = new Map(Object.entries({ Event, Timestamp: (start + second).toFixed(6), ...fields }));
    this.facts.push(...(this.mapper.take(message, 0) ?? []));
  }

  /** A call that is greeted, asks for a queue, and of which the rest is said. */
  call(second: number, rest: readonly (readonly [Event: string, fields?: object])[]): void {
    const uid = `${start + second}.1`;
    const call = { Uniqueid: uid, Linkedid: uid, Queue: 'rdv', Exten: '0199000101' };
    const secretary = { ...call, MemberName: 'Anna', Interface: 'PJSIP/101', DestUniqueid: `${start}.9` };
    const began = [
      ['Newchannel'],
      ['UserEvent', { UserEvent: 'VigieGreetingStarted' }],
      ['UserEvent', { UserEvent: 'VigieGreetingEnded' }],
      ['Newexten', { Application: 'Queue', AppData: 'rdv,t' }],
    ] as const;
    for (const [index, [Event, fields]] of [...began, ...rest].entries())
      this.say(second + index, Event, { ...(Event.startsWith('Agent') ? secretary : call), ...fields });
    this.say(second + 20, 'Hangup', call);
  }

  end(): readonly Fact[] {
    return [...this.facts, ...this.mapper.settle((start + 9_000) * 1_000)];
  }
}

const said = (Value: string) => ['VarSet', { Variable: 'QUEUESTATUS', Value }] as const;

/** What a manager interface says in the life of some calls: messages of each kind that its mapper knows. */
function amiFacts(): readonly Fact[] {
  const told = new ToldByManager();
  const rings = [['QueueCallerJoin'], ['AgentCalled'], ['AgentRingNoAnswer', { RingTime: '3000' }]] as const;
  for (const [index, refusal] of ['FULL', 'JOINEMPTY'].entries())
    told.call(100 + index * 50, [said(refusal)]);
  for (const [index, status] of ['ABANDON', 'TIMEOUT', 'LEAVEEMPTY', 'WITHDRAW'].entries())
    told.call(300 + index * 50, [...rings, ['QueueCallerAbandon'], ['QueueCallerLeave'], said(status)]);
  told.call(600, [...rings, ['QueueCallerLeave'], said('CONTINUE')]);
  const ofSecretary = { Uniqueid: `${start}.9`, Linkedid: `${start + 700}.1` };
  const transfer = {
    TransfererUniqueid: `${start}.9`,
    TransfereeUniqueid: `${start + 700}.1`,
    Extension: '102',
  };
  told.call(700, [
    ...rings,
    ['QueueCallerLeave'],
    ['AgentConnect', { HoldTime: '1', RingTime: '1' }],
    ['Hold', ofSecretary],
    ['Unhold', ofSecretary],
    ['BlindTransfer', transfer],
    ['AgentComplete', { TalkTime: '4', Reason: 'caller' }],
  ]);
  const member = { Queue: 'rdv', MemberName: 'Anna', Interface: 'PJSIP/101', Paused: '0', Status: '1' };
  told.say(1_000, 'QueueMemberAdded', member);
  for (const [index, reason] of ['pause', 'saisie'].entries())
    told.say(1_001 + index, 'QueueMemberPause', { ...member, Paused: '1', PausedReason: reason });
  told.say(1_003, 'QueueMemberPause', member);
  told.say(1_004, 'QueueMemberRemoved', member);
  for (const Event of ['AgentLogin', 'AgentLogoff']) told.say(1_005, Event, { Agent: '1001' });
  return told.end();
}

/** Lines that `app_queue` writes by itself, and those that only a dialplan can. */
const ownLines =
  'c|rdv|NONE|ENTERQUEUE||0199001234|1 c|rdv|Anna|CONNECT|9|c2|3 c|rdv|Anna|COMPLETECALLER|9|60|1 c|rdv|NONE|ABANDON|1|1|9 c|rdv|NONE|EXITWITHTIMEOUT|1|1|9 c|rdv|NONE|EXITEMPTY|1|1|9 c|rdv|NONE|EXITWITHKEY|1|1 c|rdv|Anna|RINGNOANSWER|3000 c|rdv|Anna|BLINDTRANSFER|102|x|9|9|1 NONE|rdv|Anna|ADDMEMBER| NONE|rdv|Anna|REMOVEMEMBER| NONE|rdv|Anna|PAUSE|pause NONE|rdv|Bea|PAUSE|saisie NONE|rdv|Anna|UNPAUSE| c|NONE|1001|AGENTLOGIN|x c|NONE|1001|AGENTLOGOFF|x|9 NONE|NONE|NONE|QUEUESTART|';
const dialplanLines =
  'c|rdv|NONE|DID|0199000101 c|rdv|NONE|GREETING| c|rdv|NONE|GREETINGEND| c|rdv|NONE|CLOSED| c|rdv|NONE|FULL| c|rdv|NONE|JOINEMPTY| c|rdv|NONE|VOICEMAIL| c|rdv|NONE|CALLBACK| c|rdv|NONE|HANGUP|';

function logFacts(lines: string): readonly Fact[] {
  const translator = new QueueLogTranslator('/asterisk');
  return lines.split(' ').flatMap((line, index) => {
    const translated = translator.translate(`${start + index}|${line}`);
    return translated.kind === 'event' ? [translated.event] : [];
  });
}

const ringover = (event: string, data: object = {}) => ({
  event,
  resource: 'call',
  timestamp: start,
  data: { call_id: 'c', direction: 'inbound', user: { firstname: 'Anna' }, ...data },
});
const aircall = (event: string, data: object = {}) => ({
  event,
  timestamp: start,
  data: { id: 1, name: 'Anna', direction: 'inbound', user: { name: 'Anna' }, ...data },
});
const twilio = (event: string, payload: object = {}) => ({
  type: `com.twilio.taskrouter.${event}`,
  id: event,
  time: '2026-11-30T09:00:00Z',
  data: {
    payload: { task_sid: 'c', task_queue_name: 'rdv', worker_name: 'Anna', ...payload },
  },
});
const messagesOf: Readonly<Record<string, readonly object[]>> = {
  ringover: [
    ...['ringing', 'answered', 'hangup', 'voicemail'].map((event) => ringover(event)),
    ringover('ringing', { direction: 'outbound' }),
    ...['OUT_PLANNING', 'NO_ANSWER', 'ABANDONED'].map((reason) => ringover('missed', { reason })),
  ],
  aircall: [
    ...(
      'call.created call.ringing_on_agent call.agent_declined call.answered call.hold call.unhold call.transferred ' +
      'call.voicemail_left call.hungup user.connected user.disconnected user.opened user.closed user.wut_start'
    )
      .split(' ')
      .map((event) => aircall(event)),
    aircall('call.ended', { answered_at: start }),
    aircall('call.created', { direction: 'outbound' }),
    ...['out_of_opening_hours', 'no_available_agent', 'agents_did_not_answer'].map((missed_call_reason) =>
      aircall('call.ended', { missed_call_reason }),
    ),
  ],
  twilio: [
    ...(
      'task.created task-queue.entered reservation.created reservation.accepted reservation.rejected reservation.timeout ' +
      'reservation.wrapup reservation.completed task.completed task.canceled workflow.timeout'
    )
      .split(' ')
      .map((event) => twilio(event)),
    twilio('task.created', { task_attributes: '{"direction":"outbound"}' }),
    ...['Available', 'Pause', 'Offline'].map((worker_activity_name) =>
      twilio('worker.activity.update', { worker_activity_name, worker_previous_activity_name: 'Offline' }),
    ),
  ],
};

function hookFacts(kind: string): readonly Fact[] {
  const hook = hookKinds([]).find(({ name }) => name === kind)?.hook;
  return (messagesOf[kind] ?? []).flatMap((message) => hook?.read(message, {}).facts ?? []);
}

/** Facts that the settings of a webhook have no name for. */
const others: readonly (readonly [about: string, fact: Fact])[] = [
  ['refused: nobody in the queue', { type: 'call.blocked', data: { reason: 'no_agents' } }],
  ['leaves by a key', { type: 'call.dequeued', data: { reason: 'key_exit' } }],
  ['member of a queue', { type: 'agent.queue_joined' }],
  ['no member any more', { type: 'agent.queue_left' }],
  ['the system restarted', { type: 'source.restarted' }],
  ['what was not heard', { type: 'source.gap' }],
  ['and was told since', { type: 'source.gap_filled' }],
];

/** The page that says which source tells what: each cell is what its mapper makes of examples of all it understands. */
export function factsDoc(): string {
  const columns: readonly Column[] = [
    { title: 'Asterisk, manager interface', told: amiFacts() },
    { title: 'Asterisk, queue log', told: logFacts(ownLines), byDialplan: logFacts(dialplanLines) },
    { title: 'FreeSWITCH *', told: ccExamples() },
    { title: 'FusionPBX, records *', told: recordExamples() },
    { title: 'Amazon Connect *', told: connectExamples() },
    { title: 'Ringover *', told: hookFacts('ringover') },
    { title: 'Aircall *', told: hookFacts('aircall') },
    { title: 'Twilio *', told: hookFacts('twilio') },
    { title: 'any other webhook', told: mappedFactNames.map((name) => mappedFacts[name]) },
  ];
  const named = mappedFactNames.map((name): readonly [string, Fact] => [`\`${name}\``, mappedFacts[name]]);
  const rows = [...named, ...others].map(([about, fact]) =>
    [about, codeOf(fact), ...columns.map((column) => cellOf(column, fact))].join(' | '),
  );
  const head = ['Fact', 'Event', ...columns.map(({ title }) => title)];
  return [
    opening,
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---|').join('')}`,
    ...rows.map((row) => `| ${row} |`),
    closing,
  ].join('\n');
}

const opening = `# What each telephone system tells

<!-- Written by \`npm run docs\` from the mappers of apps/api/src/connectors. Do not edit. -->

Each cell is what the mapper of that source makes of examples of all it understands: **yes**; **inferred**, where the system has no word for it and the connector concludes it; **dialplan**, where only your own dialplan can tell it ([asterisk.md](asterisk.md)). \`–\`: it is not told, so figures that need it are missing rather than 0. Whoever sends events by themselves may tell all of it ([events.md](events.md)).
`;
const closing = `
\\* experimental: written after documentation, never tried on a real system ([freeswitch.md](freeswitch.md), [amazon-connect.md](amazon-connect.md), [webhooks.md](webhooks.md)). A fact is named as the settings of a webhook name it.
`;

const entriesOf = ({ data = {} }: Fact): readonly (readonly [string, unknown])[] => Object.entries(data);

function codeOf(fact: Fact): string {
  const told = entriesOf(fact).map(([name, value]) => `${name} ${String(value)}`);
  return `\`${[fact.type, ...told].join(' ')}\``;
}

/** A call that came in by a way that says no direction came in. */
const isTold = (told: Fact, fact: Fact): boolean =>
  told.type === fact.type &&
  entriesOf(fact).every(([name, value]) => {
    const given = (told.data as Readonly<Record<string, unknown>> | undefined)?.[name];
    return given === value || (name === 'direction' && given === undefined && value === 'inbound');
  });

function cellOf({ told, byDialplan = [] }: Column, fact: Fact): string {
  const found = told.filter((one) => isTold(one, fact));
  if (found.length === 0) return byDialplan.some((one) => isTold(one, fact)) ? 'dialplan' : '–';
  return found.every(({ data }) => data !== undefined && 'inferred' in data) ? 'inferred' : 'yes';
}
