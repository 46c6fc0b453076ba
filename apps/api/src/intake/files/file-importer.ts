import { Injectable } from '@nestjs/common';

import { Bell } from '../../platform/bell';
import { openCsvTable, type CsvColumns, type CsvItem, type CsvRow, type CsvTable } from './csv-table';
import { ImportAnswers, type ImportAnswer } from './import-answer';
import { ImportLedger, type BegunImport } from './import-ledger';
import type { ImportKind } from './import-store';
import { RowCommits } from './row-commits';
import type { ReadRow, ToldRow } from './told-row';

/** One kind of file: its columns, and what a row tells. */
export type FileFormat = {
  readonly kind: ImportKind;
  readonly columns: CsvColumns;
  /** Made once the header is known, with the columns that the file has; may refuse these with 400. */
  readonly reader: (columns: readonly string[]) => (row: CsvRow) => ReadRow;
};

/** A file that is to be read. */
export type FileToImport = {
  readonly chunks: AsyncIterable<Buffer>;
  /** Its name without its folder, where one is known. */
  readonly name?: string | undefined;
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
   * Reads to the end and answers for the whole. A header that does not fit is refused with 400 before anything is
   * taken. When it fails on the way, what was committed stays: the same file read again goes on from there.
   */
  async import(tenantId: string, format: FileFormat, file: FileToImport): Promise<ImportAnswer> {
    const table = await openCsvTable(file.chunks, format.columns);
    const read = format.reader(table.columns);
    const begun = await this.ledger.begin(tenantId, format.kind, file.name ?? null);
    const answers = new ImportAnswers(begun.importId, table.ignoredColumns);
    await this.readAll(begun, { table, read }, answers, file.onPart);
    await this.ledger.finish(begun);
    return answers.answer();
  }

  private async readAll(
    begun: BegunImport,
    { table, read }: { readonly table: CsvTable; readonly read: (row: CsvRow) => ReadRow },
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
      if (counts.accepted > 0) this.bell.ring(begun.tenantId);
      answers.add(counts);
      onPart?.(answers.received);
    };
    for await (const items of table.rows) {
      for (const item of items) {
        const told = tell(item, read);
        if (told.ok) part.push(told.row);
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
