import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { Stretch } from '../../fold/source-gaps';
import { SourceStore } from '../../fold/source-store';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import {
  readOptions,
  type Connector,
  type ConnectorKind,
  type ConnectorOptions,
  type ConnectorPorts,
  type TestStep,
} from '../connector';
import { ConnectorFault, toConnectorFault } from '../connector-fault';
import { databaseName, tableFields, tableName } from '../foreign-database-query';
import { paused } from '../runner/connector-lease';
import { ccEvent } from './esl-event';
import { recordEvents } from './record-events';
import { RecordQuery, type RecordPlace } from './record-query';

const optionsSchema = z.strictObject({
  ...tableFields,
  database: databaseName('fusionpbx'),
  table: tableName('v_xml_cdr'),
});
type Options = z.infer<typeof optionsSchema>;

/** Gaps older than this are left as they are: their records may have been cleared away. */
const reachMs = 31 * 86_400_000;
/** Records are written when calls end, and some minutes later by a busy telephone system. */
const settledMs = 30 * 60_000;
/** Until a gap is settled its records are read again so often. */
const againMs = 5 * 60_000;
const lookEveryMs = 5_000;
/** Politely: pages of so many, with a rest between them. */
const mostRecords = 500;
const restMs = 250;

/** What a FusionPBX remembers of calls, for the times in which nobody listened to its event socket: reads records, fills gaps. */
@Injectable()
export class RecordsKind implements ConnectorKind {
  readonly name = 'freeswitch-records';
  readonly isExperimental = true;
  readonly needsSecret = true;

  constructor(
    private readonly database: Database,
    private readonly sources: SourceStore,
    private readonly clock: Clock,
  ) {}

  readonly readOptions = (options: unknown): ConnectorOptions => {
    const read = readOptions(optionsSchema as z.ZodType<Options & ConnectorOptions>, options);
    const { host, port, database, user, table, tls } = read;
    return { host, port, database, user, table, ...(tls !== undefined && { tls }) };
  };

  readonly run = async (connector: Connector, ports: ConnectorPorts): Promise<void> => {
    const records = await RecordQuery.open(
      optionsSchema.parse(connector.options),
      secretOf(connector),
      ports.signal,
    );
    const read: ReadGaps = { at: new Map(), closed: new Set() };
    try {
      while (!ports.signal.aborted) {
        await records.ping();
        ports.alive();
        for (const gap of await this.gapsOf(connector))
          await this.fill(gap, read, { connector, ports, records });
        await paused(lookEveryMs, ports.signal);
      }
    } catch (error) {
      // Told to end, it was closed under the question.
      if (!ports.signal.aborted) throw error;
    } finally {
      await records.close();
    }
  };

  /** Whether it can be signed in to, and whether its records are those of a call centre. */
  readonly test = async (connector: Connector, signal: AbortSignal): Promise<readonly TestStep[]> => {
    const steps: TestStep[] = [];
    let records: RecordQuery | undefined;
    try {
      records = await RecordQuery.open(optionsSchema.parse(connector.options), secretOf(connector), signal);
      steps.push({ step: 'connection', fault: null });
      await records.page({ from: 0, to: 0 }, null, 1);
      return [...steps, { step: 'lines', fault: null }];
    } catch (error) {
      const step = steps.length === 0 ? 'connection' : 'lines';
      return [...steps, { step, fault: toConnectorFault(error) }];
    } finally {
      await records?.close();
    }
  };

  /** What was not heard of the same source and was not told since, the oldest first. */
  private async gapsOf({ tenantId, source }: Connector): Promise<readonly Stretch[]> {
    const since = this.clock.now() - reachMs;
    const gaps = await this.database.withTenant(tenantId, (tx) => this.sources.gaps(tx, tenantId, since));
    return gaps.filter((gap) => gap.source === source).toReversed();
  }

  private async fill(gap: Stretch, read: ReadGaps, by: Filling): Promise<void> {
    const now = this.clock.now();
    const last = read.at.get(gap.from);
    // Once it is told to be filled, that is folded a moment later.
    const isDue =
      last === undefined || now - last >= againMs || (last < gap.to + settledMs && isSettled(gap, now));
    if (!isDue || read.closed.has(gap.from)) return;
    read.at.set(gap.from, now);
    const isWhole = await this.readAll(gap, by);
    if (!isWhole || !isSettled(gap, now) || by.ports.signal.aborted) return;
    // A table that ends before the gap does is another one, or lags: its silence says nothing.
    if (!(await by.records.reaches(gap.to))) return;
    await this.close(gap, by);
    read.closed.add(gap.from);
  }

  /** Whether all that was read was taken. */
  private async readAll(gap: Stretch, { connector, ports, records }: Filling): Promise<boolean> {
    const { tenantId, source } = connector;
    let isWhole = true;
    for (let after: RecordPlace | null = null; !ports.signal.aborted;) {
      const page = await records.page(gap, after, mostRecords);
      for (const record of page.records) ports.heard({ kind: 'message', message: record });
      const events = page.records.flatMap((record) => recordEvents(source, record));
      if (events.length > 0) {
        const answer = await ports.intake.receive(tenantId, events);
        ports.counted(answer);
        isWhole &&= answer.rejectedCount === 0;
      }
      ports.alive();
      if (page.next === null) return isWhole;
      after = page.next;
      await paused(restMs, ports.signal);
    }
    return false;
  }

  /** All that its records say is committed: its figures are whole again. */
  private async close(gap: Stretch, { connector, ports }: Filling): Promise<void> {
    const { tenantId, source } = connector;
    const [from, to] = [gap.from, gap.to].map((at) => new Date(at).toISOString());
    const of = { subject: source, atMicros: this.clock.now() * 1_000, knownBy: `filled ${from} ${to}` };
    const event = ccEvent(source, { ...of, type: 'source.gap_filled', data: { from, to } });
    ports.counted(await ports.intake.receive(tenantId, [event]));
  }
}

/** Gaps by where they begin: when each was read last, and which were told to be filled. */
type ReadGaps = Readonly<{ at: Map<number, number>; closed: Set<number> }>;
type Filling = Readonly<{ connector: Connector; ports: ConnectorPorts; records: RecordQuery }>;

const isSettled = (gap: Stretch, now: number): boolean => now >= gap.to + settledMs;

function secretOf({ secret }: Connector): string {
  if (secret === null) throw new ConnectorFault('secret_missing');
  return secret;
}
