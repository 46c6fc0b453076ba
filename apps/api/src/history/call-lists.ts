import { Injectable } from '@nestjs/common';
import type { CallList, CallRow } from '@vigie/contracts';
import { bucketOf, sharesOf, type FigureOptions, type Share } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import type { Viewer } from '../access/viewer';
import { CallStore, type ArrivedRange, type RangeOf, type StoredCall } from '../fold/call-store';
import type { CallEdge } from '../fold/call-row-store';
import { SourceStore } from '../fold/source-store';
import { FigureReader, narrowing } from '../metrics/figure-reader';
import { toldIncomplete } from '../metrics/metrics-answer';
import type { MetricsQuestion, RawQuery } from '../metrics/metrics-question';
import { callFilter, shareFilter } from '../metrics/share-figures';
import { planTime, rowFinder } from '../metrics/time-plan';
import { Database } from '../platform/database';
import { readWhole } from '../platform/http/read-request';
import { badRequest } from '../platform/problems';
import type { EveryCall } from './call-table';
import { Sight, toCallRow, type RowPart } from './call-rows';
import { HistoryQuestions, type AskedHistory } from './history-questions';
import { countListed, outcomesFor, readListedCount, type ListedCount } from './listed-count';
import { addUp } from './sums';

export const usualRows = 50;
export const mostRows = 200;
/** What a list takes besides range and filters. */
const listParameters = ['count', 'cursor', 'limit'] as const;
/** Rows of a file that are read at once: so few that they are gone again before they count as old. */
const rowsAtOnce = 250;
/** The calls read for one page, be there enough for it or not. */
const mostLookedAt = 4_000;

/** Counts that only histograms of waits tell. */
const waitCounts: ReadonlySet<ListedCount> = new Set(['answeredInThreshold', 'abandonedInThreshold']);

/** What a list is of. */
type AskedList = { readonly asked: AskedHistory; readonly count: ListedCount; readonly sight: Sight };

/** A part of a list: rows, and the last call that was looked at; null where none is left. */
type ListPart = { readonly rows: readonly CallRow[]; readonly next: CallEdge | null };

/** The calls behind a number: those, and only those, that the count counts. */
@Injectable()
export class CallLists {
  constructor(
    private readonly database: Database,
    private readonly questions: HistoryQuestions,
    private readonly figures: FigureReader,
    private readonly calls: CallStore,
    private readonly sources: SourceStore,
  ) {}

  list(viewer: Viewer, query: RawQuery): Promise<CallList> {
    const limit =
      query['limit'] === undefined ? usualRows : readWhole('limit', [1, mostRows], query['limit']);
    const edge = readCursor(query['cursor']);
    return this.database.withTenant(viewer.tenantId, async (tx) => {
      const list = await this.understand(tx, viewer, query);
      const { asked, count } = list;
      const total = edge === null ? await this.total(tx, viewer.tenantId, list) : null;
      const incomplete = edge === null ? await this.incomplete(tx, viewer.tenantId, list) : {};
      const { rows, next } = await this.part(tx, viewer.tenantId, list, { edge, limit });
      return {
        from: new Date(asked.frame.range.start).toISOString(),
        to: new Date(asked.frame.range.end).toISOString(),
        timezone: asked.frame.timezone,
        unit: asked.question.unit,
        ...incomplete,
        count,
        total,
        calls: rows,
        next: next && toCursor(next),
      };
    });
  }

  private async understand(tx: EntityManager, viewer: Viewer, query: RawQuery): Promise<AskedList> {
    const asked = await this.questions.read(tx, viewer, query, listParameters);
    const count = readListedCount(query['count'], asked.question.unit);
    return { asked, count, sight: new Sight(viewer.scope, asked.settings) };
  }

  /**
   * Every call of a list, latest first, read a page at a time, each in a transaction of its own. Throws 400
   * `range_too_wide` before the first when they and the times that are told before them are more than `most` lines.
   */
  async every(viewer: Viewer, query: RawQuery, most = Infinity): Promise<EveryCall> {
    const { tenantId } = viewer;
    const [list, missing] = await this.database.withTenant(tenantId, async (tx) => {
      const understood = await this.understand(tx, viewer, query);
      const told = await this.incomplete(tx, tenantId, understood);
      const left = most - (told.incomplete?.length ?? 0);
      if (most < Infinity) requireAtMost(left, await this.total(tx, tenantId, understood));
      return [understood, told] as const;
    });
    const next = (edge: CallEdge | null): Promise<ListPart> =>
      this.database.withTenant(tenantId, (tx) => this.part(tx, tenantId, list, { edge, limit: rowsAtOnce }));
    async function* rows(): AsyncGenerator<CallRow, void, void> {
      for (let edge: CallEdge | null = null, isFirst = true; isFirst || edge !== null; isFirst = false) {
        const part: ListPart = await next(edge);
        yield* part.rows;
        ({ next: edge } = part);
      }
    }
    return { timezone: list.asked.frame.timezone, ...missing, rows: rows() };
  }

