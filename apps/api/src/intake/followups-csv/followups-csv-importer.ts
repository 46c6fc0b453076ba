import type { FollowupFault, FollowupFile } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { ViewerScope } from '../../access/viewer';
import { callbacksByIds } from '../../callbacks/callback-query';
import { seesClinic } from '../../callbacks/callback-scope';
import { longestAheadMs, plannedEvent, switchedOff } from '../../callbacks/followups/followup-events';
import { PgEventLog } from '../../event-log/pg-event-log';
import { callKey } from '../../event-log/logged-event';
import { serverSource } from '../../event-log/server-events';
import { followupIdOf } from '../../fold/obligation-columns';
import { followupKey } from '../../fold/obligation-notes';
import { Bell } from '../../platform/bell';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { badRequest, notFound } from '../../platform/problems';
import { TenantSettings } from '../../settings/tenant-settings';
import type { Charset } from '../files/charset';
import { openCsvTable, type CsvTable } from '../files/csv-table';
import type { DateOrder } from '../files/local-instant';
import { TenantReadingRules } from '../reading-rules';
import { followupColumns, readFollowupRow, type FollowupReading, type FollowupRow } from './followup-row';

/** A clinic's list, and how it is to be read. */
export type FollowupList = {
  readonly clinicId: string;
  readonly chunks: AsyncIterable<Buffer>;
  readonly type?: string | undefined;
  readonly charset?: Charset | undefined;
  /** The day first, where nobody says. */
  readonly dateOrder?: DateOrder | undefined;
  /** Only says what would become of it. */
  readonly preview: boolean;
};

const mostRows = 5_000;
const mostRejected = 1_000;
const mostShown = 20;

type Refused = { readonly line: number; readonly fault: FollowupFault };
type Sorted = {
  readonly planned: readonly KeyedRow[];
  readonly known: number;
  readonly refused: readonly Refused[];
};
/** `before` is what stands, in short: a row that is told a third time as it was first is told anew. */
type KeyedRow = { readonly row: FollowupRow; readonly key: string; readonly before: string };

/**
 * Plans a call for each row of a clinic's list of discharges or visits: the good rows all together, each bad one told with
 * its line. A list that is sent again changes nothing.
 */
@Injectable()
export class FollowupsCsvImporter {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly rules: TenantReadingRules,
    private readonly log: PgEventLog,
    private readonly bell: Bell,
    private readonly clock: Clock,
  ) {}

  /**
   * Rejects with 404 for a clinic outside the scope, 409 `followups_off` for one that has none, 400 `invalid_header` for
   * a table that tells neither who nor when, and `too_many_rows` beyond 5,000.
   */
  async import(tenantId: string, scope: ViewerScope, list: FollowupList): Promise<FollowupFile> {
    const { clinicId, preview } = list;
    const { pseudonyms } = await this.rules.of(tenantId);
    await this.database.withTenant(tenantId, (tx) => this.settings.ensureLoaded(tx, tenantId));
    const settings = this.settings.current(tenantId);
    if (!seesClinic(scope, settings, clinicId)) throw notFound('There is no such clinic.');
    const { followUps, timezone, country } = settings.clinic(clinicId);
    if (!followUps) throw switchedOff();
    const table = await openCsvTable(list.chunks, followupColumns, list.charset);
    requireColumns(table);
    const reading = {
      type: list.type,
      timezone,
      country,
      pseudonyms,
      order: list.dateOrder ?? 'dmy',
    } as const;
    const { rows, refused } = await readRows(table, reading);
    const sorted = await this.database.withTenant(tenantId, async (tx) => {
      const told = await this.sort(tx, tenantId, clinicId, rows);
      if (!preview) await this.append(tx, tenantId, clinicId, told.planned);
      return told;
    });
    if (!preview && sorted.planned.length > 0) this.bell.ring(tenantId);
    return answerOf({ ...sorted, refused: [...refused, ...sorted.refused] }, table, preview);
  }

  private async sort(
    tx: EntityManager,
    tenantId: string,
    clinicId: string,
    rows: readonly FollowupRow[],
  ): Promise<Sorted> {
    const now = this.clock.now();
    const keyed = rows.map((row) => ({ row, key: keyOf(clinicId, row) }));
    const ids = keyed.map(({ key }) => followupIdOf(key));
    const stands = new Map(
      (await callbacksByIds(tx, tenantId, ids)).map(({ id, detail }) => [id, detail] as const),
    );
    const planned = new Map<string, KeyedRow>();
    const refused: Refused[] = [];
    let known = 0;
    for (const { row, key } of keyed) {
      const detail = stands.get(followupIdOf(key));
      const before = detail === undefined ? '' : shortOf(detail.followup);
      const isOver = detail !== undefined && detail.state !== 'planned';
      if (isOver || planned.has(key) || before === shortOf(planOf(row))) known += 1;
      else if (row.dueUntil <= now) refused.push({ line: row.line, fault: 'over' });
      else if (row.dueUntil > now + longestAheadMs) refused.push({ line: row.line, fault: 'ahead' });
      else planned.set(key, { row, key, before });
    }
    return { planned: [...planned.values()], known, refused };
  }

  private async append(
    tx: EntityManager,
    tenantId: string,
    clinicId: string,
    rows: readonly KeyedRow[],
  ): Promise<void> {
    const at = this.clock.now();
    const events = rows.map(({ row, key, before }) => {
      const { type, dueFrom, dueUntil, reference, language, patient } = row;
      const plan = { clinicId, type, dueFrom, dueUntil, reference, language };
      const { aniHash, aniHashBefore, aniMask } = patient;
      const id = `list-${callKey(`${key} ${before}`, shortOf(planOf(row)))}`;
      return plannedEvent({
        key,
        id,
        at,
        plan,
        told: { aniHash, aniHashBefore, aniMask },
      });
    });
    if (events.length > 0) await this.log.append(tx, tenantId, events);
  }
}

