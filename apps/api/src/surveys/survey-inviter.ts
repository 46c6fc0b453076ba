import { Injectable } from '@nestjs/common';

import { AskedCalls } from './asked-calls';
import { notInvited, type NotInvited } from './eligibility';
import type { Invitation } from './invitation';
import { InvitationBook } from './invitation-book';
import { InvitationDispatch } from './invitation-dispatch';
import { InvitationDrafter } from './invitation-drafter';
import type { InvitationRequest } from './invitation-request';

/** What became of a request to invite. */
export type InvitationAnswer =
  | {
      readonly outcome: 'invited';
      readonly invitationId: string;
      readonly surveyId: string;
      readonly language: string;
      readonly expiresAt: string;
      /** True when this call's caller had been invited before: nothing is sent again. */
      readonly repeated: boolean;
    }
  | { readonly outcome: NotInvited; readonly detail: string };

/** Decides who is asked, and writes the invitation down to be sent. */
@Injectable()
export class SurveyInviter {
  constructor(
    private readonly calls: AskedCalls,
    private readonly drafter: InvitationDrafter,
    private readonly book: InvitationBook,
    private readonly dispatch: InvitationDispatch,
  ) {}

  /** Answers after COMMIT; the sending comes after. The same request again changes nothing. */
  async invite(tenantId: string, request: InvitationRequest): Promise<InvitationAnswer> {
    this.dispatch.assertPossible(request.channel);
    const asked = await this.calls.find(tenantId, request.source, request.callId);
    if (typeof asked === 'string') return declined(asked);
    const made = await this.drafter.draft(tenantId, asked, request);
    if (typeof made === 'string') return declined(made);
    const kept = await this.book.keep(made, asked);
    if (typeof kept === 'string') return declined(kept);
    if (kept === made) await this.dispatch.release(made);
    return accepted(kept, kept !== made);
  }
}

function declined(outcome: NotInvited): InvitationAnswer {
  return { outcome, detail: notInvited[outcome] };
}

function accepted(invitation: Invitation, repeated: boolean): InvitationAnswer {
  const { invitationId, surveyId, language, expiresAt } = invitation;
  return {
    outcome: 'invited',
    invitationId,
    surveyId,
    language,
    expiresAt: new Date(expiresAt).toISOString(),
    repeated,
  };
}
