import { Injectable } from '@nestjs/common';

import { Rounds } from '../../platform/rounds/rounds';
import { InvitationTries } from './invitation-tries';
import { SurveyUpkeep } from './survey-upkeep';

const name = 'invitations';

/** Sends what waits to be sent, on any number of processes at once. */
@Injectable()
export class InvitationSender {
  constructor(
    private readonly rounds: Rounds,
    private readonly tries: InvitationTries,
    private readonly upkeep: SurveyUpkeep,
  ) {
    rounds.add({ kind: 'shared', name, everyMs: 5_000, run: (tenantId) => this.send(tenantId) });
  }

  /** Something of this tenant can be sent now; where this process does not send, another will see it. */
  hint(tenantId: string): void {
    this.rounds.soon(name, tenantId);
  }

  private async send(tenantId: string): Promise<void> {
    const delivered = await this.tries.sendDue(tenantId);
    if (delivered > 0) await this.upkeep.tell(tenantId);
  }
}
