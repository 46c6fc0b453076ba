import type { QueueLogAnswer } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { EventIntake } from '../../intake/event-intake';
import type { Charset } from '../../intake/files/charset';
import { Database } from '../../platform/database';
import { TenantSettings } from '../../settings/tenant-settings';
import type { LineOrdinals } from './line-order';
import { QueueLogReading } from './queue-log-reading';
import { QueueLogTranslator } from './queue-log-translator';

/** How a log is to be read, where that is not told by the log itself. */
export type QueueLogOptions = {
  /** Also read a last line that no newline ends. */
  readonly final?: boolean;
  readonly charset?: Charset | undefined;
  /** On whose clocks the dates of a realtime table are; by default the centre's. */
  readonly timezone?: string | undefined;
};

/** Takes a whole `queue_log` in, committed every 5,000 events. Reading the same lines again changes nothing. */
@Injectable()
export class QueueLogImporter {
  constructor(
    private readonly intake: EventIntake,
    private readonly database: Database,
    private readonly settings: TenantSettings,
  ) {}

  /** Begins a reading that goes on where `translator` stands. */
  begin(tenantId: string, translator: QueueLogTranslator, charset?: Charset): QueueLogReading {
    return new QueueLogReading(this.intake, { tenantId, translator, charset });
  }

  /** A translator that writes queues and agents as settings and earlier events have named them. */
  async translator(
    tenantId: string,
    source: string,
    start: {
      readonly ordinals?: LineOrdinals;
      readonly timezone?: string | undefined;
      readonly heard?: (line: string) => void;
    } = {},
  ): Promise<QueueLogTranslator> {
    const known = await this.database.withTenant(tenantId, (tx) => this.settings.known(tx, tenantId));
    const { queues, agents, timezone } = this.settings.current(tenantId);
    const idsOf = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
    return new QueueLogTranslator(source, {
      spellings: idsOf([...queues, ...known.queues]),
      agentSpellings: idsOf([...agents, ...known.agents]),
      ordinals: start.ordinals ?? {},
      timezone: start.timezone ?? timezone,
      ...(start.heard !== undefined && { heard: start.heard }),
    });
  }

  async import(
    tenantId: string,
    source: string,
    chunks: AsyncIterable<Buffer>,
    { final = false, charset, timezone }: QueueLogOptions = {},
  ): Promise<QueueLogAnswer> {
    const reading = this.begin(tenantId, await this.translator(tenantId, source, { timezone }), charset);
    for await (const chunk of chunks) await reading.push(chunk);
    return reading.finish(final);
  }
}
