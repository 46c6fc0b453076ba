import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { Rounds } from '../../platform/rounds/rounds';
import { addressKeptMs, invitationKeptMs } from '../invitation';
import { SurveyDiary } from '../survey-diary';
import { forgetOld, giveUpOld } from './outbox-store';

const everyMs = 600_000;

/** Forgets what was kept long enough, and tells the log what it does not know yet. */
@Injectable()
export class SurveyUpkeep {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly diary: SurveyDiary,
    rounds: Rounds,
  ) {
    rounds.add({ kind: 'leased', name: 'invitation upkeep', everyMs, run: (tenantId) => this.now(tenantId) });
  }

  /** Addresses go a turn early, so that none is ever kept longer than was said. */
  async now(tenantId: string): Promise<void> {
    const now = this.clock.now();
    await this.database.withTenant(tenantId, async (tx) => {
      await giveUpOld(tx, tenantId, now - addressKeptMs + everyMs);
      await forgetOld(tx, tenantId, now - invitationKeptMs);
    });
    await this.diary.catchUp(tenantId);
  }

  /** Tells the log at once what happened in a round of sending. */
  tell(tenantId: string): Promise<void> {
    return this.diary.catchUp(tenantId);
  }
}
