import { Injectable } from '@nestjs/common';

import { AskedCalls } from './asked-calls';
import { InvitationBook } from './invitation-book';
import { InvitationDrafter } from './invitation-drafter';
import { SurveyDiary } from './survey-diary';
import type { Linked } from './survey-links';

/** Why there is no sample. */
export type NoSample = 'unknown_call' | 'no_template';

/** Invitations that are sent to nobody, to look at the page with. Their answers count: make them in a demonstration. */
@Injectable()
export class SampleInvitations {
  constructor(
    private readonly calls: AskedCalls,
    private readonly drafter: InvitationDrafter,
    private readonly book: InvitationBook,
    private readonly diary: SurveyDiary,
  ) {}

  /** An invitation about the latest answered call that nobody was invited about. */
  async make(tenantId: string, language: string | undefined): Promise<Linked | NoSample> {
    const asked = await this.calls.latest(tenantId, language);
    if (typeof asked === 'string') return asked;
    const made = this.drafter.sample(tenantId, asked, language);
    const kept = await this.book.keep(made, asked);
    if (typeof kept === 'string') return 'unknown_call';
    await this.diary.tell(tenantId, kept.invitationId);
    return { tenantId, invitationId: kept.invitationId };
  }
}
