/** One frame of an event socket: its headers, and its body where it has one. */
export type EslFrame = Readonly<{ headers: ReadonlyMap<string, string>; body: string }>;

/** What came of a piece of bytes. `dropped` counts frames that are larger than any real one. */
export type EslRead = Readonly<{ frames: readonly EslFrame[]; dropped: number }>;

const mostHeaderBytes = 65_536;
/** An event carries every variable of its channel: tens of kilobytes are usual. */
const mostBodyBytes = 1_048_576;
const blankLine = '\n\n';

/** What is still to come of a body. */
type Body = {
  readonly headers: ReadonlyMap<string, string>;
  readonly pieces: Buffer[];
  readonly isDropped: boolean;
  missing: number;
};

/**
 * Reads what a FreeSWITCH event socket sends, in pieces of any size: headers `Name: value`, an empty line, and as many bytes of body
 * as a header says. What is beyond all measure is passed over, so that memory stays small and the rest is read on.
 */
export class EslReader {
  private head: Buffer = Buffer.alloc(0);
  private body: Body | null = null;
  /** Headers without an end: they are passed over to the next empty line. */
  private isPassing = false;

  push(chunk: Buffer): EslRead {
    const frames: EslFrame[] = [];
    let dropped = 0;
    for (let rest: Buffer = chunk; rest.length > 0;) {
      if (this.body === null) {
        const read = this.readHead(rest);
        rest = read.rest;
        if (read.isDropped) dropped += 1;
        if (read.headers === null) continue;
        this.begin(read.headers);
      }
      rest = this.readBody(rest);
      const done = this.finished();
      if (done === 'dropped') dropped += 1;
      else if (done !== null) frames.push(done);
    }
    return { frames, dropped };
  }

  private readHead(bytes: Buffer): {
    readonly headers: ReadonlyMap<string, string> | null;
    readonly rest: Buffer;
    readonly isDropped: boolean;
  } {
    const before = this.head.length;
    const all = before === 0 ? bytes : Buffer.concat([this.head, bytes]);
    // Its first half may be the last byte of what came before.
    const end = all.indexOf(blankLine, Math.max(0, before - 1));
    if (end < 0) return { headers: null, rest: Buffer.alloc(0), isDropped: this.keep(all) };
    const rest = all.subarray(end + blankLine.length);
    this.head = Buffer.alloc(0);
    const isPassed = this.isPassing;
    this.isPassing = false;
    if (isPassed || end > mostHeaderBytes) return { headers: null, rest, isDropped: !isPassed };
    const headers = headersIn(all.toString('utf8', 0, end));
    return { headers: headers.size === 0 ? null : headers, rest, isDropped: false };
  }

  /** Keeps headers whose end is still to come; true when they become too large by it. */
  private keep(all: Buffer): boolean {
    const isDropped = all.length > mostHeaderBytes && !this.isPassing;
    if (isDropped) this.isPassing = true;
    this.head = this.isPassing ? all.subarray(-1) : all;
    return isDropped;
  }

  private begin(headers: ReadonlyMap<string, string>): void {
    const text = headers.get('Content-Length') ?? '0';
    const missing = /^\d{1,15}$/u.test(text) ? Number(text) : 0;
    this.body = { headers, pieces: [], isDropped: missing > mostBodyBytes, missing };
  }

  private readBody(bytes: Buffer): Buffer {
    const { body } = this;
    if (body === null) return bytes;
    const piece = bytes.subarray(0, body.missing);
    if (!body.isDropped) body.pieces.push(piece);
    body.missing -= piece.length;
    return bytes.subarray(piece.length);
  }

  private finished(): EslFrame | 'dropped' | null {
    const { body } = this;
    if (body === null || body.missing > 0) return null;
    this.body = null;
    if (body.isDropped) return 'dropped';
    return { headers: body.headers, body: Buffer.concat(body.pieces).toString('utf8') };
  }
}

function headersIn(text: string): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon);
    if (!headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return headers;
}
