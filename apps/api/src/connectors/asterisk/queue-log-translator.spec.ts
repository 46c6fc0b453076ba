import { describe, expect, it } from '@jest/globals';
import { QueueLogTranslator, type TranslatedLine } from './queue-log-translator';

const translate = (...lines: readonly string[]): TranslatedLine[] => {
  const translator = new QueueLogTranslator('asterisk');
  return lines.map((line) => translator.translate(line));
};
const eventOf = (line: string) => {
  const [translated] = translate(line);
  if (translated?.kind !== 'event') throw new Error(`no event: ${JSON.stringify(translated)}`);
  return translated.event;
};
const at = '1769987506';

describe('a line of the queue log', () => {
  it('tells a caller who enters a queue, with the number to be replaced at the door', () => {
    expect(eventOf(`${at}|c1|rdv|NONE|ENTERQUEUE||0199001234|2`)).toMatchObject({
      type: 'call.enqueued',
      subject: 'c1',
      time: '2026-02-01T23:11:46.000Z',
      data: { queueId: 'rdv', ani: '0199001234', position: 2 },
    });
  });

  it('keeps no number when the caller withheld it', () => {
    const { data } = eventOf(`${at}|c1|rdv|NONE|ENTERQUEUE||anonymous|1`);
    expect(data['aniKind']).toBe('withheld');
    expect(data['ani']).toBeUndefined();
  });

  it.each([
    ['CONNECT|12|ch-1|4', 'call.answered', { waitMs: 12_000, ringMs: 4_000 }],
    ['RINGNOANSWER|15000', 'call.offer_ended', { result: 'no_answer', ringMs: 15_000 }],
    ['RINGCANCELED|800', 'call.offer_ended', { result: 'caller_gone', ringMs: 800 }],
    ['AGENTDUMP', 'call.offer_ended', { result: 'agent_dumped' }],
    ['COMPLETECALLER|12|100|1', 'call.leg_ended', { side: 'caller', waitMs: 12_000, talkMs: 100_000 }],
    ['COMPLETEAGENT|12|100|1', 'call.leg_ended', { side: 'agent', waitMs: 12_000, talkMs: 100_000 }],
    ['ABANDON|1|1|33', 'call.dequeued', { reason: 'abandoned', waitMs: 33_000 }],
    ['EXITWITHTIMEOUT|1|1|60', 'call.dequeued', { reason: 'timeout', waitMs: 60_000 }],
    ['EXITEMPTY|1|1|5', 'call.dequeued', { reason: 'no_agents', waitMs: 5_000 }],
    ['EXITWITHKEY|2|1|3|41', 'call.dequeued', { reason: 'key_exit', key: '2', waitMs: 41_000 }],
    ['WITHDRAW|1|2|7|moved', 'call.dequeued', { reason: 'withdrawn', waitMs: 7_000 }],
    ['SYSCOMPAT', 'call.dequeued', { reason: 'system' }],
    ['VOICEMAIL', 'call.dequeued', { reason: 'voicemail' }],
    [
      'BLINDTRANSFER|200|default|12|95|1',
      'call.transferred',
      { kind: 'blind', toId: '200', waitMs: 12_000, talkMs: 95_000 },
    ],
    [
      'ATTENDEDTRANSFER|BRIDGE|b-1|12|95|1',
      'call.transferred',
      { kind: 'attended', waitMs: 12_000, talkMs: 95_000 },
    ],
    [
      'ATTENDEDTRANSFER|LINK|ch-1|ch-2|12|95|1',
      'call.transferred',
      { kind: 'attended', waitMs: 12_000, talkMs: 95_000 },
    ],
    ['JOINEMPTY', 'call.blocked', { reason: 'no_agents' }],
    ['FULL', 'call.blocked', { reason: 'full' }],
    ['CLOSED', 'call.blocked', { reason: 'closed' }],
    ['DIVERT_NIGHT', 'call.blocked', { reason: 'refused' }],
  ])('%s becomes %s', (rest, type, data) => {
    expect(eventOf(`${at}|c1|rdv|SIP/12|${rest}`)).toMatchObject({ type, subject: 'c1', data });
  });

  it.each([
    ['ADDMEMBER|PAUSED', 'agent.queue_joined', { queueId: 'rdv', paused: true }],
    ['REMOVEMEMBER', 'agent.queue_left', { queueId: 'rdv' }],
    ['PAUSE|Formation interne', 'agent.state_changed', { state: 'training' }],
    ['PAUSE|wrapup', 'agent.state_changed', { state: 'acw' }],
    ['PAUSE|déjeuner', 'agent.state_changed', { state: 'break' }],
    ['UNPAUSE', 'agent.state_changed', { state: 'available' }],
    ['AGENTLOGIN|SIP/12-1', 'agent.logged_in', {}],
    ['AGENTLOGOFF|SIP/12-1|3600', 'agent.logged_out', {}],
  ])('%s is about the agent', (rest, type, data) => {
    expect(eventOf(`${at}|NONE|rdv|SIP/12|${rest}`)).toMatchObject({ type, subject: 'SIP/12', data });
  });

  it('a pause in all queues is said once, not once a queue', () => {
    const kinds = translate(
      `${at}|NONE|NONE|SIP/12|PAUSEALL|`,
      `${at}|NONE|rdv|SIP/12|PAUSE|`,
      `${at}|NONE|ordonnances|SIP/12|PAUSE|`,
      `1769987507|NONE|rdv|SIP/12|PAUSE|`,
    ).map(({ kind }) => kind);
    expect(kinds).toEqual(['event', 'ignored', 'ignored', 'event']);
  });

  it('QUEUESTART is a restart of the source, CONFIGRELOAD means nothing', () => {
    expect(eventOf(`${at}|NONE|NONE|NONE|QUEUESTART|`)).toMatchObject({
      type: 'source.restarted',
      subject: 'asterisk',
    });
    expect(translate(`${at}|NONE|NONE|NONE|CONFIGRELOAD|`)[0]).toMatchObject({
      kind: 'ignored',
      name: 'CONFIGRELOAD',
    });
  });

  it('a line of no known meaning is ignored with a reason, a broken one is told as unreadable', () => {
    expect(translate(`${at}|c1|rdv|NONE|MY_OWN_THING|x`)[0]).toMatchObject({ kind: 'ignored' });
    for (const broken of [
      '',
      'hello',
      `${at}|c1|rdv`,
      `x|c1|rdv|NONE|CONNECT`,
      `${at}|NONE|rdv|NONE|ENTERQUEUE||1|1`,
    ]) {
      expect(translate(broken)[0]?.kind).toBe('unreadable');
    }
  });
});

describe('the identity of a line', () => {
  const line = `${at}|c1|rdv|SIP/12|RINGNOANSWER|1000`;
  const ids = (translated: readonly TranslatedLine[]) =>
    translated.map((one) => (one.kind === 'event' ? one.event.id : one.kind));

  it('is the same whenever the file is read, and differs between identical lines', () => {
    const once = ids(translate(line, line, `${at}|c2|rdv|NONE|ABANDON|1|1|0`));
    expect(new Set(once).size).toBe(3);
    expect(ids(translate(line, line, `${at}|c2|rdv|NONE|ABANDON|1|1|0`))).toEqual(once);
    expect(once[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
  });

  it('goes on after a restart in the middle of a second', () => {
    const [first, second] = ids(translate(line, line));
    const before = new QueueLogTranslator('asterisk');
    expect(ids([before.translate(line)])).toEqual([first]);
    const after = new QueueLogTranslator('asterisk', before.ordinals());
    expect(ids([after.translate(line)])).toEqual([second]);
  });

  it('depends on the source: two systems may write the same line', () => {
    const other = ids([new QueueLogTranslator('asterisk-2').translate(line)]);
    expect(other).not.toEqual(ids(translate(line)));
  });
});
