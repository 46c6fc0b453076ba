import { Injectable, Logger } from '@nestjs/common';

import { EventIntake } from '../intake/event-intake';
import { Database } from '../platform/database';
import { errorFields } from '../platform/logging';
import { Problem } from '../platform/problems';
import type { GivenAnswers, Invitation, SurveyMoment } from './invitation';
import { markLogged, unloggedInvitations } from './invitation-state-store';
import { findInvitation } from './invitation-store';

/**
 * Publishes what becomes of invitations as events, through the door everything comes in by. Ids and instants are fixed
 * beforehand, so that publishing again adds nothing.
 */
@Injectable()
export class SurveyEvents {
  private readonly logger = new Logger('Surveys');

  constructor(
    private readonly database: Database,
    private readonly intake: EventIntake,
  ) {}

  /** Publishes what the log does not have yet of one invitation; what fails is for {@link publishPending}. */
  async publish(tenantId: string, invitationId: string): Promise<void> {
    try {
      const invitation = await this.database.withTenant(tenantId, (tx) =>
        findInvitation(tx, tenantId, invitationId),
      );
      if (invitation === undefined || invitation.unlogged.length === 0) return;
      const moments = invitation.unlogged;
      await this.receive(
        tenantId,
        moments.map((moment) => momentEvent(invitation, moment)),
      );
      await this.database.withTenant(tenantId, (tx) => markLogged(tx, { tenantId, invitationId }, moments));
    } catch (error) {
      this.logger.warn({ published: 'later', ...(error instanceof Error ? errorFields(error) : {}) });
    }
  }

  /** Publishes what an earlier try could not. */
  async publishPending(tenantId: string): Promise<void> {
    const ids = await this.database.withTenant(tenantId, (tx) => unloggedInvitations(tx, tenantId));
    for (const id of ids) await this.publish(tenantId, id);
  }

  /**
   * Publishes what was answered; false when the log already has an answer to this invitation. Rejects when it could not
   * be stored.
   */
  async publishAnswer(
    invitation: Invitation,
    answerAt: number,
    answer: { readonly items: GivenAnswers; readonly language: string },
  ): Promise<boolean> {
    const { accepted } = await this.receive(invitation.tenantId, [
      surveyEvent(invitation, 'answered', answerAt, { items: answer.items, language: answer.language }),
    ]);
    return accepted === 1;
  }

  private async receive(tenantId: string, events: readonly unknown[]): Promise<{ accepted: number }> {
    const answer = await this.intake.receive(tenantId, events);
    if (answer.rejectedCount === 0) return answer;
    const detail = 'What was answered could not be read.';
    throw new Problem({ code: answer.rejected[0]?.code ?? 'invalid_event', status: 400, detail });
  }
}

function momentEvent(invitation: Invitation, moment: SurveyMoment): unknown {
  const at = { invited: 'createdAt', delivered: 'deliveredAt', refused: 'refusedAt' } as const;
  return surveyEvent(invitation, moment, invitation[at[moment]] ?? invitation.createdAt, {
    language: invitation.language,
  });
}

function surveyEvent(
  invitation: Invitation,
  moment: SurveyMoment | 'answered',
  at: number,
  more: Readonly<Record<string, unknown>>,
): unknown {
  const { source, callId, clinicId, surveyId, channel, invitationId } = invitation;
  return {
    specversion: '1.0',
    id: `survey-${moment}-${invitationId}`,
    source,
    type: `survey.${moment}`,
    subject: callId,
    time: new Date(at).toISOString(),
    data: { ...(clinicId !== null && { clinicId }), surveyId, channel, ...more },
  };
}
