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
    ['HANGUP', 'call.disconnected', { side: 'caller' }],
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
    const after = new QueueLogTranslator('asterisk', { ordinals: before.ordinals() });
    expect(ids([after.translate(line)])).toEqual([second]);
  });

  it('depends on the source: two systems may write the same line', () => {
    const other = ids([new QueueLogTranslator('asterisk-2').translate(line)]);
    expect(other).not.toEqual(ids(translate(line)));
  });
});

describe('the order of lines of one second', () => {
  const sequences = (translated: readonly TranslatedLine[]) =>
    translated.map((one) => (one.kind === 'event' ? one.event.sequence : one.kind));

  it('is told, whatever kind of line stands between them', () => {
    const told = translate(
      `${at}|c1|vide|NONE|EXITWITHTIMEOUT|1|1|3`,
      `${at}|NONE|NONE|NONE|CONFIGRELOAD|`,
      `${at}|c1|direct|NONE|ENTERQUEUE||0199001234|1`,
      `1769987507|c1|direct|anna|CONNECT|1|x|1`,
      `${at}|c1|direct|anna|RINGNOANSWER|900`,
    );
    expect(sequences(told)).toEqual(['1', 'ignored', '3', '1', '4']);
  });

  it('goes on after a restart in the middle of a second', () => {
    const before = new QueueLogTranslator('asterisk');
    before.translate(`${at}|c1|vide|NONE|EXITWITHTIMEOUT|1|1|3`);
    before.translate(`${at}|c1|direct|NONE|ENTERQUEUE||0199001234|1`);
    const after = new QueueLogTranslator('asterisk', { ordinals: before.ordinals() });
    expect(sequences([after.translate(`${at}|c1|direct|anna|CONNECT|1|x|1`)])).toEqual(['3']);
  });
});

describe('the spelling of a queue', () => {
  const queues = (spellings: readonly string[], ...lines: readonly string[]) => {
    const translator = new QueueLogTranslator('asterisk', { spellings });
    return lines.map((each) => {
      const one = translator.translate(each);
      return one.kind === 'event' ? one.event.data['queueId'] : one.kind;
    });
  };

  it('is one, since Asterisk takes the names of queues in any case and writes them so', () => {
    const lines = [
      `${at}|c1|RDV|NONE|ENTERQUEUE||0199001921|1`,
      `${at}|c1|rdv|Anna|CONNECT|12|x|4`,
      `${at}|c2|Rdv|NONE|ENTERQUEUE||0199001922|1`,
    ];
    expect(queues([], ...lines)).toEqual(['RDV', 'RDV', 'RDV']);
    expect(queues(['ordonnances', 'rdv'], ...lines)).toEqual(['rdv', 'rdv', 'rdv']);
  });

  it('does not change which line it is', () => {
    const idOf = (spellings: readonly string[]) => {
      const one = new QueueLogTranslator('asterisk', { spellings }).translate(
        `${at}|c1|RDV|NONE|ENTERQUEUE||1|1`,
      );
      return one.kind === 'event' ? one.event.id : one.kind;
    };
    expect(idOf(['rdv'])).toBe(idOf([]));
  });
});

describe('what would be misread without a word', () => {
  it('is a bar within a name: the line is refused and says so', () => {
    for (const broken of [
      `${at}|c1|rendez|vous|NONE|ENTERQUEUE||0199001234|1`,
      `${at}|c1|rdv|Anna|Martin|CONNECT|12|x|4`,
    ]) {
      const [told] = translate(broken);
      expect(told?.kind === 'unreadable' ? told.problem : told).toContain('holds a "|"');
    }
  });

  it('is a time of more than three decimals at the edge of an hour: it is cut, never rounded up', () => {
    expect(eventOf(`1769936399.999999|c1|rdv|NONE|ENTERQUEUE||0199001234|1`).time).toBe(
      '2026-02-01T08:59:59.999Z',
    );
  });

  it('is a row of the realtime table: its date and time are on the clocks it was written by', () => {
    const row = '2026-02-01 09:59:59.999999|c1|rdv|NONE|ENTERQUEUE||0199001234|1';
    const translator = new QueueLogTranslator('asterisk', { timezone: 'Europe/Paris' });
    expect(translator.translate(row)).toMatchObject({ event: { time: '2026-02-01T08:59:59.999Z' } });
    expect(translate('2026-02-01 25:61:00|c1|rdv|NONE|ABANDON|1|1|1')[0]?.kind).toBe('unreadable');
  });
});

