import type { ImportAnswer } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { Bell } from '../../platform/bell';
import type { Charset } from './charset';
import { openCsvTable, type CsvColumns, type CsvItem, type CsvRow } from './csv-table';
import { settleDateOrder } from './date-order';
import { ImportAnswers } from './import-answer';
import { ImportLedger, type BegunImport } from './import-ledger';
import type { ImportKind } from './import-store';
import type { DateOrder } from './local-instant';
import { RowCommits } from './row-commits';
import type { ReadRow, ToldRow } from './told-row';

/** One kind of file: its columns, and what a row tells. */
export type FileFormat = {
  readonly kind: ImportKind;
  readonly columns: CsvColumns;
  /** The column of its times. */
  readonly timeColumn: string;
  /**
   * Made once the header is known, with the columns that the file has and the order its dates are in; may refuse the
   * columns with 400.
   */
  readonly reader: (columns: readonly string[], order: DateOrder | undefined) => (row: CsvRow) => ReadRow;
};

/** A file that is to be read. */
export type FileToImport = {
  readonly chunks: AsyncIterable<Buffer>;
  /** Its name without its folder, where one is known. */
  readonly name?: string | undefined;
  /** Of its bytes; left out: each line tells its own. */
  readonly charset?: Charset | undefined;
  /** Of dates that do not begin with their year; left out: the file tells, or is refused. */
  readonly dateOrder?: DateOrder | undefined;
  /** Told after each part that was committed. */
  readonly onPart?: ((received: number) => void) | undefined;
};

const rowsPerCommit = 2_500;

/** Reads a table of any length into the log, in parts that are committed one by one. */
@Injectable()
export class FileImporter {
  constructor(
    private readonly ledger: ImportLedger,
    private readonly commits: RowCommits,
    private readonly bell: Bell,
  ) {}

  /**
   * Reads to the end and answers for the whole. A header that does not fit, dates that could be two days and bytes in
   * no known charset refuse the file with 400 before anything is taken. When it fails on the way, what was committed stays: the same file read again goes on from there.
   */
  async import(tenantId: string, format: FileFormat, file: FileToImport): Promise<ImportAnswer> {
    const table = await openCsvTable(file.chunks, format.columns, file.charset);
    // Made once before any row is read, so that the columns are refused first.
    format.reader(table.columns, file.dateOrder);
    const { order, rows } = await settleDateOrder(table.rows, format.timeColumn, file.dateOrder);
    const read = format.reader(table.columns, order);
    const begun = await this.ledger.begin(tenantId, format.kind, file.name ?? null);
    const answers = new ImportAnswers(begun.importId, table.ignoredColumns);
    await this.readAll(begun, { rows, read }, answers, file.onPart);
    await this.ledger.finish(begun);
    return answers.answer();
  }

  private async readAll(
    begun: BegunImport,
    {
      rows: all,
      read,
    }: { readonly rows: AsyncIterable<readonly CsvItem[]>; readonly read: (row: CsvRow) => ReadRow },
    answers: ImportAnswers,
    onPart: FileToImport['onPart'],
  ): Promise<void> {
    let part: ToldRow[] = [];
    let rejectedBefore = 0;
    const store = async (): Promise<void> => {
      const rows = part;
      part = [];
      const rejected = answers.rejectedCount - rejectedBefore;
      rejectedBefore = answers.rejectedCount;
      if (rows.length === 0 && rejected === 0) return;
      const counts = await this.commits.store(begun, rows, rejected);
      if (counts.accepted > 0) this.bell.ringPast(begun.tenantId);
      answers.add(counts);
      onPart?.(answers.received);
    };
    for await (const items of all) {
      for (const item of items) {
        const told = tell(item, read);
        if (told.ok) part.push(answers.take(told.row));
        else answers.refuse(told.refused);
        if (part.length >= rowsPerCommit) await store();
      }
    }
    await store();
  }
}

function tell(item: CsvItem, read: (row: CsvRow) => ReadRow): ReadRow {
  if (item.kind === 'row') return read(item);
  return { ok: false, refused: { line: item.line, callId: null, problem: item.problem } };
}
