import { Inject, Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { APP_CONFIG, type AppConfig, type SurveyConfig } from '../platform/config';
import type { SendingOutcome } from './delivery';
import { postWebhook, type WebhookAddress, type WebhookMessage } from './post-webhook';

const timeoutMs = 15_000;
const longestWaitMs = 6 * 3_600_000;
/** The receiver understood and will never take this message. */
const never: readonly number[] = [400, 410, 422];
const reportsLater = 202;

/**
 * Hands messages to one address, signed; a provider's own gateway stands behind the configured one. Redirects are not
 * followed and nothing that is sent has any part in the address.
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

  /** To whom it says, else to the installation's own. Never rejects. 202 says that a report follows; any other 2xx that the message was taken to its reader. */
  async send({
    to = this.webhook,
    ...message
  }: WebhookMessage & { readonly to?: WebhookAddress }): Promise<SendingOutcome> {
    if (to === undefined) return { result: 'unavailable' };
    try {
      const answer = await postWebhook(to, message, { at: this.clock.now(), timeoutMs });
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
