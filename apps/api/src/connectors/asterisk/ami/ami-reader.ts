import { StringDecoder } from 'node:string_decoder';

/** One message of the manager interface: its keys with their values; of a key told twice the first. */
export type AmiMessage = ReadonlyMap<string, string>;

/** What came of a piece of bytes. `dropped` counts messages and lines that are larger than any real one. */
export type AmiRead = Readonly<{ messages: readonly AmiMessage[]; banner: string | null; dropped: number }>;

const longestLine = 65_536;
const mostLines = 1_000;

/**
 * Reads what an Asterisk's manager interface sends, in pieces of any size: a banner of one line, then messages of lines
 * `Key: value`, each message ended by an empty line. What is beyond all measure is dropped to the next empty line, so that
 * memory stays small and the rest is read on.
 */
export class AmiReader {
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';
  private message = new Map<string, string>();
  private isBannerRead = false;
  private isDropping = false;
  /** The rest of a line that is too long is still to come. */
  private isInLongLine = false;

  push(chunk: Buffer): AmiRead {
    const messages: AmiMessage[] = [];
    let banner: string | null = null;
    let dropped = 0;
    const text = this.rest + this.decoder.write(chunk);
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      const line = text.slice(from, text[end - 1] === '\r' ? end - 1 : end);
      from = end + 1;
      if (this.isInLongLine) this.isInLongLine = false;
      else if (!this.isBannerRead) {
        this.isBannerRead = true;
        banner = line;
      } else if (!this.takeLine(line, messages)) dropped += 1;
    }
    this.rest = text.slice(from);
    if (this.rest.length > longestLine) {
      if (!this.isInLongLine && !this.isDropping) dropped += 1;
      this.drop();
      this.isInLongLine = true;
      this.rest = '';
    }
    return { messages, banner, dropped };
  }

  /** False when the message became too large by it. */
  private takeLine(line: string, messages: AmiMessage[]): boolean {
    if (line === '') {
      if (!this.isDropping && this.message.size > 0) messages.push(this.message);
      this.message = new Map();
      this.isDropping = false;
      return true;
    }
    if (this.isDropping) return true;
    if (line.length > longestLine || this.message.size >= mostLines) {
      this.drop();
      return false;
    }
    const colon = line.indexOf(':');
    if (colon < 1) return true;
    const key = line.slice(0, colon);
    if (!this.message.has(key)) this.message.set(key, line.slice(colon + 1).trimStart());
    return true;
  }

  private drop(): void {
    this.isDropping = true;
    this.message = new Map();
  }
}
