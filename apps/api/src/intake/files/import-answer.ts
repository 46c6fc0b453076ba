import type { ImportAnswer, RejectedRow } from '@vigie/contracts';
import type { ImportCounts } from './import-store';
import { RepeatedIds, type RefusedRow, type ToldRow } from './told-row';
import { counted } from '../../platform/english-plural';

const mostListed = 1_000;

/** Counts what becomes of the rows of one file. */
export class ImportAnswers {
  private accepted = 0;
  private corrected = 0;
  private duplicates = 0;
  rejectedCount = 0;
  private readonly rejected: RejectedRow[] = [];
  private readonly repeated = new RepeatedIds();

  constructor(
    private readonly importId: number,
    private readonly ignoredColumns: readonly string[],
  ) {}

  get received(): number {
    return this.accepted + this.duplicates + this.rejectedCount;
  }

  add({ accepted, corrected, duplicates }: ImportCounts): void {
    this.accepted += accepted;
    this.corrected += corrected;
    this.duplicates += duplicates;
  }

  /** A good row, before it is stored. */
  take(row: ToldRow): ToldRow {
    this.repeated.add(row);
    return row;
  }

  refuse({ line, callId, problem }: RefusedRow): void {
    this.rejectedCount += 1;
    if (this.rejected.length >= mostListed) return;
    this.rejected.push({ line, callId, code: 'bad_row', message: problem });
  }

  answer(): ImportAnswer {
    const { importId, received, accepted, corrected, duplicates, rejectedCount, rejected } = this;
    const { ignoredColumns } = this;
    const { count: repeatedCount, listed: repeated } = this.repeated;
    const counts = { received, accepted, corrected, duplicates, rejectedCount };
    return { importId, ...counts, rejected, repeatedCount, repeated, ignoredColumns };
  }
}

/** The answer in lines for a person. */
export function toldImport(answer: ImportAnswer): string[] {
  const { importId, received, accepted, corrected, duplicates, rejectedCount } = answer;
  const corrections = corrected > 0 ? ` (${corrected} of them corrections)` : '';
  const listed = answer.rejected.map(({ line, callId, message }) => {
    const call = callId === null ? '' : ` (${callId})`;
    return `  line ${line}${call}: ${message}`;
  });
  const more = rejectedCount - listed.length;
  const repeated = answer.repeated.map(
    ({ callId, firstLine, line }) =>
      `  lines ${firstLine} and ${line} (${callId}): one id, two times; the last one stands`,
  );
  const moreRepeated = answer.repeatedCount - repeated.length;
  return [
    `${counted(received, 'row')} read: ${accepted} taken${corrections}, ${duplicates} known already, ${rejectedCount} refused`,
    ...listed,
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...repeated,
    ...(moreRepeated > 0 ? [`  and ${moreRepeated} more`] : []),
    ...(answer.ignoredColumns.length > 0 ? [`  columns left out: ${answer.ignoredColumns.join(', ')}`] : []),
    `Import ${importId}`,
  ];
}
