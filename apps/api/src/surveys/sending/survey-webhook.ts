import { Inject, Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock';
import type { AppConfig, SurveyConfig } from '../../platform/config';
import { APP_CONFIG } from '../../platform/tokens';
import type { Message, SendingOutcome } from './message';
import { signWebhook } from './webhook-signature';

const timeoutMs = 15_000;
const longestWaitMs = 6 * 3_600_000;
/** The receiver understood and will never take this message. */
const never: readonly number[] = [400, 410, 422];
const reportsLater = 202;

/**
 * Hands messages to the one configured address, signed; a provider's own gateway stands behind it. Redirects are not
 * followed and nothing that is sent or settings say has any part in the address.
 */
@Injectable()
export class SurveyWebhook {
  private readonly webhook: SurveyConfig['webhook'];

  constructor(
    private readonly clock: Clock,
    @Inject(APP_CONFIG) config: AppConfig,
  ) {
    this.webhook = config.surveys.webhook;
  }

  get isConfigured(): boolean {
    return this.webhook !== undefined;
  }

  /** Never rejects. 202 says that a report follows; any other 2xx that the message was taken to the patient. */
  async send(message: Message): Promise<SendingOutcome> {
    if (this.webhook === undefined) return { result: 'unavailable' };
    const { url, secret } = this.webhook;
    const timestamp = Math.floor(this.clock.now() / 1000);
    const body = JSON.stringify(payloadOf(message, timestamp));
    try {
      const answer = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Vigie',
          'webhook-id': message.id,
          'webhook-timestamp': String(timestamp),
          'webhook-signature': signWebhook({ id: message.id, timestamp, body }, secret),
        },
        body,
      });
      await answer.body?.cancel();
      return outcomeOf(answer);
    } catch {
      return { result: 'unavailable' };
    }
  }
}

function payloadOf(message: Message, timestamp: number) {
  const { id, tenantId, channel, address, language, subject, text, link, expiresAt } = message;
  return {
    type: 'survey.invitation',
    timestamp: new Date(timestamp * 1000).toISOString(),
    data: {
      invitationId: id,
      tenant: tenantId,
      channel,
      address,
      language,
      ...(channel === 'email' && { subject }),
      text,
      link,
      expiresAt: new Date(expiresAt).toISOString(),
    },
  };
}

function outcomeOf(answer: Response): SendingOutcome {
  if (answer.ok) return { result: answer.status === reportsLater ? 'handed_over' : 'delivered' };
  if (never.includes(answer.status)) return { result: 'refused' };
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0
    ? { result: 'unavailable', retryAfterMs: Math.min(longestWaitMs, seconds * 1000) }
    : { result: 'unavailable' };
}
