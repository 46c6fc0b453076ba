import type { QueueLogAnswer, RejectedLine } from '@vigie/contracts';
import { badRequest } from '../../platform/problems';
import type { EventIntake } from '../../intake/event-intake';
import { unknownCharset, type Charset } from '../../intake/files/charset';
import { LineSplitter, type SplitLine } from '../../intake/line-splitter';
import type { QueueLogEvent, QueueLogTranslator } from './queue-log-translator';

const batchLines = 5_000;
const listed = 1_000;

/** Counts what becomes of lines, and remembers which line each event of a batch came from. */
class Tally {
  lines = 0;
  accepted = 0;
  duplicates = 0;
  rejectedCount = 0;
  readonly rejected: RejectedLine[] = [];
  readonly events: Record<string, number> = {};
  /** Lines that were not UTF-8. */
  otherCharset = 0;
  /** The file began with the mark that editors of Windows put there. */
  marked = false;
  readonly ignored = new Map<string, { event: string; reason: string; count: number }>();

  reject(line: number, code: string, message: string): void {
    this.rejectedCount += 1;
    if (this.rejected.length < listed) this.rejected.push({ line, code, message });
  }

  ignore(event: string, reason: string): void {
    const known = this.ignored.get(`${event} ${reason}`);
    if (known) known.count += 1;
    else this.ignored.set(`${event} ${reason}`, { event, reason, count: 1 });
  }

  answer(unfinishedLine: boolean): QueueLogAnswer {
    const { lines, events, accepted, duplicates, rejectedCount, rejected } = this;
    return {
      lines,
      events,
      accepted,
      duplicates,
      rejectedCount,
      rejected,
      ignored: [...this.ignored.values()],
      notes: this.notes(),
      unfinishedLine,
    };
  }

  private notes(): readonly string[] {
    return [
      ...(this.marked ? ['the file begins with a byte order mark, which was left out'] : []),
      ...(this.otherCharset > 0
        ? [`${this.otherCharset} lines are not UTF-8 and were read as they are`]
        : []),
    ];
  }
}

/** Whose log it is, what reads its lines, and how its bytes stand for letters where the lines do not tell. */
export type ReadingParts = {
  readonly tenantId: string;
  readonly translator: QueueLogTranslator;
  readonly charset?: Charset | undefined;
};

const byteOrderMark = '\ufeff';
/** Every second byte is nothing: what a shell of Windows writes. */
const isUtf16 = (text: string): boolean => /(?:\d\0){3}|(?:\0\d){3}/u.test(text);

/** One reading of a log, from wherever it begins: lines in, committed batches out. */
export class QueueLogReading {
  private readonly tally = new Tally();
  private readonly splitter: LineSplitter;
  private batch: Array<{ line: number; event: QueueLogEvent }> = [];
  /** Bytes of whole lines read so far. */
  bytes = 0;

  constructor(
    private readonly intake: EventIntake,
    private readonly parts: ReadingParts,
  ) {
    this.splitter = new LineSplitter(parts.charset);
  }

  async push(chunk: Buffer): Promise<void> {
    for (const line of this.splitter.push(chunk)) {
      this.take(line);
      if (this.batch.length >= batchLines) await this.commit();
    }
  }

  /** Commits what is read; with `final` the last line is read although no newline ends it. */
  async finish(final: boolean): Promise<QueueLogAnswer> {
    const unfinished = !final && this.splitter.unread > 0;
    if (final) for (const line of this.splitter.end()) this.take(line);
    await this.commit();
    return this.tally.answer(unfinished);
  }

  async commit(): Promise<void> {
    if (this.batch.length === 0) return;
    const batch = this.batch;
    this.batch = [];
    const answer = await this.intake.receive(
      this.parts.tenantId,
      batch.map(({ event }) => event),
    );
    this.tally.accepted += answer.accepted;
    this.tally.duplicates += answer.duplicates;
    this.tally.rejectedCount += answer.rejectedCount - answer.rejected.length;
    for (const { index, code, message } of answer.rejected) {
      this.tally.reject(batch[index]?.line ?? 0, code, message);
    }
  }

  private take(split: SplitLine): void {
    this.bytes += split.bytes;
    this.tally.lines += 1;
    const line = this.tally.lines;
    if (split.text === null) {
      if (split.fault === 'too_long')
        return this.tally.reject(line, 'too_large', 'the line is longer than 64 KB');
      return this.tally.reject(line, 'invalid_text', `the line ${unknownCharset}`);
    }
    const text = line === 1 ? this.begun(split.text) : split.text;
    if (text.trim() === '') return;
    if (split.asUtf8 !== undefined) this.tally.otherCharset += 1;
    // A line keeps the identity it had when all was read as UTF-8: what was imported then is known again.
    const translated = this.parts.translator.translate(text, split.asUtf8 ?? text);
    if (translated.kind === 'unreadable')
      return this.tally.reject(line, 'malformed_line', translated.problem);
    this.tally.events[translated.name] = (this.tally.events[translated.name] ?? 0) + 1;
    if (translated.kind === 'ignored') this.tally.ignore(translated.name, translated.reason);
    else this.batch.push({ line, event: translated.event });
  }

  /** The first line as it is read. */
  private begun(text: string): string {
    if (isUtf16(text)) throw badRequest('invalid_charset', 'The file is UTF-16: save it as UTF-8.');
    if (!text.startsWith(byteOrderMark)) return text;
    this.tally.marked = true;
    return text.slice(byteOrderMark.length);
  }
}
