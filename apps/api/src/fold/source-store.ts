import { Injectable } from '@nestjs/common';
import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { textArray, timestamptzArray } from '../event-log/binary-array';
import type { LoggedEvent } from '../event-log/logged-event';
import { msOf } from '../platform/sql-instant';
import { type Column, upsertParameters, upsertSql } from './bulk-upsert';
import { incompleteTimes } from './incomplete-times';
import type { FoldedTable } from './shadow-store';
import { openParts, type SourceGap, type SourceStretch, type Stretch } from './source-gaps';

/** What is known of one telephone source, by our clock. */
export type SourceState = {
  readonly source: string;
  readonly lastEventAt: Instant | null;
  readonly lastHeartbeatAt: Instant | null;
  /** How far the source's clock is ahead of ours, as its last heartbeat told. */
  readonly offsetMs: number | null;
};

const columns: readonly Column<SourceState>[] = [
  { name: 'source', type: 'text', key: true, of: (row) => row.source },
  { name: 'last_event_at', type: 'instant', of: (row) => row.lastEventAt },
  { name: 'last_heartbeat_at', type: 'instant', of: (row) => row.lastHeartbeatAt },
  { name: 'offset_ms', type: 'bigint', of: (row) => row.offsetMs },
];

const heardSql = upsertSql('source_state', columns, ({ name }) =>
  name === 'offset_ms'
    ? 'offset_ms = coalesce(EXCLUDED.offset_ms, old.offset_ms)'
    : `${name} = greatest(old.${name}, EXCLUDED.${name})`,
);

const stateSql = `SELECT source, ${msOf('last_event_at')} AS "lastEventAt",
  ${msOf('last_heartbeat_at')} AS "lastHeartbeatAt", offset_ms AS "offsetMs"
FROM source_state WHERE tenant_id = $1 ORDER BY source`;

const stretchesIn = (table: string): string =>
  `ARRAY(SELECT json_build_object('from', ${msOf('g.from_at')}, 'to', ${msOf('g.to_at')}) FROM ${table} g
    WHERE g.tenant_id = s.tenant_id AND g.source = s.source AND g.to_at > to_timestamp($2::float8 / 1000)
    ORDER BY g.from_at)`;

const withGapsSql = `SELECT s.source, ${msOf('s.last_event_at')} AS "lastEventAt",
  ${msOf('s.last_heartbeat_at')} AS "lastHeartbeatAt", s.offset_ms AS "offsetMs",
  ${stretchesIn('source_gap')} AS gaps, ${stretchesIn('source_gap_fill')} AS fills
FROM source_state s WHERE s.tenant_id = $1 ORDER BY s.source`;

export const sourceStateTable: FoldedTable = { name: 'source_state' };
export const sourceRestartTable: FoldedTable = { name: 'source_restart' };
export const sourceGapTable: FoldedTable = { name: 'source_gap' };
export const sourceGapFillTable: FoldedTable = { name: 'source_gap_fill' };

/** A source, and of which times nothing was heard of it. */
export type HeardSource = SourceState & {
  readonly gaps: readonly Stretch[];
};

/** A moment at which a telephone system restarted and lost its open calls. */
export type SourceRestart = { readonly source: string; readonly at: Instant };

/** The restarts that a stretch of the log tells. */
export const restartsOf = (events: readonly LoggedEvent[]): SourceRestart[] =>
  events.filter(({ type }) => type === 'source.restarted').map(({ source, at }) => ({ source, at }));

type KnownRestarts = Readonly<{ tenantId: string; restarts: Promise<SourceRestart[]> }>;

/** When each telephone source was last heard, when it restarted, and what was not heard of it. */
@Injectable()
export class SourceStore {
  /** When each source's row was last written, by the instant in it. */
  private readonly written = new Map<string, Instant>();
  /** What a transaction has read of restarts. */
  private readonly known = new WeakMap<EntityManager, KnownRestarts>();

  /** Every source of the tenant, by name. */
  all(tx: EntityManager, tenantId: string): Promise<SourceState[]> {
    return tx.query<SourceState[]>(stateSql, [tenantId]);
  }

  /** The same, with what was not heard of each, was not told since and reaches beyond an instant, in order. */
  async allWithGaps(tx: EntityManager, tenantId: string, since: Instant): Promise<HeardSource[]> {
    const rows = await tx.query<(HeardSource & { fills: readonly Stretch[] })[]>(withGapsSql, [
      tenantId,
      since,
    ]);
    return rows.map(({ fills, gaps, ...source }) => ({ ...source, gaps: openParts(gaps, fills) }));
  }

  /**
   * Notes that sources were heard; an older instant never replaces a newer one. To the second: a source that talks all
   * the time is not written with every event. Gives back the sources that were written.
   */
  async heard(
    tx: EntityManager,
    tenantId: string,
    states: readonly SourceState[],
  ): Promise<readonly string[]> {
    const news = states.filter((state) => this.isNews(tenantId, state));
    if (news.length > 0) await tx.query(heardSql, await upsertParameters(tenantId, columns, news));
    return news.map(({ source }) => source);
  }

