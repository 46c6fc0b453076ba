import { isUtf8 } from 'node:buffer';
import type { RejectionCode } from '@vigie/contracts';

import type { ReadEvent } from './read-event';

/** Stands in a list of items for something that is not even JSON. */
export class UnreadableItem {
  constructor(
    private readonly code: RejectionCode,
    private readonly message: string,
    /** As much of it as is worth keeping. */
    readonly text: string,
  ) {}

  toRead(): ReadEvent & { readonly ok: false } {
    return { ok: false, rejection: { id: null, code: this.code, message: this.message } };
  }
}

/** One line of a stream, read: its number from 0, and the value it holds or what is wrong with it. */
export type NdjsonItem = { readonly line: number; readonly text: string; readonly item: unknown };

const newline = 10;
const maxLineBytes = 262_144;
const keptBytes = 65_536;

/**
 * Reads one JSON value a line from chunks of bytes. Blank lines are counted and left out; a line that cannot be read
 * is an {@link UnreadableItem} and spoils no other. A line that is too long is dropped as it comes: it never fills
 * the memory.
 */
export class NdjsonItems {
  private pieces: Buffer[] = [];
  private bytes = 0;
  private line = 0;

  /** The lines that this chunk completes. */
  *push(chunk: Buffer): Generator<NdjsonItem> {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      this.hold(chunk.subarray(start, end));
      yield* this.take();
      start = end + 1;
    }
    this.hold(chunk.subarray(start));
  }

  /** The last line, which needs no newline. */
  *end(): Generator<NdjsonItem> {
    yield* this.take();
  }

  private hold(piece: Buffer): void {
    if (piece.length === 0) return;
    if (this.bytes <= maxLineBytes) this.pieces.push(piece);
    this.bytes += piece.length;
  }

  private *take(): Generator<NdjsonItem> {
    const bytes = this.pieces.length === 1 ? (this.pieces[0] as Buffer) : Buffer.concat(this.pieces);
    const tooLong = this.bytes > maxLineBytes;
    const line = this.line;
    this.pieces = [];
    this.bytes = 0;
    this.line += 1;
    if (tooLong) yield { line, text: '', item: tooLarge(bytes) };
    else if (bytes.length > 0) yield* readLine(bytes, line);
  }
}

function tooLarge(bytes: Buffer): UnreadableItem {
  return new UnreadableItem(
    'too_large',
    'the line is longer than 256 KB',
    bytes.toString('utf8', 0, keptBytes),
  );
}

function* readLine(bytes: Buffer, line: number): Generator<NdjsonItem> {
  const text = bytes.toString('utf8');
  if (text.trim() === '') return;
  if (!isUtf8(bytes)) {
    yield {
      line,
      text,
      item: new UnreadableItem('invalid_text', 'the line is not UTF-8', bytes.toString('latin1')),
    };
    return;
  }
  yield { line, text, item: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return new UnreadableItem('malformed_json', 'the line is not JSON', text);
  }
}
