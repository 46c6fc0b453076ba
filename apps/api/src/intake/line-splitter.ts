import { isUtf8 } from 'node:buffer';

import { decodeLine, type Charset } from './files/charset';

const newline = 0x0a;
const carriageReturn = 0x0d;

/** Longest line kept; a longer one is told as unreadable rather than held in memory. */
export const maxLineBytes = 65_536;

/**
 * One line without its end, and how many bytes it took with it. `text` is null, with the reason, when there is none;
 * `asUtf8` is what it would be as UTF-8, with a sign for what is none, where it is not that.
 */
export type SplitLine =
  | { readonly text: string; readonly bytes: number; readonly asUtf8?: string }
  | { readonly text: null; readonly bytes: number; readonly fault: 'too_long' | 'unknown_charset' };

/** Cuts a stream of bytes into lines; what follows the last newline stays inside until more comes. */
export class LineSplitter {
  private rest: Buffer = Buffer.alloc(0);
  private droppedBytes = 0;

  /** Without a charset each line tells its own. */
  constructor(private readonly charset?: Charset) {}

  *push(chunk: Buffer): Generator<SplitLine> {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      yield this.line(bytes.subarray(start, end), 1);
      start = end + 1;
    }
    this.rest = bytes.subarray(start);
    if (this.rest.length > maxLineBytes) {
      this.droppedBytes += this.rest.length;
      this.rest = Buffer.alloc(0);
    }
  }

  /** The unfinished last line, when there is one. */
  *end(): Generator<SplitLine> {
    if (this.unread > 0) yield this.line(this.rest, 0);
    this.rest = Buffer.alloc(0);
  }

  /** Bytes of the line that has no newline yet. */
  get unread(): number {
    return this.rest.length + this.droppedBytes;
  }

  private line(body: Buffer, ending: number): SplitLine {
    const dropped = this.droppedBytes;
    this.droppedBytes = 0;
    const bytes = dropped + body.length + ending;
    if (dropped > 0 || body.length > maxLineBytes) return { text: null, bytes, fault: 'too_long' };
    const line = body.at(-1) === carriageReturn ? body.subarray(0, -1) : body;
    const text = decodeLine(line, this.charset);
    if (text === null) return { text, bytes, fault: 'unknown_charset' };
    return isUtf8(line) ? { text, bytes } : { text, bytes, asUtf8: line.toString('utf8') };
  }
}
