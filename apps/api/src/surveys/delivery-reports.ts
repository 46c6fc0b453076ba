import type { DeliveryAnswer } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { seesAllOfClinic } from '../access/scope-reach';
import type { Viewer } from '../access/viewer';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { notFound } from '../platform/problems';
import type { DeliveryReport } from './invitation-request';
import { findInvitation } from './invitation-store';
import { InvitationLetters } from './invitation-letters';
import { noteDelivered, noteLost } from './invitation-state-store';
import { SurveyEvents } from './survey-events';

/** Takes what a provider reports of the messages it was given. */
@Injectable()
export class DeliveryReports {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: SurveyEvents,
    private readonly letters: InvitationLetters,
  ) {}

  /** Rejects with 404 when there is no such invitation (any more) of the viewer's scope. */
  async take(
    { tenantId, scope }: Pick<Viewer, 'tenantId' | 'scope'>,
    { invitationId, outcome }: DeliveryReport,
  ): Promise<DeliveryAnswer> {
    const key = { tenantId, invitationId };
    const isNews = await this.database.withTenant(tenantId, async (tx) => {
      const invitation = await findInvitation(tx, tenantId, invitationId, true);
      if (invitation === undefined || !seesAllOfClinic(scope, invitation.clinicId ?? ''))
        throw notFound('There is no such invitation.');
      if (outcome === 'delivered') return noteDelivered(tx, key, this.clock.now());
      await this.letters.cancel(tx, tenantId, invitationId);
      return noteLost(tx, key);
    });
    if (isNews) await this.events.publish(tenantId, invitationId);
    return { outcome: isNews ? 'noted' : 'known' };
  }
}
