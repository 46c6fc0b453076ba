import type { Stretch } from '../../fold/source-gaps';
import { ForeignDatabase, quotedTable, type DatabaseAddress } from '../foreign-database-query';
import { recordColumns, type CallRecord } from './record-events';

/** Where in the records a page ended. */
export type RecordPlace = Readonly<{ endedAt: string; id: string }>;

type Page = Readonly<{
  records: readonly CallRecord[];
  /** Null: there is no more. */
  next: RecordPlace | null;
}>;

/** The records of calls that a FusionPBX keeps in its PostgreSQL: read alone. Rejects with a `ConnectorFault`. */
export class RecordQuery {
  private constructor(
    private readonly database: ForeignDatabase,
    private readonly table: string,
  ) {}

  static async open(
    of: DatabaseAddress & Readonly<{ table: string }>,
    password: string,
    signal: AbortSignal,
  ): Promise<RecordQuery> {
    return new RecordQuery(await ForeignDatabase.open(of, password, signal), quotedTable(of.table));
  }

  /** Callers' lines that were in a queue and overlap a time, in the order in which they ended. */
  async page({ from, to }: Stretch, after: RecordPlace | null, most: number): Promise<Page> {
    const records = await this.database.ask<CallRecord>(
      `SELECT ${recordColumns.map((name) => `${name}::text`).join(', ')} FROM ${this.table}
       WHERE cc_side = 'member' AND end_epoch >= $1::numeric AND start_epoch <= $2::numeric
         AND ($3::numeric IS NULL OR (end_epoch, xml_cdr_uuid::text) > ($3::numeric, $4::text))
       ORDER BY end_epoch, xml_cdr_uuid::text LIMIT $5`,
      [Math.floor(from / 1_000), Math.ceil(to / 1_000), after?.endedAt ?? null, after?.id ?? null, most],
    );
    const last = records.at(-1);
    const isLast = records.length < most || last === undefined;
    return {
      records,
      next: isLast ? null : { endedAt: last.end_epoch ?? '0', id: last.xml_cdr_uuid ?? '' },
    };
  }

  /** Whether any call is recorded that ended at an instant or after it. */
  async reaches(at: number): Promise<boolean> {
    const rows = await this.database.ask(
      `SELECT 1 FROM ${this.table} WHERE end_epoch >= $1::numeric LIMIT 1`,
      [Math.floor(at / 1_000)],
    );
    return rows.length > 0;
  }

  /** Whether it is still there. */
  async ping(): Promise<void> {
    await this.database.ask('SELECT 1');
  }

  close(): Promise<void> {
    return this.database.close();
  }
}
