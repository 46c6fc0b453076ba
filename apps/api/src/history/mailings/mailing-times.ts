import type { Instant } from '@vigie/calls';
import type { MailingRhythm } from '@vigie/contracts';
import { instantOfLocal, localClock, namedRange, type TimeRange } from '@vigie/metrics';

/** When the mail of a day, week or month that has ended is sent: minutes after local midnight. */
const sentAt = 7 * 60;

/** The next instant after `after` at which one is sent: seven in the morning, of every day, Monday or first of a month. */
export function nextMailing(every: MailingRhythm, after: Instant, timezone: string): Instant {
  const { start, end } = namedRange(every, after, timezone);
  const morning = morningOf(start, timezone);
  return morning > after ? morning : morningOf(end, timezone);
}

/** The latest day, week or month that has ended at an instant. */
export function periodBefore(every: MailingRhythm, at: Instant, timezone: string): TimeRange {
  return namedRange(every, namedRange(every, at, timezone).start - 1, timezone);
}

const morningOf = (midnight: Instant, timezone: string): Instant =>
  instantOfLocal({ ...localClock(midnight, timezone), minuteOfDay: sentAt }, timezone);
