import { open, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';

import { Inject, Injectable } from '@nestjs/common';
import { isKnownTimezone } from '@vigie/metrics';
import { z } from 'zod';

import { charsetNamed } from '../../intake/files/charset';
import { Clock } from '../../platform/clock';
import { APP_CONFIG, type AppConfig } from '../../platform/config';
import {
  readOptions,
  type Connector,
  type ConnectorKind,
  type ConnectorOptions,
  type ConnectorPorts,
  type TestStep,
} from '../connector';
import { ConnectorFault, toConnectorFault } from '../connector-fault';
import { FollowPositionStore } from './follow-position-store';
import { QueueLogFollower, type FollowerPorts } from './queue-log-follower';
import { QueueLogImporter } from './queue-log-importer';
import { readQueueLogLine } from './queue-log-line';
import { SourceHeartbeat } from './source-heartbeat';

const isCharset = (name: string): boolean => {
  try {
    charsetNamed(name);
    return true;
  } catch {
    return false;
  }
};

const optionsSchema = z.strictObject({
  file: z
    .string()
    .max(1_024)
    .refine(
      (path) => isAbsolute(path) && !path.includes('\0'),
      'the whole path of the file, from the root on',
    ),
  charset: z.string().refine(isCharset, 'windows-1252, iso-8859-15 or macintosh').optional(),
  timezone: z.string().refine(isKnownTimezone, 'an IANA name such as Europe/Paris').optional(),
});
type Options = z.infer<typeof optionsSchema>;

export const queueLogKind = 'asterisk-queue-log';

/** The last bytes of a log that is tried; a line is shorter. */
const lookedAtBytes = 8_192;

/** The `queue_log` file of an Asterisk on this machine, or on a disk of it: read on as it grows. */
@Injectable()
export class QueueLogKind implements ConnectorKind {
  readonly name = queueLogKind;
  readonly isExperimental = false;
  readonly needsSecret = false;

  constructor(
    private readonly importer: QueueLogImporter,
    private readonly positions: FollowPositionStore,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  readonly readOptions = (options: unknown): ConnectorOptions => {
    const { file, charset, timezone } = readOptions(
      optionsSchema as z.ZodType<Options & ConnectorOptions>,
      options,
    );
    return { file, ...(charset !== undefined && { charset }), ...(timezone !== undefined && { timezone }) };
  };

  readonly run = async (connector: Connector, ports: ConnectorPorts): Promise<void> => {
    const { tenantId, source } = connector;
    const { file, charset, timezone } = optionsSchema.parse(connector.options);
    await this.refuseForeign(file);
    const heartbeat = new SourceHeartbeat(ports.intake, this.clock, { tenantId, source });
    const follower: FollowerPorts = {
      translator: (ordinals) =>
        this.importer.translator(tenantId, source, {
          ordinals,
          timezone,
          heard: (line) => ports.heard({ kind: 'line', line }),
        }),
      begin: (translator) => this.importer.begin(tenantId, translator, charsetNamed(charset)),
      looked: async () => {
        ports.alive();
        await heartbeat.beat();
      },
      load: () => this.positions.load(tenantId, source, file),
      save: (position) => this.positions.save(tenantId, source, file, position),
      told: (event, answer) => {
        if (event === 'missing') ports.troubled(new ConnectorFault('file_missing', file));
        if (event === 'interrupted') ports.troubled(new ConnectorFault('database_away'));
        if (answer === null) return;
        ports.counted(answer);
        for (const { event: name } of answer.ignored) ports.unknown(name);
      },
    };
    await new QueueLogFollower(file, follower).follow(ports.signal);
  };

  readonly test = async ({ options }: Connector): Promise<readonly TestStep[]> => {
    const { file, timezone = 'UTC' } = optionsSchema.parse(options);
    const steps: TestStep[] = [];
    try {
      await this.refuseForeign(file);
      steps.push({ step: 'folder', fault: null });
      const lines = await lastLines(file);
      steps.push({ step: 'file', fault: null });
      const isLog =
        lines.length === 0 || lines.some((line) => !('problem' in readQueueLogLine(line, timezone)));
      const fault = isLog
        ? null
        : new ConnectorFault('wrong_protocol', 'None of its last lines is of a queue_log.');
      return [...steps, { step: 'lines', fault }];
    } catch (error) {
      return [...steps, { step: steps.length === 0 ? 'folder' : 'file', fault: toConnectorFault(error) }];
    }
  };

  /** Who administers a centre need not be who runs the machine: no other file of it can be asked for. */
  private async refuseForeign(file: string): Promise<void> {
    const folder = await realpath(dirname(file)).catch(() => null);
    const real = await realpath(file).catch(() => join(folder ?? dirname(file), basename(file)));
    const allowed = this.config.queueLogFolders;
    const roots = await Promise.all(allowed.map((path) => realpath(path).catch(() => path)));
    if (roots.some((root) => isWithin(real, root))) {
      if (folder === null) throw new ConnectorFault('file_missing', file);
      return;
    }
    throw new ConnectorFault('folder_not_allowed', `VIGIE_QUEUE_LOG_FOLDERS allows ${allowed.join(', ')}`);
  }
}

function isWithin(path: string, root: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith('../') && !isAbsolute(way);
}

/** Whole lines near the end of a file. */
async function lastLines(path: string): Promise<readonly string[]> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - lookedAtBytes);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(lookedAtBytes), 0, lookedAtBytes, from);
    const lines = buffer.subarray(0, bytesRead).toString('latin1').split('\n');
    return lines.slice(from === 0 ? 0 : 1, -1).filter((line) => line.trim() !== '');
  } finally {
    await file.close();
  }
}
