import { hash } from 'node:crypto';
import { meaningOf, type QueueLogMeaning } from './queue-log-events';
import { readQueueLogLine, type QueueLogLine } from './queue-log-line';

/** A CloudEvent made of one line. */
export type QueueLogEvent = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: QueueLogMeaning['data'];
};

/** What became of one line. `event` is the name Asterisk wrote, for the count. */
export type TranslatedLine =
  | { readonly kind: 'event'; readonly name: string; readonly event: QueueLogEvent }
  | { readonly kind: 'ignored'; readonly name: string; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly problem: string };

/** How often each of the latest lines has been seen: what identity needs after a restart. */
export type LineOrdinals = { readonly [line: string]: number };

const remembered = 200_000;
const rememberedOverRestart = 256;
const notACall = new Set(['NONE', 'REALTIME', 'MANAGER', 'CLI']);

/**
 * Turns lines of one log into CloudEvents whose ids depend on the line alone: UUIDv5-shaped digest of source, line
 * and its ordinal among identical lines (a line holds its second, so identical lines are of the same second). A file
 * read again, from the start or from a saved position, gives the same ids.
 */
export class QueueLogTranslator {
  private readonly seen: Map<string, number>;
  private readonly pausedAll = new Map<string, number>();
  private latest: string[] = [];

  constructor(
    private readonly source: string,
    ordinals: LineOrdinals = {},
  ) {
    this.seen = new Map(Object.entries(ordinals));
    this.latest = Object.keys(ordinals);
  }

  translate(text: string): TranslatedLine {
    const line = readQueueLogLine(text);
    const ordinal = this.ordinalOf(text);
    if ('problem' in line) return { kind: 'unreadable', problem: line.problem };
    const meaning = meaningOf(line);
    if ('ignored' in meaning) return { kind: 'ignored', name: line.event, reason: meaning.ignored };
    if (this.repeatsAll(line)) {
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
        id: lineId(this.source, text, ordinal),
        source: this.source,
        type: meaning.type,
        subject,
        time: new Date(line.at).toISOString(),
        data: meaning.data,
      },
    };
  }

  /** What a saved position must hold beside its offset. */
  ordinals(): LineOrdinals {
    this.latest = this.latest.slice(-rememberedOverRestart);
    return Object.fromEntries(this.latest.map((line) => [line, this.seen.get(line) ?? 1]));
  }

  private ordinalOf(text: string): number {
    const ordinal = (this.seen.get(text) ?? 0) + 1;
    this.seen.delete(text);
    this.seen.set(text, ordinal);
    this.latest.push(text);
    if (this.latest.length > 16 * rememberedOverRestart)
      this.latest = this.latest.slice(-rememberedOverRestart);
    if (this.seen.size > remembered) this.seen.delete(this.seen.keys().next().value ?? '');
    return ordinal;
  }

  /** PAUSEALL is followed by one PAUSE a queue: the first says it for all. */
  private repeatsAll(line: QueueLogLine): boolean {
    const key = `${line.event.startsWith('UN') ? 'UN' : ''}PAUSE ${line.agent}`;
    if (line.event === 'PAUSEALL' || line.event === 'UNPAUSEALL') this.pausedAll.set(key, line.at);
    return (line.event === 'PAUSE' || line.event === 'UNPAUSE') && this.pausedAll.get(key) === line.at;
  }

  private subjectOf(line: QueueLogLine, meaning: QueueLogMeaning): string | undefined {
    if (meaning.about === 'source') return this.source;
    if (meaning.about === 'agent') return line.agent === '' || line.agent === 'NONE' ? undefined : line.agent;
    return notACall.has(line.callId) ? undefined : line.callId;
  }
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
