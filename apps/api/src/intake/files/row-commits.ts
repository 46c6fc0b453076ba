import { createHmac } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { callKey, uuidText } from '../../event-log/logged-event';
import { PgEventLog } from '../../event-log/pg-event-log';
import { Database } from '../../platform/database';
import { Problem } from '../../platform/problems';
import { Keyring } from '../../privacy/keyring';
import type { BegunImport } from './import-ledger';
import { addCounts, lockLog, type ImportCounts } from './import-store';
import { insertVersions, standingVersions } from './imported-version-store';
import { versionsOf, type KeyedRow } from './new-versions';
import { RowComments } from './row-comments';
import type { ToldRow } from './told-row';

/**
 * Brings rows of files into the log. Each row that says something new becomes an event, the next version of its call;
 * a row that says what stands already becomes none, whichever import it stands from.
 */
@Injectable()
export class RowCommits {
  constructor(
    private readonly database: Database,
    private readonly log: PgEventLog,
    private readonly keyring: Keyring,
    private readonly comments: RowComments,
  ) {}

  /** Takes rows in, all of them or none, and counts them with the rows that were refused meanwhile. */
  async store(begun: BegunImport, rows: readonly ToldRow[], rejected: number): Promise<ImportCounts> {
    const { tenantId } = begun;
    const words = await this.comments.scrub(tenantId, rows);
    const keyed = rows.map((row) => ({ ...this.keyed(tenantId, row), words: words.get(row) }));
    const store = (tx: EntityManager): Promise<ImportCounts> => this.append(tx, begun, keyed, rejected);
    return this.database.withTenant(tenantId, store, 'intake');
  }

  private async append(
    tx: EntityManager,
    { tenantId, importId }: BegunImport,
    rows: readonly KeyedRow[],
    rejected: number,
  ): Promise<ImportCounts> {
    await lockLog(tx, tenantId);
    const standing = await standingVersions(tx, tenantId, rows);
    const { versions, corrected } = versionsOf(rows, standing, importId);
    const events = versions.map(({ event }) => event);
    const { accepted, last } = await this.log.append(tx, tenantId, events);
    if (accepted !== events.length) throw new Error('an import told an event that the log already has');
    const first = last - events.length + 1;
    const kept = versions.map((version, index) => ({ ...version, seq: first + index }));
    await insertVersions(tx, tenantId, importId, kept);
    await this.comments.keep(tx, tenantId, versions);
    const counts = { accepted, corrected, duplicates: rows.length - accepted, rejected };
    if (!(await addCounts(tx, tenantId, importId, counts))) throw undoneMeanwhile();
    return counts;
  }

  /** The digest is keyed: without the key nobody can try which comment stood in a row. */
  private keyed(tenantId: string, row: ToldRow): KeyedRow {
    const key = this.keyring.keyOf(tenantId, 'imports');
    const digest = uuidText(createHmac('sha256', key).update(row.content, 'utf8').digest('hex'));
    return { row, callKey: callKey(row.source, row.callId), slot: row.slot, digest };
  }
}

function undoneMeanwhile(): Problem {
  const detail = 'The import was undone while it ran: the rest of the file was not taken.';
  return new Problem({ code: 'import_undone', status: 409, detail });
}