/** One that the clinic names is the same whatever else is told of it; else it is what is told. */
function keyOf(clinicId: string, row: FollowupRow): string {
  const { id, type, dueFrom, dueUntil, reference, patient } = row;
  const name = id === undefined ? [type, dueFrom, dueUntil, reference, patient.aniHash] : [id];
  return followupKey(serverSource, JSON.stringify(['list', clinicId, ...name]));
}

type PlanTold = Pick<FollowupRow, 'type' | 'dueFrom' | 'dueUntil'> & {
  readonly reference: string | null;
  readonly patient?: { readonly mask: string | null };
};

/** By its mask alone: under another key of the centre the same patient has another hash. */
const shortOf = (plan: PlanTold | null): string =>
  plan === null
    ? ''
    : JSON.stringify([plan.type, plan.dueFrom, plan.dueUntil, plan.reference, plan.patient?.mask ?? null]);

function planOf({ type, dueFrom, dueUntil, reference, patient }: FollowupRow): PlanTold {
  const mask = patient.aniMask ?? null;
  return { type, dueFrom, dueUntil, reference: reference ?? null, patient: { mask } };
}

async function readRows(
  table: CsvTable,
  reading: FollowupReading,
): Promise<{ readonly rows: readonly FollowupRow[]; readonly refused: readonly Refused[] }> {
  const rows: FollowupRow[] = [];
  const refused: Refused[] = [];
  for await (const items of table.rows)
    for (const item of items) {
      const read =
        item.kind === 'row' ? readFollowupRow(item, reading) : ({ ...item, fault: 'notRead' } as const);
      if ('fault' in read) refused.push({ line: read.line, fault: read.fault });
      else rows.push(read);
      if (rows.length + refused.length > mostRows)
        throw badRequest('too_many_rows', `At most ${mostRows} rows are taken at once. Nothing was taken.`);
    }
  return { rows, refused };
}

function requireColumns({ columns }: CsvTable): void {
  const has = (...names: readonly string[]): boolean => names.some((name) => columns.includes(name));
  if (has('date', 'from') && has('reference', 'phone', 'hash')) return;
  throw badRequest(
    'invalid_header',
    'The first line must name who (reference, phone or hash) and when (date, or from and until).',
  );
}

function answerOf(
  { planned, known, refused }: Sorted,
  { ignoredColumns }: CsvTable,
  preview: boolean,
): FollowupFile {
  const rejected = refused.toSorted((a, b) => a.line - b.line).slice(0, mostRejected);
  const counts = { accepted: planned.length, known, rejectedCount: refused.length };
  return {
    preview,
    received: planned.length + known + refused.length,
    ...counts,
    rejected,
    ignoredColumns: [...ignoredColumns],
    rows: planned
      .slice(0, mostShown)
      .map(({ row: { line, type, reference, patient, dueFrom, dueUntil } }) => ({
        ...{ line, type, reference: reference ?? null, mask: patient.aniMask ?? null },
        ...{ dueFrom: new Date(dueFrom).toISOString(), dueUntil: new Date(dueUntil).toISOString() },
      })),
  };
}