describe('a log that was not written in one piece', () => {
  const idOf = (line: TranslatedLine) => line.kind === 'event' && [line.event.id, line.event.sequence];

  it('is known again where another copy of it follows, as where two rotated files overlap', () => {
    const log = [
      `${at}|c1|rdv|NONE|ENTERQUEUE||0199001234|1`,
      `${at}|c1|rdv|Poste 1|RINGNOANSWER|0`,
      `${at}|c1|rdv|Poste 1|RINGNOANSWER|0`,
      '1769987600|c1|rdv|Anna|CONNECT|94|x|2',
    ];
    const translator = new QueueLogTranslator('asterisk');
    const read = () => log.map((line) => idOf(translator.translate(line)));
    const first = read();
    expect(read()).toEqual(first);
    expect(new Set(first.map(String)).size).toBe(4);
  });

  it('has the line after what a lost power left of the one before', () => {
    expect(eventOf(`\0\0\0${at}|c1|rdv|Anna|CONNECT|10|x|2`)).toMatchObject({ type: 'call.answered' });
  });

  it('tells no duration where its clock was set meanwhile, and the event all the same', () => {
    const { type, data } = eventOf(`${at}|c1|rdv|NONE|ABANDON|1|1|999999`);
    expect([type, data['waitMs']]).toEqual(['call.dequeued', undefined]);
    expect(eventOf(`${at}|c1|rdv|Anna|COMPLETECALLER|-10|-3600|1`).data['talkMs']).toBeUndefined();
  });
});

describe('the two names of a member', () => {
  it('are told where the log itself shows the pair: PAUSEALL by the interface, then PAUSE by the name', () => {
    const translator = new QueueLogTranslator('asterisk');
    const told = [
      `${at}|NONE|NONE|Local/101@from-queue/n|PAUSEALL|Pause`,
      `${at}|NONE|rdv|Alice Martin|PAUSE|Pause`,
      `${at}|NONE|rdv|Zoe|PAUSE|Pause`,
    ].map((each) => translator.translate(each));
    expect(told[1]).toMatchObject({
      event: { subject: 'Alice Martin', data: { interface: 'Local/101@from-queue/n' } },
    });
    expect(told[2]?.kind === 'event' && told[2].event.data['interface']).toBeUndefined();
  });

  it('are not guessed where two pause in one second and their lines stand among each other', () => {
    const together = [
      `${at}|NONE|NONE|SIP/1|PAUSEALL|`,
      `${at}|NONE|NONE|SIP/2|PAUSEALL|`,
      `${at}|NONE|rdv|Anna|PAUSE|`,
      `${at}|NONE|rdv|Bea|PAUSE|`,
    ];
    const between = [
      `${at}|NONE|NONE|SIP/1|PAUSEALL|`,
      `${at}|NONE|rdv|Anna|PAUSE|`,
      `${at}|NONE|NONE|SIP/2|PAUSEALL|`,
      `${at}|NONE|nuit|Anna|PAUSE|`,
    ];
    const interfaces = (lines: readonly string[]) =>
      translate(...lines).map((line) => line.kind === 'event' && line.event.data['interface']);
    expect(interfaces(together)).toEqual([undefined, undefined, undefined, undefined]);
    expect(interfaces(between)).toEqual([undefined, 'SIP/1', undefined, undefined]);
  });

  it('are each one, in whatever case a command wrote them, as a queue is', () => {
    const translator = new QueueLogTranslator('asterisk', {
      agentSpellings: ['Alice Martin'],
      spellings: ['Médecine'],
    });
    const told = [
      `${at}|MANAGER|me\u0301decine|alice martin|ADDMEMBER|`,
      `${at}|MANAGER|rdv|SIP/101|ADDMEMBER|`,
      `${at}|c1|RDV|sip/101|CONNECT|10|x|2`,
    ].map((each) => translator.translate(each));
    expect(told).toMatchObject([
      { event: { subject: 'Alice Martin', data: { queueId: 'Médecine' } } },
      { event: { subject: 'SIP/101', data: { queueId: 'rdv' } } },
      { event: { subject: 'c1', data: { queueId: 'rdv', agentId: 'SIP/101' } } },
    ]);
  });
});
