import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database';
import { EventIntake } from './event-intake';
import { Quarantine, type Retriable } from './quarantine';
import { readEvent, type ReadingRules } from './read-event';
import { TenantReadingRules } from './reading-rules';

/** What became of a round of new tries. */
export type RetryAnswer = { readonly tried: number; readonly taken: number; readonly refusedAgain: number };

/** Tries what waits in quarantine once more: after an update it may have become readable. */
@Injectable()
export class QuarantineRetry {
  constructor(
    private readonly database: Database,
    private readonly quarantine: Quarantine,
    private readonly intake: EventIntake,
    private readonly rules: TenantReadingRules,
  ) {}

  /** Goes through all of a tenant's; what is taken now leaves the quarantine, the rest stays as it was. */
  async run(tenantId: string): Promise<RetryAnswer> {
    const rules = await this.rules.of(tenantId);
    let tried = 0;
    let taken = 0;
    let after: string | null | undefined;
    while (after !== null) {
      const from: string | undefined = after;
      const { found, last } = await this.database.withTenant(tenantId, (tx) =>
        this.quarantine.next(tx, tenantId, from),
      );
      tried += found.length;
      taken += await this.take(tenantId, found, rules);
      after = last;
    }
    return { tried, taken, refusedAgain: tried - taken };
  }

  private async take(tenantId: string, found: readonly Retriable[], rules: ReadingRules): Promise<number> {
    const readable = found.flatMap(({ id, text }) => {
      const item = parse(text);
      return readEvent(item, rules).ok ? [{ id, item }] : [];
    });
    if (readable.length === 0) return 0;
    // Twice is harmless, not at all is not: the row goes only after its event is in the log.
    await this.intake.receive(
      tenantId,
      readable.map(({ item }) => item),
    );
    const ids = readable.map(({ id }) => id);
    await this.database.withTenant(tenantId, (tx) => this.quarantine.forget(tx, tenantId, ids));
    return readable.length;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