  /**
   * Every restart of every source, oldest first: few, since a telephone system restarts seldom. Calls and agents' days ask
   * for them in one turn: a transaction reads them once, and again after it has added some.
   */
  restarts(tx: EntityManager, tenantId: string): Promise<SourceRestart[]> {
    const known = this.known.get(tx);
    if (known?.tenantId === tenantId) return known.restarts;
    const restarts = tx.query<SourceRestart[]>(
      `SELECT source, ${msOf('at')} AS at FROM source_restart WHERE tenant_id = $1 ORDER BY at`,
      [tenantId],
    );
    this.known.set(tx, { tenantId, restarts });
    return restarts;
  }

  /** Adds restarts; one that is known already changes nothing. Gives back those that were not. */
  async addRestarts(
    tx: EntityManager,
    tenantId: string,
    restarts: readonly SourceRestart[],
  ): Promise<readonly SourceRestart[]> {
    if (restarts.length === 0) return [];
    this.known.delete(tx);
    const sources = textArray(restarts.map(({ source }) => source));
    const instants = timestamptzArray(restarts.map(({ at }) => at));
    return tx.query<SourceRestart[]>(
      `INSERT INTO source_restart (tenant_id, source, at)
       SELECT $1, t.source, t.at FROM unnest($2::text[], $3::timestamptz[]) AS t(source, at) ON CONFLICT DO NOTHING
       RETURNING source, ${msOf('at')} AS at`,
      [tenantId, sources, instants],
    );
  }

  /** What was not heard and was not told since, of every source, as far as it reaches into a time; the latest first. */
  async gaps(tx: EntityManager, tenantId: string, since: Instant): Promise<SourceGap[]> {
    const read = <Row>(table: string, more: string): Promise<Row[]> =>
      tx.query<Row[]>(
        `SELECT source, ${msOf('from_at')} AS "from", ${msOf('to_at')} AS "to"${more}
         FROM ${table} WHERE tenant_id = $1 AND to_at > to_timestamp($2::float8 / 1000) ORDER BY from_at DESC`,
        [tenantId, since],
      );
    const gaps = await read<SourceGap>('source_gap', ', why');
    const fills = gaps.length === 0 ? [] : await read<SourceStretch>('source_gap_fill', '');
    return gaps.flatMap((gap) =>
      openParts(
        [gap],
        fills.filter(({ source }) => source === gap.source),
      ).toReversed(),
    );
  }

  /** Of which times within a range, as the log tells so far, figures are incomplete. */
  async incomplete(
    tx: EntityManager,
    tenantId: string,
    range: { readonly from: Instant; readonly to: Instant },
  ): Promise<readonly { readonly from: Instant; readonly to: Instant }[]> {
    return incompleteTimes(await this.gaps(tx, tenantId, range.from), range);
  }

  /** Adds gaps; of two that begin alike the longer one stays. */
  async addGaps(tx: EntityManager, tenantId: string, gaps: readonly SourceGap[]): Promise<void> {
    for (const { source, from, to, why } of gaps)
      await tx.query(
        `INSERT INTO source_gap AS g (tenant_id, source, from_at, to_at, why)
         VALUES ($1, $2, to_timestamp($3::float8 / 1000), to_timestamp($4::float8 / 1000), $5)
         ON CONFLICT (tenant_id, source, from_at) DO UPDATE SET to_at = greatest(g.to_at, excluded.to_at)`,
        [tenantId, source, from, to, why],
      );
  }

  /** Notes times whose gaps are filled; they may come before the gaps. */
  async addFills(tx: EntityManager, tenantId: string, fills: readonly SourceStretch[]): Promise<void> {
    for (const { source, from, to } of fills)
      await tx.query(
        `INSERT INTO source_gap_fill (tenant_id, source, from_at, to_at)
         VALUES ($1, $2, to_timestamp($3::float8 / 1000), to_timestamp($4::float8 / 1000)) ON CONFLICT DO NOTHING`,
        [tenantId, source, from, to],
      );
  }

  /** Removes everything that is known of sources. */
  async forget(tx: EntityManager, tenantId: string): Promise<void> {
    this.known.delete(tx);
    await tx.query(`DELETE FROM source_state WHERE tenant_id = $1`, [tenantId]);
    await tx.query(`DELETE FROM source_restart WHERE tenant_id = $1`, [tenantId]);
    await tx.query(`DELETE FROM source_gap WHERE tenant_id = $1`, [tenantId]);
    await tx.query(`DELETE FROM source_gap_fill WHERE tenant_id = $1`, [tenantId]);
  }

  private isNews(tenantId: string, { source, lastEventAt, lastHeartbeatAt }: SourceState): boolean {
    const key = `${tenantId}\u0000${source}`;
    const at = Math.max(lastEventAt ?? 0, lastHeartbeatAt ?? 0);
    if (at - (this.written.get(key) ?? 0) < 1000 && lastHeartbeatAt === null) return false;
    this.written.set(key, at);
    return true;
  }
}
