import type { Instant } from '@vigie/calls';
import type { PublicationStatus } from '@vigie/contracts';
import { firstOfBlock, monthsOfBlock } from '@vigie/metrics';

import { finalFrom, nextPhaseAt, phaseOf } from './publication-calendar';
import type { KnownMonth } from '../versions/publication-store';

/** A month to be published now, and as what. */
export type DueMonth = { readonly month: string; readonly status: PublicationStatus };

/** The time, where it is read, and how long nothing may have come of a month before its final figures are made. */
export type Moment = {
  readonly now: Instant;
  readonly timezone: string;
  readonly quietMs: number;
  /** The fold has much to catch up with: more of any month may be on its way. */
  readonly isBehind: boolean;
};

/**
 * What is due of a month: steps while it runs, its provisional figures from day 2, its final ones from day 10, revised
 * ones when something came later. Final and revised figures wait until nothing came for a while, so that an import is
 * told as a whole.
 */
export function dueOf(known: KnownMonth, moment: Moment): DueMonth | undefined {
  const status = dueStatus(known, moment);
  return status === undefined ? undefined : { month: known.month, status };
}

function dueStatus(known: KnownMonth, moment: Moment): PublicationStatus | undefined {
  const { month, waitingSince, status } = known;
  switch (phaseOf(month, moment.now, moment.timezone)) {
    case 'running':
      return waitingSince === null ? undefined : 'running';
    case 'provisional':
      return status === null || status === 'running' ? 'provisional' : undefined;
    case 'final':
      return isQuiet(known, moment) ? settledStatus(known) : undefined;
  }
}

const isQuiet = ({ waitingSince }: KnownMonth, { now, quietMs, isBehind }: Moment): boolean =>
  waitingSince === null || (!isBehind && now - waitingSince >= quietMs);

function settledStatus({ waitingSince, status }: KnownMonth): PublicationStatus | undefined {
  if (status !== 'final' && status !== 'revised') return 'final';
  return waitingSince === null ? undefined : 'revised';
}

/** When something of these months may become due by the clock alone. */
export function nextDueAt(months: readonly KnownMonth[], moment: Moment): Instant {
  const { now, timezone, quietMs } = moment;
  const instants = months.flatMap(({ month, waitingSince }) => {
    const phase = nextPhaseAt(month, now, timezone);
    const quiet = waitingSince === null ? undefined : waitingSince + quietMs;
    return [phase, quiet].filter((at) => at !== undefined && at > now);
  });
  return Math.min(Number.POSITIVE_INFINITY, ...instants.map((at) => at ?? Number.POSITIVE_INFINITY));
}

/** A calendar quarter or year, by its first month. */
export type Block = { readonly firstMonth: string; readonly months: 3 | 12 };

/**
 * The first block that is to be told: all its months are final and nothing of them waits. Quarters come before the
 * year that holds them. Asked when no month is due.
 */
export function dueBlock(months: readonly KnownMonth[], moment: Moment): Block | undefined {
  return ([3, 12] as const)
    .flatMap((length) =>
      months
        .filter((month) => (length === 3 ? month.quarterDue : month.yearDue))
        .map(({ month }) => ({ firstMonth: firstOfBlock(month, length), months: length })),
    )
    .find((block) => isSettled(block, months, moment));
}

function isSettled(block: Block, months: readonly KnownMonth[], { now, timezone }: Moment): boolean {
  const own = monthsOfBlock(block.firstMonth, block.months);
  const last = own.at(-1);
  if (last === undefined || now < finalFrom(last, timezone)) return false;
  return months.every(
    ({ month, status, waitingSince }) =>
      !own.includes(month) || (waitingSince === null && (status === 'final' || status === 'revised')),
  );
}
