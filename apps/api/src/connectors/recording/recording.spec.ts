import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { Scrubber, type Heard } from './scrub';
import { replayRecording } from './testing/replay-recording';

const key = Buffer.alloc(32, 7);
const at = 1_796_000_000_000;
const scrubber = new Scrubber(key);
const plain = { record: (heard: Heard, when: number) => recordPlain(heard, when) };

/** As it would be written down if nothing were taken out. */
function recordPlain(heard: Heard, when: number): string {
  const said =
    heard.kind === 'ami'
      ? { ami: Object.fromEntries(heard.message) }
      : heard.kind === 'line'
        ? { line: heard.line }
        : heard.kind === 'esl'
          ? { esl: Object.fromEntries(heard.event) }
          : { message: heard.message };
  return JSON.stringify({ at: new Date(when).toISOString(), ...said });
}
const fileOf = (kind: string, all: readonly Heard[], by: Pick<Scrubber, 'record'> = scrubber): string =>
  [JSON.stringify({ recording: 1, kind }), ...all.map((heard, index) => by.record(heard, at + index))].join(
    '\n',
  );

const second = (seconds: number): string => (at / 1_000 + seconds).toFixed(6);
const uid = `${at / 1_000 + 1}.7`;
const call = {
  Uniqueid: uid,
  Linkedid: `${at / 1_000 + 1}.6`,
  Queue: 'Cabinet Durand',
  CallerIDNum: '+33 1 99 00 12 34',
  CallerIDName: 'Berthe Roux',
  Channel: 'PJSIP/trunk-durand-0000001a',
};
const anna = {
  ...call,
  DestUniqueid: `${at / 1_000 + 3}.8`,
  MemberName: 'Anna Puig',
  Interface: 'Local/5001@from-queue/n',
};
const ami = (seconds: number, Event: string, fields: object): Heard => ({
  kind: 'ami',
  message: new Map(
    Object.entries({ Event, Timestamp: second(seconds), ...fields } as Record<string, string>),
  ),
});
const conversation: readonly Heard[] = [
  ami(1, 'Newchannel', { ...call, Exten: '0199000101' }),
  ami(2, 'Newexten', { ...call, Application: 'Queue', AppData: 'Cabinet Durand,t,,,60' }),
  ami(2, 'QueueCallerJoin', { ...call, Position: '1', Count: '1' }),
  ami(3, 'AgentCalled', anna),
  ami(6, 'QueueCallerLeave', call),
  ami(6, 'AgentConnect', { ...anna, HoldTime: '4', RingTime: '3' }),
  ami(9, 'Hold', { ...call, Channel: 'PJSIP/5001-0000001b' }),
  ami(40, 'AgentComplete', { ...anna, TalkTime: '34', Reason: 'caller' }),
  ami(41, 'Hangup', call),
];
const aircall = (event: string, seconds: number): Heard => ({
  kind: 'message',
  message: {
    event,
    timestamp: at / 1_000 + seconds,
    token: 'sésame',
    data: {
      id: 812_345,
      direction: 'inbound',
      started_at: at / 1_000,
      answered_at: event === 'call.created' ? null : at / 1_000 + 12,
      raw_digits: '+33 1 99 00 12 34',
      direct_link: 'https://api.example/calls/812345',
      user: { id: 3, name: 'Anna Puig', email: 'anna@example.com' },
      number: { id: 7, name: 'Cabinet Durand', digits: '+33 1 99 00 01 01' },
      comments: [{ content: 'Berthe Roux rappelle' }],
    },
  },
});
const messages = [aircall('call.created', 0), aircall('call.answered', 12), aircall('call.hungup', 60)];
const lines = readFileSync(
  join(import.meta.dirname, '../asterisk/testing/01-agent-two-names.queue_log'),
  'utf8',
)
  .split('\n')
  .filter((line) => line !== '')
  .map((line): Heard => ({ kind: 'line', line }));
