import { Injectable } from '@nestjs/common';

import type { KeptEntry } from '../../audit/audit-entry';
import { AuditLog } from '../../audit/audit-log';
import type { AuditSearch } from '../../audit/audit-store';
import { byteOrderMark, csvLines, type CsvCell } from '../../platform/tables/csv-lines';
import { AuditNames } from './audit-names';

const rowsAtOnce = 1_000;

type Names = Readonly<Record<string, string>>;
/** The columns of the file, by their names in it. */
const columns: Readonly<Record<string, (entry: KeptEntry, names: Names) => CsvCell>> = {
  number: ({ seq }) => seq,
  at: ({ at }) => new Date(at).toISOString(),
  actor_kind: ({ actor }) => actor.kind,
  actor_id: ({ actor }) => actor.id,
  actor: ({ actor }, names) => names[actor.id ?? ''],
  role: ({ actor }) => actor.role,
  action: ({ action }) => action,
  subject: ({ subject }) => subject,
  address: ({ address }) => address,
  request_id: ({ requestId }) => requestId,
  times: ({ times }) => times,
};

/** Who did what, as a table: one entry a line, newest first, a page of the log at a time. */
@Injectable()
export class AuditExport {
  constructor(
    private readonly log: AuditLog,
    private readonly names: AuditNames,
  ) {}

  /** What is searched for, whole; the lines are read while they are taken. */
  async *csv(tenantId: string, search: Omit<AuditSearch, 'before' | 'limit'>): AsyncGenerator<string> {
    yield byteOrderMark + csvLines([Object.keys(columns)]);
    let before: number | undefined;
    for (;;) {
      const entries = await this.log.search(tenantId, { ...search, before, limit: rowsAtOnce });
      const last = entries.at(-1);
      if (last === undefined) return;
      const names = await this.names.of(tenantId, entries);
      yield csvLines(entries.map((entry) => Object.values(columns).map((cell) => cell(entry, names))));
      before = last.seq;
    }
  }
}
