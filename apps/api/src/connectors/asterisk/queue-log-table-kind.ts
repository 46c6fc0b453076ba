import { Injectable } from '@nestjs/common';
import { isKnownTimezone } from '@vigie/metrics';
import { z } from 'zod';

import { Clock } from '../../platform/clock';
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
import { KeyOrder } from './key-order';
import { QueueLogImporter } from './queue-log-importer';
import { QueueLogTableQuery, type QueueLogTableRow } from './queue-log-table-query';
import type { QueueLogTranslator } from './queue-log-translator';
import { SourceHeartbeat } from './source-heartbeat';

const optionsSchema = z.strictObject({
  ...tableFields,
  database: databaseName('asterisk'),
  table: tableName('queue_log'),
  timezone: z.string().refine(isKnownTimezone, 'an IANA name such as Europe/Paris').optional(),
});
type Options = z.infer<typeof optionsSchema>;

const checkpointSchema = z.object({
  key: z.string().regex(/^-?\d{1,19}$/u),
  ordinals: z.record(z.string(), z.number()),
});

export const queueLogTableKind = 'asterisk-queue-log-table';

const mostRows = 5_000;
const pauseMs = 500;
/** How often it is looked whether the table was emptied and its keys begin again. */
const lookedEveryMs = 60_000;

type Reading = {
  readonly table: QueueLogTableQuery;
  translator: QueueLogTranslator;
  order: KeyOrder;
  last: bigint | null;
  lookedAt: number;
  /** Reads from the beginning: a line that was seen is the first of its kind again, and has the id it had. */
  readonly beginAgain: () => Promise<void>;
};

/** The `queue_log` that an Asterisk writes into a PostgreSQL (realtime): XiVO, Wazo, and whoever set it up so. */
@Injectable()
export class QueueLogTableKind implements ConnectorKind {
  readonly name = queueLogTableKind;
  readonly isExperimental = true;
  readonly needsSecret = true;

  constructor(
    private readonly importer: QueueLogImporter,
    private readonly clock: Clock,
  ) {}

  readonly readOptions = (options: unknown): ConnectorOptions => {
    const read = readOptions(optionsSchema as z.ZodType<Options & ConnectorOptions>, options);
    const { host, port, database, user, table, tls, timezone } = read;
    return {
      ...{ host, port, database, user, table },
      ...(tls !== undefined && { tls }),
      ...(timezone !== undefined && { timezone }),
    };
  };

  readonly run = async (connector: Connector, ports: ConnectorPorts): Promise<void> => {
    const { tenantId, source, options } = connector;
    const read = optionsSchema.parse(options);
    const kept = checkpointSchema.safeParse(await ports.loadCheckpoint());
    const translatorOf = (ordinals: Readonly<Record<string, number>>): Promise<QueueLogTranslator> =>
      this.importer.translator(tenantId, source, {
        ordinals,
        timezone: read.timezone,
        heard: (line) => ports.heard({ kind: 'line', line }),
      });
    const translator = await translatorOf(kept.success ? kept.data.ordinals : {});
    const table = await QueueLogTableQuery.open(read, secretOf(connector), ports.signal);
    const last = kept.success ? BigInt(kept.data.key) : null;
    const beginAgain = async (): Promise<void> => {
      Object.assign(reading, { translator: await translatorOf({}), order: new KeyOrder(), last: null });
    };
    const reading: Reading = { table, translator, order: new KeyOrder(), last, lookedAt: 0, beginAgain };
    try {
      await this.follow(reading, connector, ports);
    } finally {
      await table.close();
    }
  };

  /** Whether it can be signed in to, and whether its last rows are of a queue_log. */
  readonly test = async (connector: Connector, signal: AbortSignal): Promise<readonly TestStep[]> => {
    const read = optionsSchema.parse(connector.options);
    const steps: TestStep[] = [];
    let table: QueueLogTableQuery | undefined;
    try {
      table = await QueueLogTableQuery.open(read, secretOf(connector), signal);
      steps.push({ step: 'connection', fault: null });
      await table.after(null, 1);
      return [...steps, { step: 'lines', fault: null }];
    } catch (error) {
      return [
        ...steps,
        { step: steps.length === 0 ? 'connection' : 'lines', fault: toConnectorFault(error) },
      ];
    } finally {
      await table?.close();
    }
  };

  private async follow(reading: Reading, connector: Connector, ports: ConnectorPorts): Promise<void> {
    const { tenantId, source } = connector;
    const heartbeat = new SourceHeartbeat(ports.intake, this.clock, { tenantId, source });
    while (!ports.signal.aborted) {
      const rows = await reading.table.after(reading.last, mostRows).catch((error: unknown) => {
        // Told to end, it was closed under the question.
        if (ports.signal.aborted) return [];
        throw error;
      });
      // A whole bookful of rows is of the past: nothing of it is still to be committed.
      const now = this.clock.now();
      const taken = rows.length === mostRows ? rows : reading.order.take(reading.last, rows, now);
      await this.handIn(taken, reading, connector, ports);
      ports.alive();
      await heartbeat.beat();
      if (rows.length === 0 && now - reading.lookedAt >= lookedEveryMs) await this.lookAgain(reading, now);
      if (rows.length < mostRows) await paused(pauseMs, ports.signal);
    }
  }

  /** Only after they are committed is it noted how far they go. */
  private async handIn(
    rows: readonly QueueLogTableRow[],
    reading: Reading,
    { tenantId }: Connector,
    ports: ConnectorPorts,
  ): Promise<void> {
    const newest = rows.at(-1);
    if (newest === undefined) return;
    const batch = this.importer.begin(tenantId, reading.translator);
    await batch.push(Buffer.from(rows.map(({ line }) => `${line}\n`).join('')));
    const answer = await batch.finish(false);
    ports.counted(answer);
    for (const { event } of answer.ignored) ports.unknown(event);
    await ports.saveCheckpoint({ key: String(newest.key), ordinals: reading.translator.ordinals() });
    reading.last = newest.key;
  }

  /** A table that was emptied or restored, and ends with a smaller key, is read from its beginning. */
  private async lookAgain(reading: Reading, now: number): Promise<void> {
    reading.lookedAt = now;
    const greatest = await reading.table.last();
    if (greatest !== null && reading.last !== null && greatest < reading.last) await reading.beginAgain();
  }
}

function secretOf({ secret }: Connector): string {
  if (secret === null) throw new ConnectorFault('secret_missing');
  return secret;
}
