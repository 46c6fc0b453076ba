import { unknownCharset } from './charset';
import { splitRecord } from './csv-record';

/** A row of a table, or a line that is none, each by the number of the line it begins on. */
export type CsvLine =
  | { readonly kind: 'row'; readonly line: number; readonly cells: readonly string[] }
  | {
      readonly kind: 'bad';
      readonly line: number;
      readonly problem: string;
      /** Where the line's bytes, not its fields, are what is wrong. */
      readonly fault?: 'unknown_charset';
    };

type BadLine = Extract<CsvLine, { kind: 'bad' }>;

/** A row may run over this many lines, and be this long: beyond it a quote was forgotten. */
const mostLines = 60;
const longestRow = 65_536;

const isFilled = (cell: string): boolean => cell.trim() !== '';

/**
 * Puts lines together to rows. A row that cannot be read costs its first line alone: reading goes on with the next one,
 * so that a forgotten quote takes nothing else with it, which no streaming parser at hand does.
 */
export class CsvLines {
  private pending: string[] = [];
  private pendingLength = 0;
  /** Number of the first pending line. */
  private first = 1;

  /** Rows must have `width` fields; `firstLine` is the number of the first line that comes. */
  constructor(
    private readonly separator: string,
    private readonly width: number,
    firstLine: number,
  ) {
    this.first = firstLine;
  }

  /** Takes the next line, without its end; null for one that is none, with what is wrong with its bytes. */
  *push(line: string | null, fault: 'too_long' | 'unknown_charset' = 'too_long'): Generator<CsvLine> {
    if (line === null) {
      yield* this.end();
      if (fault === 'too_long') yield this.bad('the line is longer than 64 KB');
      else yield { ...this.bad(`the line ${unknownCharset}`), fault };
      return;
    }
    if (this.pending.length === 0 && line.trim() === '') {
      this.first += 1;
      return;
    }
    this.pending.push(line);
    this.pendingLength += line.length + 1;
    // Within an open quote nothing changes before another quote comes.
    if (this.pending.length > 1 && !line.includes('"') && !this.isTooLong()) return;
    yield* this.settle();
  }

  /** What is left when no more lines come. */
  *end(): Generator<CsvLine> {
    while (this.pending.length > 0) yield* this.giveUp('a quote is opened and never closed');
  }

  private *settle(): Generator<CsvLine> {
    const record = splitRecord(this.pending.join('\n'), this.separator);
    if (record.kind === 'open') {
      if (this.isTooLong()) yield* this.giveUp('a quote is opened and not closed');
    } else if (record.kind === 'bad') yield* this.giveUp(record.problem);
    else if (record.cells.length !== this.width) {
      yield* this.giveUp(`has ${record.cells.length} fields instead of ${this.width}`);
    } else {
      const line = this.first;
      this.first += this.pending.length;
      this.clear();
      // Spreadsheets end their tables with rows of nothing but separators.
      if (record.cells.some(isFilled)) yield { kind: 'row', line, cells: record.cells };
    }
  }

  /** Names the first pending line as bad and reads the others again. */
  private *giveUp(problem: string): Generator<CsvLine> {
    const others = this.pending.slice(1);
    this.clear();
    yield this.bad(problem);
    for (const line of others) yield* this.push(line);
  }

  private bad(problem: string): BadLine {
    const line = this.first;
    this.first += 1;
    return { kind: 'bad', line, problem };
  }

  private clear(): void {
    this.pending = [];
    this.pendingLength = 0;
  }

  private isTooLong(): boolean {
    return this.pending.length >= mostLines || this.pendingLength > longestRow;
  }
}
