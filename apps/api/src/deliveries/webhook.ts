import { Inject, Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { APP_CONFIG, type AppConfig, type SurveyConfig } from '../platform/config';
import type { SendingOutcome } from './delivery';
import { postWebhook, type WebhookMessage } from './post-webhook';

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
export class Webhook {
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

  /** Never rejects. 202 says that a report follows; any other 2xx that the message was taken to its reader. */
  async send(message: WebhookMessage): Promise<SendingOutcome> {
    if (this.webhook === undefined) return { result: 'unavailable' };
    try {
      const answer = await postWebhook(this.webhook, message, { at: this.clock.now(), timeoutMs });
      await answer.body?.cancel();
      return outcomeOf(answer);
    } catch {
      return { result: 'unavailable' };
    }
  }
}

function outcomeOf(answer: Response): SendingOutcome {
  if (answer.ok) return { result: answer.status === reportsLater ? 'handed_over' : 'delivered' };
  if (never.includes(answer.status)) return { result: 'refused' };
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0
    ? { result: 'unavailable', retryAfterMs: Math.min(longestWaitMs, seconds * 1000) }
    : { result: 'unavailable' };
}
