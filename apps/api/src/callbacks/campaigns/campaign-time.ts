import type { Instant } from '@vigie/calls';
import type { Campaign, CampaignOrder } from '@vigie/contracts';
import { dayOfDate, zoneOf } from '@vigie/metrics';

import { clockMinutes } from '../../settings/calendar';
import type { ClinicSettings } from '../../settings/resolved-settings';
import type { StoredCampaign } from './campaign-store';

type Clinic = Pick<ClinicSettings, 'timezone' | 'callingHours' | 'campaigns'>;
type Timed = Pick<StoredCampaign, 'endedAt'> & {
  readonly order: Pick<CampaignOrder, 'startsOn' | 'endsOn' | 'callFrom' | 'callUntil'>;
};

/** From when until when a campaign runs, by the clinic's clock; the end is not inside. */
export function runOf(
  { order, endedAt }: Timed,
  { timezone }: Pick<Clinic, 'timezone'>,
): { readonly from: Instant; readonly to: Instant } {
  const zone = zoneOf(timezone);
  const end = zone.startOfDay(dayOfDate(order.endsOn) + 1);
  return { from: zone.startOfDay(dayOfDate(order.startsOn)), to: Math.min(end, endedAt ?? end) };
}

/** Whether it is still to come, runs or is over. One that was ended before its first day is over. */
export function stateAt(campaign: Timed, clinic: Pick<Clinic, 'timezone'>, now: Instant): Campaign['state'] {
  const { from, to } = runOf(campaign, clinic);
  if (now >= to) return 'ended';
  return now < from ? 'planned' : 'running';
}

/**
 * Whether its list may be called: it runs, the order's hours are on, and so are the clinic's hours for calling. Nobody of
 * a clinic that switched campaigns off is.
 */
export function isCallingTime(campaign: Timed, clinic: Clinic, now: Instant): boolean {
  const { callFrom, callUntil } = campaign.order;
  const { time } = zoneOf(clinic.timezone).wallClock(now);
  const isInOrder = time >= clockMinutes(callFrom) * 60_000 && time < clockMinutes(callUntil) * 60_000;
  const isOn = clinic.campaigns && stateAt(campaign, clinic, now) === 'running';
  return isOn && isInOrder && clinic.callingHours.isOpen(now);
}
