import { Injectable } from '@nestjs/common';
import { EventIntake } from '../../intake/event-intake';
import { QueueLogReading, type QueueLogAnswer } from './queue-log-reading';
import { QueueLogTranslator } from './queue-log-translator';

/** Takes a whole `queue_log` in, committed every 5,000 events. Reading the same lines again changes nothing. */
@Injectable()
export class QueueLogImporter {
  constructor(private readonly intake: EventIntake) {}

  /** Begins a reading that goes on where `translator` stands. */
  begin(tenantId: string, translator: QueueLogTranslator): QueueLogReading {
    return new QueueLogReading(this.intake, tenantId, translator);
  }

  async import(
    tenantId: string,
    source: string,
    chunks: AsyncIterable<Buffer>,
    options: { readonly final?: boolean } = {},
  ): Promise<QueueLogAnswer> {
    const reading = this.begin(tenantId, new QueueLogTranslator(source));
    for await (const chunk of chunks) await reading.push(chunk);
    return reading.finish(options.final ?? false);
  }
}