  private async incomplete(tx: EntityManager, tenantId: string, { asked }: AskedList) {
    return toldIncomplete(await this.sources.incomplete(tx, tenantId, asked.question));
  }

  /** How many there are, as `GET /api/v1/metrics` counts them. */
  private async total(tx: EntityManager, tenantId: string, { asked, count }: AskedList): Promise<number> {
    const { question, options } = asked;
    const plan = planTime({ ...question, interval: 'all' });
    const wanted = waitCounts.has(count) ? question : ({ ...question, withoutWaits: true } as const);
    return countListed(count, addUp(await this.figures.read(tx, tenantId, wanted, plan)), options);
  }

  /** At least `limit` rows where there are so many within reach; those of one call are never told apart. */
  private async part(
    tx: EntityManager,
    tenantId: string,
    list: AskedList,
    from: { readonly edge: CallEdge | null; readonly limit: number },
  ): Promise<ListPart> {
    const { question } = list.asked;
    const tell = teller(list);
    const range = { ...rangeOf(question), ...narrowed(question, list.count) };
    const rows: CallRow[] = [];
    let { edge } = from;
    for (let looked = 0; looked < mostLookedAt;) {
      const page = await this.calls.callsBefore(tx, tenantId, range, { edge, limit: from.limit });
      for (const stored of page) {
        edge = { arrivedAt: stored.call.arrivedAt, callKey: stored.callKey };
        rows.push(...tell(stored));
        if (rows.length >= from.limit) return { rows, next: edge };
      }
      if (page.length < from.limit) return { rows, next: null };
      looked += page.length;
    }
    return { rows, next: edge };
  }
}

function requireAtMost(most: number, total: number): void {
  if (total <= most) return;
  const [held, asked] = [most, total].map((count) => count.toLocaleString('en'));
  throw badRequest(
    'range_too_wide',
    `A sheet holds ${held} rows, and these calls are ${asked}: ask for \`csv\`, or for the range in ${Math.ceil(total / most)} parts.`,
  );
}

function rangeOf({ from, to, unit }: MetricsQuestion): ArrivedRange & { readonly rangeOf: RangeOf } {
  return { from, to, rangeOf: unit === 'calls' ? 'arrival' : 'reach' };
}

/** What the store can leave out; what it gives is judged by the question itself. */
function narrowed(question: MetricsQuestion, count: ListedCount): Partial<ArrivedRange> {
  const outcomes = question.unit === 'calls' ? outcomesFor(count) : undefined;
  return { ...narrowing(question), ...(outcomes && { outcomes }) };
}

/** The rows of a call that are counted: by the very shares that are added up for the number. */
function teller({ asked, count, sight }: AskedList): (stored: StoredCall) => readonly CallRow[] {
  const { question, options } = asked;
  const isMeant = callFilter(question);
  const passes = shareFilter(question);
  const rowOf = rowFinder(planTime({ ...question, interval: 'all' }));
  const counts = (share: Share): boolean =>
    passes(share) && rowOf(bucketOf(share.at)) !== undefined && countListed(count, share, options) > 0;
  return (stored) => {
    if (!isMeant(stored.call)) return [];
    const shares = sharesOf(stored.call, question.unit);
    return shares.flatMap((share, index) =>
      counts(share) ? [toCallRow(stored, sight, partOf(stored, index, options))] : [],
    );
  };
}

/** Which passage or leg a share is; a passage that only rang beside the one that answered has none. */
function partOf({ call }: StoredCall, index: number, { unit }: FigureOptions): RowPart {
  if (unit === 'legs') return { unit, place: index };
  if (unit !== 'segments') return null;
  const places = [...call.segments.keys()].filter((place) => call.segments[place]?.subCode !== 'rescinded');
  return { unit, place: places[index] ?? 0 };
}

const shape = /^(\d{1,15})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/u;

/** Where the next page begins: after the last call that was looked at. */
export const toCursor = ({ arrivedAt, callKey }: CallEdge): string => `${arrivedAt}.${callKey}`;

/** Reads a cursor; null: the first page. Throws 400 `invalid_parameter` for one that no page gave. */
export function readCursor(text: unknown): CallEdge | null {
  if (text === undefined) return null;
  const [, at, callKey] = typeof text === 'string' ? (shape.exec(text) ?? []) : [];
  if (at === undefined || callKey === undefined)
    throw badRequest('invalid_parameter', '`cursor` must be the `next` of a page.');
  return { arrivedAt: Number(at), callKey };
}
