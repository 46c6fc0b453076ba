import { createHmac } from 'node:crypto';

import type { InvitationChannel, NotInvited } from '@vigie/contracts';

import type { SurveyTemplate } from '../settings/survey-template';
import type { Called } from './called-query';
import { recentCallMs } from './invitation';

/** Why nobody was invited. Each is an ordinary answer and not a fault. */
export const notInvited: Readonly<Record<NotInvited, string>> = {
  unknown_call: 'No such call is known here. Send its events first.',
  call_not_over: 'The call is not decided yet. Ask again when it is over.',
  not_counted: 'The call counts nowhere (outbound, or a test line): its caller is not asked.',
  too_late: 'The call is more than seven days old.',
  no_template: 'The settings have no survey for this clinic.',
  channel_off: 'The settings of this clinic do not ask in that way.',
  not_sampled: 'The draw leaves this caller out: only a share is asked.',
};

/** Why somebody is not asked who could be: known here, and told to nobody who asks for an invitation. */
export type NotWelcome = 'refused_for_good' | 'asked_recently';

/** What of the call itself forbids to ask about it; null when nothing does. */
export function unfitCall(called: Called, now: number): NotInvited | null {
  if (!called.counted) return 'not_counted';
  if (called.outcome === null) return 'call_not_over';
  return now - called.arrivedAt > recentCallMs ? 'too_late' : null;
}

/** What the settings say against asking; `drawKey` is the tenant's, so that nobody can foretell who is drawn. */
export function unwanted(
  template: SurveyTemplate,
  channel: InvitationChannel,
  called: Pick<Called, 'callKey' | 'outcome'>,
  drawKey: Buffer,
): NotInvited | null {
  if (!template.channels.includes(channel)) return 'channel_off';
  const share = called.outcome === 'answered' ? template.share : template.unansweredShare;
  return drawOf(called.callKey, drawKey) < share ? null : 'not_sampled';
}

/** A number from 0 to 1 (never 1), even over calls and always the same for one call. */
export function drawOf(callKey: string, key: Buffer): number {
  return createHmac('sha256', key).update(callKey).digest().readUIntBE(0, 6) / 2 ** 48;
}
