import { Injectable } from '@nestjs/common';
import type { InvitationChannel } from '@vigie/contracts';

import { Mailer } from '../../platform/mailer';
import type { Message, SendingOutcome } from './message';
import { SurveyWebhook } from './survey-webhook';

/** The ways out: text messages by the webhook, e-mail by the mail server or, without one, by the webhook too. */
@Injectable()
export class InvitationWays {
  constructor(
    private readonly webhook: SurveyWebhook,
    private readonly mailer: Mailer,
  ) {}

  /** Whether anything can be sent that way. */
  can(channel: InvitationChannel): boolean {
    return this.webhook.isConfigured || (channel === 'email' && this.mailer.isConfigured);
  }

  /** One try; never rejects. */
  async send(message: Message): Promise<SendingOutcome> {
    if (message.channel !== 'email' || !this.mailer.isConfigured) return this.webhook.send(message);
    const { id, address, subject, text, link } = message;
    const outcome = await this.mailer.send({
      id,
      to: address,
      subject,
      text,
      // A mail program's own "unsubscribe" is a refusal for good.
      headers: { 'List-Unsubscribe': `<${link}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    });
    // Nothing better will ever be known of a message that the mail server has taken.
    return { result: outcome === 'accepted' ? 'delivered' : outcome };
  }
}
