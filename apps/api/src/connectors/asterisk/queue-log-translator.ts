import { hash } from 'node:crypto';
import { LineOrder, type LineOrdinals } from './line-order';
import { MemberNames } from './member-names';
import { isKnownEvent, meaningOf, type QueueLogMeaning } from './queue-log-events';
import { readQueueLogLine, type QueueLogLine } from './queue-log-line';

/** A CloudEvent made of one line. */
export type QueueLogEvent = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  /** The place of the line among those of its second. */
  readonly sequence: string;
  readonly data: QueueLogMeaning['data'];
};

/** What became of one line. `event` is the name Asterisk wrote, for the count. */
export type TranslatedLine =
  | { readonly kind: 'event'; readonly name: string; readonly event: QueueLogEvent }
  | { readonly kind: 'ignored'; readonly name: string; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly problem: string };

/** What a translator begins with; all of it may be left out. */
export type TranslatorStart = {
  /** What was saved beside the position from which reading goes on. */
  readonly ordinals?: LineOrdinals;
  /** Names of queues as they are known already; a queue is written as the first of them that is equal but for case. */
  readonly spellings?: Iterable<string>;
  /** Names of agents, likewise. */
  readonly agentSpellings?: Iterable<string>;
  /** On whose clocks the realtime table writes its dates and times; by default UTC. */
  readonly timezone?: string;
  /** Told every line that is read. */
  readonly heard?: (line: string) => void;
};

const notACall = new Set(['NONE', 'REALTIME', 'MANAGER', 'CLI']);
const barProblem =
  'the name of a queue or an agent holds a "|", which parts the fields: rename it in Asterisk';

/**
 * Turns lines of one log into CloudEvents whose ids depend on the line alone: UUIDv5-shaped digest of source, line
 * and its ordinal among identical lines (a line holds its second, so identical lines are of the same second). A file
 * read again, from the start or from a saved position, gives the same ids. Lines of one second keep their order by
 * their sequence.
 */
export class QueueLogTranslator {
  private readonly order: LineOrder;
  private readonly members = new MemberNames();
  private readonly queues: Spellings;
  private readonly agents: Spellings;
  private readonly timezone: string;
  private readonly heard: (line: string) => void;

  constructor(
    private readonly source: string,
    {
      ordinals = {},
      spellings = [],
      agentSpellings = [],
      timezone = 'UTC',
      heard = () => undefined,
    }: TranslatorStart = {},
  ) {
    this.order = new LineOrder(ordinals);
    this.timezone = timezone;
    this.heard = heard;
    this.queues = new Spellings(spellings);
    this.agents = new Spellings(agentSpellings);
  }

  /** `identity` is what the line's id is made of, where that is not the text as it is read. */
  translate(text: string, identity = text): TranslatedLine {
    this.heard(text);
    const place = this.order.placeOf(identity);
    const read = readQueueLogLine(text, this.timezone);
    if ('problem' in read) return { kind: 'unreadable', problem: problemOf(text) ?? read.problem };
    const line = { ...read, queue: this.queues.of(read.queue), agent: this.agents.of(read.agent) };
    const meaning = meaningOf(line);
    if ('ignored' in meaning) return leftOut(line, meaning.ignored);
    const { repeated, interface: other } = this.members.note(line);
    if (repeated) {
      return {
        kind: 'ignored',
        name: line.event,
        reason: 'already said by the line for all queues of that second',
      };
    }
    const subject = this.subjectOf(line, meaning);
    if (subject === undefined) {
      return {
        kind: 'unreadable',
        problem: `${line.event} needs ${meaning.about === 'call' ? 'a call id' : 'an agent'}`,
      };
    }
    return {
      kind: 'event',
      name: line.event,
      event: {
        specversion: '1.0',
        id: lineId(this.source, identity, place.ordinal),
        source: this.source,
        type: meaning.type,
        subject,
        time: new Date(line.at).toISOString(),
        sequence: String(place.inSecond),
        data: other === undefined ? meaning.data : { ...meaning.data, interface: other },
      },
    };
  }

  /** What a saved position must hold beside its offset. */
  ordinals(): LineOrdinals {
    return this.order.ordinals();
  }

  private subjectOf(line: QueueLogLine, meaning: QueueLogMeaning): string | undefined {
    if (meaning.about === 'source') return this.source;
    if (meaning.about === 'agent') return line.agent === '' || line.agent === 'NONE' ? undefined : line.agent;
    return notACall.has(line.callId) ? undefined : line.callId;
  }
}

/**
 * One way of writing each name. Asterisk finds a queue by its name, and a member by its interface, in any case, and logs
 * them as each `Queue()`, each call file and each command wrote them.
 */
class Spellings {
  private readonly known: Map<string, string>;

  constructor(names: Iterable<string>) {
    this.known = new Map([...names].reverse().map((name) => [keyOf(name), name]));
  }

  of(name: string): string {
    const key = keyOf(name);
    const known = this.known.get(key);
    if (known === undefined) this.known.set(key, name);
    return known ?? name;
  }
}

const keyOf = (name: string): string => name.normalize('NFC').toLowerCase();

/** A name of an event one or two fields late means that names before it hold a bar. */
function problemOf(text: string): string | undefined {
  const fields = text.split('|');
  return isKnownEvent(fields[5]) || isKnownEvent(fields[6]) ? barProblem : undefined;
}

function leftOut(line: QueueLogLine, reason: string): TranslatedLine {
  const shifted =
    !isKnownEvent(line.event) && (isKnownEvent(line.parameters[0]) || isKnownEvent(line.parameters[1]));
  return shifted
    ? { kind: 'unreadable', problem: barProblem }
    : { kind: 'ignored', name: line.event, reason };
}

/** A UUID of version 5 shape over source, line and ordinal. */
function lineId(source: string, line: string, ordinal: number): string {
  const digest = hash('sha1', `${source}\n${line}\n${ordinal}`, 'hex');
  const variant = ((parseInt(digest.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `5${digest.slice(13, 16)}`,
    `${variant}${digest.slice(18, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}
