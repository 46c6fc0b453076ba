import { Injectable } from '@nestjs/common';

import { Bell } from '../platform/bell';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import type { LeasedRound } from '../platform/rounds/round';
import { sweepChanges } from './change-store';
import { GiveUpSilent } from './give-up-silent';
import { ObligationEndings } from './obligation-endings';

const changesKeptMs = 3_600_000;

/** What the fold does by the clock rather than by an event: gives up silent calls, ends what is past its deadline. */
@Injectable()
export class FoldUpkeep implements LeasedRound {
  readonly kind = 'leased';
  readonly name = 'fold upkeep';
  readonly everyMs = 60_000;

  constructor(
    private readonly database: Database,
    private readonly bell: Bell,
    private readonly clock: Clock,
    private readonly silent: GiveUpSilent,
    private readonly endings: ObligationEndings,
  ) {}

  readonly run = async (tenantId: string): Promise<void> => {
    const now = this.clock.now();
    await this.database.withTenant(tenantId, (tx) => sweepChanges(tx, tenantId, now, changesKeptMs), 'fold');
    const given = await this.database.withTenant(
      tenantId,
      async (tx) => (await this.silent.run(tx, tenantId, now)) + (await this.endings.run(tx, tenantId, now)),
      'fold',
    );
    if (given > 0) this.bell.ring(tenantId);
  };
}
