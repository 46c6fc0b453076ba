import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { addressKeptMs, type Invitation } from '../invitation';
import { InvitationMessages } from './invitation-messages';
import { InvitationWays } from './invitation-ways';
import type { SendingOutcome } from './message';
import { noteDelivered, putOff, settleSending, takeDue } from './outbox-store';
import { retryDelayMs } from './retry-delay';

const atOnce = 8;
/** Longer than any try lasts: until then no other process tries the same message. */
const takenMs = 90_000;

/** Tries to send what is due. */
@Injectable()
export class InvitationTries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly messages: InvitationMessages,
    private readonly ways: InvitationWays,
  ) {}

  /** Tries everything of a tenant that is due, some at once; says how many reached their patient. */
  async sendDue(tenantId: string): Promise<number> {
    let delivered = 0;
    for (;;) {
      const now = this.clock.now();
      const due = { now, until: now + takenMs, most: atOnce };
      const taken = await this.database.withTenant(tenantId, (tx) => takeDue(tx, tenantId, due));
      const results = await Promise.all(taken.map((invitation) => this.send(invitation)));
      delivered += results.filter((result) => result === 'delivered').length;
      // A way out that is shut is not knocked at for hundreds of others in a row.
      const isShut = results.every((result) => result === 'unavailable');
      if (taken.length < atOnce || isShut) return delivered;
    }
  }

  private async send(invitation: Invitation): Promise<SendingOutcome['result']> {
    const message = await this.messages.of(invitation);
    const outcome: SendingOutcome = message === null ? { result: 'refused' } : await this.ways.send(message);
    await this.settle(invitation, outcome);
    return outcome.result;
  }

  private async settle(invitation: Invitation, outcome: SendingOutcome): Promise<void> {
    const { tenantId, createdAt, attempts } = invitation;
    const now = this.clock.now();
    const wait = outcome.result === 'unavailable' ? (outcome.retryAfterMs ?? 0) : 0;
    const dueAt = now + Math.max(wait, retryDelayMs(attempts, Math.random()));
    await this.database.withTenant(tenantId, async (tx) => {
      if (outcome.result === 'unavailable' && dueAt < createdAt + addressKeptMs) {
        await putOff(tx, invitation, dueAt);
        return;
      }
      const isSent = outcome.result === 'delivered' || outcome.result === 'handed_over';
      await settleSending(tx, invitation, isSent ? 'sent' : 'failed');
      if (outcome.result === 'delivered') await noteDelivered(tx, invitation, now);
    });
  }
}
