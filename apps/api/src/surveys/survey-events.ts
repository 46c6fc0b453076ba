import { Injectable, Logger } from '@nestjs/common';

import { EventIntake } from '../intake/event-intake';
import { Database } from '../platform/database';
import { errorFields } from '../platform/logging';
import { Problem } from '../platform/problems';
import { Keyring } from '../privacy/keyring';
import { idOfText } from '../privacy/sealed-text';
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
    private readonly keyring: Keyring,
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
   * Publishes an answer, or a part of one: the parts of an invitation are one answer of its call. The same part tried
   * again, before it was noted on the invitation, is the same event. Rejects when it could not be stored.
   */
  async publishAnswer(
    invitation: Invitation,
    answerAt: number,
    { items, language }: { readonly items: GivenAnswers; readonly language: string },
  ): Promise<void> {
    const { tenantId, invitationId, answers } = invitation;
    // Under a key: the event's id is in the log, where what was written must not be.
    const part = idOfText(
      JSON.stringify([answers, items]),
      this.keyring.keyOf(tenantId, 'survey answers'),
    ).slice(0, 16);
    const event = surveyEvent(invitation, 'answered', answerAt, { items, language });
    await this.receive(tenantId, [{ ...event, id: `survey-answered-${invitationId}-${part}` }]);
  }

  private async receive(tenantId: string, events: readonly object[]): Promise<void> {
    const answer = await this.intake.receive(tenantId, events);
    if (answer.rejectedCount === 0) return;
    const detail = 'What was answered could not be read.';
    throw new Problem({ code: answer.rejected[0]?.code ?? 'invalid_event', status: 400, detail });
  }
}

function momentEvent(invitation: Invitation, moment: SurveyMoment): object {
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
): object {
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