const member = '5a2c0000-0000-4000-8000-000000000001';
const esl = (seconds: number, action: string, fields: object = {}): Heard => ({
  kind: 'esl',
  event: new Map(
    Object.entries({
      'Event-Name': 'CUSTOM',
      'CC-Action': action,
      'Core-UUID': '11111111-2222-4333-8444-555555555555',
      'Event-Sequence': String(500 + seconds),
      'Event-Date-Timestamp': String(at * 1_000 + seconds * 1_000_000),
      'CC-Queue': 'Cabinet Durand@default',
      'CC-Agent': 'Anna Puig',
      'CC-Agent-Operator-UUID': 'Anna Puig',
      'CC-Member-UUID': member,
      'CC-Member-Session-UUID': member.replace('1', '2'),
      'CC-Member-CID-Name': 'Berthe Roux',
      'CC-Member-CID-Number': '+33 1 99 00 12 34',
      'Caller-Channel-Created-Time': String(at * 1_000),
      variable_patient: 'Berthe Roux',
      ...fields,
    } as Record<string, string>),
  ),
});
const ofCallCentre: readonly Heard[] = [
  esl(1, 'member-queue-start'),
  esl(2, 'agent-offering'),
  esl(5, 'bridge-agent-start'),
  esl(60, 'bridge-agent-end'),
  esl(61, 'member-queue-end', { 'CC-Cause': 'Terminated' }),
  esl(62, 'agent-status-change', { 'CC-Agent-Status': 'On Break' }),
];
const persons =
  /Berthe|Roux|Anna|Puig|Durand|Alice|Martin|sésame|example|99 ?00 ?(?:12|01)|019900\d*1234|5001|812345/u;

describe('a recording of what a telephone system says', () => {
  it.each([
    ['asterisk-ami', conversation],
    ['aircall', messages],
    ['asterisk-queue-log', lines],
    ['freeswitch', ofCallCentre],
  ] as const)(
    'holds no name and no number, and replays to the same facts at the same instants: %s',
    (kind, all) => {
      const file = fileOf(kind, all);
      expect(fileOf(kind, all, plain)).toMatch(persons);
      expect(file).not.toMatch(persons);
      const shapeOf = (text: string) => replayRecording(text).map(({ type, time }) => [type, time]);
      expect(shapeOf(file)).toEqual(shapeOf(fileOf(kind, all, plain)));
      expect(shapeOf(file).length).toBeGreaterThan(3);
    },
  );

  it('takes out whatever a centre writes of a contact under names of its own', () => {
    const free = { State: 'Oncologie', reason: 'Durand', channel: 'Roux', deep: { kind: 'Berthe' } };
    const message = { Attributes: free, SegmentAttributes: { status: free }, Channel: 'VOICE' };
    const line = scrubber.record({ kind: 'message', message }, at);
    expect(line).not.toMatch(/Oncologie|Durand|Roux|Berthe/u);
    expect(line).toContain('VOICE');
  });

  it('calls whoever is the same by the same word, and by another one in every recording', () => {
    const told = (by: Scrubber) =>
      replayRecording(fileOf('asterisk-ami', conversation, by)).map(
        ({ data }) => data as Record<string, string>,
      );
    const agents = told(scrubber).flatMap(({ agentId }) => agentId ?? []);
    expect(agents.length).toBeGreaterThan(2);
    expect(new Set(agents).size).toBe(1);
    const [other] = told(new Scrubber(Buffer.alloc(32, 8))).flatMap(({ agentId }) => agentId ?? []);
    expect(other).not.toBe(agents[0]);
  });

  it('lets through no word of a person in whatever field it stands, however it is written', () => {
    const field = fc.constantFrom(
      'Queue',
      'MemberName',
      'X-Nom',
      'Nom du patient',
      'AppData',
      'Uniqueid',
      'note',
    );
    const around = fc.constantFrom('', ' ', '/', '-', '@', '<', '"', 'é', '1');
    fc.assert(
      fc.property(field, around, around, (name, before, after) => {
        const text = `${before}Zénobie${after}`;
        for (const heard of [
          ami(1, 'UserEvent', { [name]: text, CallerIDNum: '0199001234' }),
          { kind: 'line', line: `${at / 1_000}|${text}|${text}|${text}|ENTERQUEUE|${text}|0199001234` },
          {
            kind: 'message',
            message: { [name]: text, [text]: [text, { to: text, digits: 33_199_001_234 }] },
          },
        ] as const) {
          const line = scrubber.record(heard, at);
          expect(line).not.toMatch(/Zénobie|9001234|Nom du patient/u);
          expect(() => JSON.parse(line) as unknown).not.toThrow();
        }
      }),
    );
  });

  it('is a line of JSON whatever is said', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.dictionary(fc.string(), fc.string()),
        fc.string({ unit: 'binary' }),
        (value, said, line) => {
          for (const heard of [
            { kind: 'message', message: value },
            { kind: 'ami', message: new Map(Object.entries(said)) },
            { kind: 'line', line },
          ] as const)
            if (typeof value !== 'bigint') expect(scrubber.record(heard, at)).not.toContain('\n');
        },
      ),
    );
  });
});
