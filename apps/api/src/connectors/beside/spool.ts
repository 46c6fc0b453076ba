import { mkdir, open, readdir, readFile, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import { ConnectorFault } from '../connector-fault';
import { replaceFile, syncFolder } from './replace-file';

/** How a piece of the spool is opened for writing; a spec hands a disk that is full. */
export type OpenPiece = (path: string) => Promise<FileHandle>;

/** Lines that wait to be sent, and where the next ones begin. */
export type SpooledLines = Readonly<{ text: string; lines: number; next: Place }>;
type Place = Readonly<{ piece: number; offset: number }>;

/** One file of the spool: what of it is whole and on the disk. */
type Piece = { readonly number: number; bytes: number };

const mostPieceBytes = 8 * 1_048_576;
const sentFile = 'sent.json';
const newline = 0x0a;

const fileOf = (piece: number): string => `events-${String(piece).padStart(8, '0')}.jsonl`;

/**
 * Events on the disk, one a line, until they are sent: a row of files, the first of which is deleted when the last of its lines
 * has arrived. What was appended outlives the process; half a line that a power cut left is cut off. Never larger than its bound.
 */
export class Spool {
  private readonly pieces: Piece[] = [];
  private place: Place = { piece: 0, offset: 0 };
  private file: FileHandle | null = null;
  private writing: Promise<unknown> = Promise.resolve();
  private readonly pieceBytes: number;

  private constructor(
    private readonly folder: string,
    private readonly most: number,
    private readonly openPiece: OpenPiece,
  ) {
    this.pieceBytes = Math.min(mostPieceBytes, most / 8);
  }

  /** What a process before this one left is sent first. Creates the folder, readable to nobody else. */
  static async open(
    folder: string,
    mostBytes: number,
    openPiece: OpenPiece = (path) => open(path, 'a', 0o600),
  ): Promise<Spool> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const spool = new Spool(folder, mostBytes, openPiece);
    await spool.find();
    return spool;
  }

  /** Bytes on the disk. */
  get bytes(): number {
    return this.pieces.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  get isEmpty(): boolean {
    return this.unsent === 0;
  }

  private get unsent(): number {
    return this.bytes - this.place.offset;
  }

  /** Whether it has room again for more than a few lines, after it was full. */
  get hasRoom(): boolean {
    return this.bytes <= this.most * 0.9;
  }

  /** Resolves when the lines are on the disk, all of them or none. Rejects with `spool_full`, or what the disk says. */
  append(lines: readonly string[]): Promise<void> {
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    const written = this.writing.then(() => this.write(bytes));
    this.writing = written.catch(() => undefined);
    return written;
  }

  /** The oldest lines that were not sent; null where there are none. */
  async next(mostLines: number, mostBytes: number): Promise<SpooledLines | null> {
    if (this.isEmpty) return null;
    while (this.pieces.length > 1 && this.place.offset >= (this.pieces[0]?.bytes ?? 0))
      await this.forgetFirst();
    const [first] = this.pieces;
    if (first === undefined) return null;
    const { offset } = this.place;
    const file = await open(join(this.folder, fileOf(first.number)), 'r');
    try {
      const wanted = Math.min(first.bytes - offset, mostBytes);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(wanted), 0, wanted, offset);
      const found = wholeLines(buffer.subarray(0, bytesRead), mostLines);
      // One line alone may be larger than what was asked for.
      if (found.lines === 0) return await this.next(mostLines, mostBytes * 2);
      const next = { piece: first.number, offset: offset + found.bytes };
      return { text: buffer.toString('utf8', 0, found.bytes), lines: found.lines, next };
    } finally {
      await file.close();
    }
  }

  /** These have arrived: they are not sent again, unless the process ends just now. */
  async sent({ next }: SpooledLines): Promise<void> {
    const [first] = this.pieces;
    if (first?.number !== next.piece) return;
    const isWhole = next.offset >= first.bytes;
    // A piece that is still written to stays, so that what comes meanwhile has a place.
    if (isWhole && (this.pieces.length > 1 || first.bytes >= this.pieceBytes)) return this.forgetFirst();
    this.place = next;
    await replaceFile(join(this.folder, sentFile), JSON.stringify(next));
  }

  async close(): Promise<void> {
    await this.writing;
    await this.file?.close();
    this.file = null;
  }

  private async find(): Promise<void> {
    const names = (await readdir(this.folder)).filter((name) => /^events-\d{8}\.jsonl$/u.test(name));
    const sent = await readFile(join(this.folder, sentFile), 'utf8').catch(() => '{"piece":0,"offset":0}');
    const place = placeIn(sent);
    for (const name of names.toSorted()) {
      const [number, path] = [Number(name.slice(7, 15)), join(this.folder, name)];
      const bytes = number < place.piece ? 0 : await wholeBytes(path);
      if (bytes === 0) await rm(path);
      else this.pieces.push({ number, bytes });
    }
    const [first] = this.pieces;
    const isKnown = first?.number === place.piece && place.offset <= first.bytes;
    this.place = isKnown ? place : { piece: first?.number ?? place.piece, offset: 0 };
  }

  private async write(bytes: Buffer): Promise<void> {
    if (this.bytes + bytes.length > this.most)
      throw new ConnectorFault('spool_full', `${this.folder} holds ${this.most} bytes that were not sent.`);
    const last = await this.writable();
    const file = this.file as FileHandle;
    try {
      await file.appendFile(bytes);
      await file.datasync();
    } catch (error) {
      await this.leave(last, file);
      throw error;
    }
    last.bytes += bytes.length;
  }

  /** What stands there of lines that could not be written would be half a line: it is cut off, and another piece is begun. */
  private async leave(piece: Piece, file: FileHandle): Promise<void> {
    await file.truncate(piece.bytes).catch(() => undefined);
    await file.close().catch(() => undefined);
    this.file = null;
    if (piece.bytes > 0) return;
    this.pieces.pop();
    await rm(join(this.folder, fileOf(piece.number)), { force: true });
  }

  /** The piece that is written to. One that another process wrote is left as it is. */
  private async writable(): Promise<Piece> {
    const last = this.pieces.at(-1);
    if (this.file !== null && last !== undefined && last.bytes < this.pieceBytes) return last;
    await this.file?.close();
    this.file = null;
    const number = Math.max(last?.number ?? 0, this.place.piece) + 1;
    const file = await this.openPiece(join(this.folder, fileOf(number)));
    await syncFolder(this.folder);
    const made = { number, bytes: 0 };
    // Both at once: between the two, whoever forgets the piece before would close the file of this one.
    this.file = file;
    this.pieces.push(made);
    if (this.pieces.length === 1) this.place = { piece: number, offset: 0 };
    return made;
  }

  private async forgetFirst(): Promise<void> {
    const gone = this.pieces.shift();
    if (this.pieces.length === 0) {
      await this.file?.close();
      this.file = null;
    }
    this.place = { piece: this.pieces[0]?.number ?? gone?.number ?? 0, offset: 0 };
    if (gone !== undefined) await rm(join(this.folder, fileOf(gone.number)), { force: true });
  }
}

function placeIn(text: string): Place {
  try {
    const { piece, offset } = JSON.parse(text) as Partial<Place>;
    return { piece: piece ?? 0, offset: offset ?? 0 };
  } catch {
    // What is sent twice is known again.
    return { piece: 0, offset: 0 };
  }
}

function wholeLines(bytes: Buffer, most: number): { readonly bytes: number; readonly lines: number } {
  let [end, lines] = [0, 0];
  for (let at = bytes.indexOf(newline); at >= 0 && lines < most; at = bytes.indexOf(newline, end)) {
    end = at + 1;
    lines += 1;
  }
  return { bytes: end, lines };
}

/** Bytes of a piece up to the end of its last whole line; what follows it is cut off. */
async function wholeBytes(path: string): Promise<number> {
  const { size } = await stat(path);
  const file = await open(path, 'r+');
  try {
    const { buffer } = await file.read(Buffer.alloc(size), 0, size, 0);
    const whole = buffer.lastIndexOf(newline) + 1;
    if (whole < size) await file.truncate(whole);
    return whole;
  } finally {
    await file.close();
  }
}
