import { Injectable } from '@nestjs/common';
import type { InvitationChannel } from '@vigie/contracts';

import { Problem } from '../platform/problems';
import type { Invitation } from './invitation';
import { InvitationSender } from './sending/invitation-sender';
import { InvitationWays } from './sending/invitation-ways';
import { SurveyDiary } from './survey-diary';
import { SurveyLinks } from './survey-links';

/** Lets kept invitations go out. */
@Injectable()
export class InvitationDispatch {
  constructor(
    private readonly links: SurveyLinks,
    private readonly ways: InvitationWays,
    private readonly diary: SurveyDiary,
    private readonly sender: InvitationSender,
  ) {}

  /** Throws 409 where this server cannot invite in that way at all. */
  assertPossible(channel: InvitationChannel): void {
    if (this.links.isConfigured && this.ways.can(channel)) return;
    const detail = this.links.isConfigured
      ? `This server has no way to send by ${channel}.`
      : 'This server has no public address that patients could be invited to (VIGIE_PUBLIC_URL).';
    throw new Problem({ code: 'surveys_not_set_up', status: 409, detail });
  }

  /** Tells the log and wakes the sender. Neither can fail for the one who asked: both are tried again. */
  async release({ tenantId, invitationId }: Invitation): Promise<void> {
    await this.diary.tell(tenantId, invitationId);
    this.sender.hint(tenantId);
  }
}
