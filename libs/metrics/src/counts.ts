import { lossNames, openNames, outcomeNames } from '@vigie/calls';

import type { FigureOptions, Sums } from './kpi';
import { notedCounts } from './noted-calls';
import type { Tally } from './tally';
import type { WaitBins } from './wait-bins';
import { countWithin } from './wait-bins';

/** One published count: what it counts, and how it is derived from sums. */
export type CountDefinition = {
  readonly about: string;
  /** Whether it is counted for agents' legs too; elsewhere it is 0 there. */
  readonly ofLegs?: true;
  readonly of: (sums: Sums) => number;
};

const sumOf = (names: readonly (keyof Tally)[], { tally }: Sums): number => {
  let sum = 0;
  for (const name of names) sum += tally[name];
  return sum;
};

/** All calls that arrived: the sum of all outcomes and of those that are still open. */
const presentedNames = [...outcomeNames, ...openNames] as const;

const thresholdMs = ({ options }: Sums): number => options.serviceLevelSeconds * 1000;
const rated = ({ tally: t }: Sums): number => t.rating1 + t.rating2 + t.rating3 + t.rating4 + t.rating5;

/** Every published count, in the order it is published. */
export const countRegistry = {
  presented: {
    about: 'Everything that arrived: the sum of all outcomes, of those waiting and those in the greeting.',
    of: (sums) => sumOf(presentedNames, sums),
  },
  offered: {
    about: 'Those that entered a queue (or are unspecified). For agents: offers that rang.',
    ofLegs: true,
    of: ({ tally }) => tally.offered,
  },
  answered: {
    about: 'An agent and the caller were bridged, be it for a second. Wins over any other outcome.',
    ofLegs: true,
    of: ({ tally }) => tally.answered,
  },
  answeredByBot: {
    about:
      'A robot answered and no person did. Presented, not offered; in neither part of any answer rate, never answered.',
    of: ({ tally }) => tally.answeredByBot,
  },
  unanswered: {
    about:
      'Presented without answered, answered by a robot, closed, self-served, unknown, waiting and greeting: everyone whom nobody answered.',
    of: (sums) => sumOf(lossNames, sums),
  },
  abandoned: {
    about: 'The caller hung up in a queue; short abandons included.',
    of: ({ tally }) => tally.abandoned,
  },
  shortAbandoned: {
    about:
      'Abandoned after a wait shorter than the short threshold (default 5 s). Exactly the threshold is not short.',
    of: ({ tally }) => tally.shortAbandoned,
  },
  ivrAbandoned: {
    about: 'The caller hung up before any queue: in the greeting or the menu.',
    of: ({ tally }) => tally.ivrAbandoned,
  },
  blocked: {
    about:
      'Busy, full, nobody logged in, diverted or refused. Presented; not offered unless it had been in a queue.',
    of: ({ tally }) => tally.blocked,
  },
  blockedFull: { about: 'Blocked: the queue was full.', of: ({ tally }) => tally.blockedFull },
  blockedNoAgents: {
    about: 'Blocked: nobody was logged in to the queue.',
    of: ({ tally }) => tally.blockedNoAgents,
  },
  blockedBusy: { about: 'Blocked: every line was busy.', of: ({ tally }) => tally.blockedBusy },
  blockedRefused: {
    about: 'Blocked: diverted or refused, or the source does not say why. The four add up to *blocked*.',
    of: ({ tally }) => tally.blockedRefused,
  },
  closed: {
    about: 'Announced as closed, or unanswered outside the covered hours. Not offered.',
    of: ({ tally }) => tally.closed,
  },
  timeoutOverflow: {
    about: 'Left the queue by time-out, for want of agents, by a key, withdrawn or overflowed.',
    of: ({ tally }) => tally.timeoutOverflow,
  },
  exitTimeout: { about: 'Left the queue: the longest wait was over.', of: ({ tally }) => tally.exitTimeout },
  exitNoAgents: {
    about: 'Left the queue: nobody was logged in any more.',
    of: ({ tally }) => tally.exitNoAgents,
  },
  exitKey: {
    about: 'Left the queue by a key that is no wish to be called back.',
    of: ({ tally }) => tally.exitKey,
  },
  exitWithdrawn: {
    about: 'Left the queue: withdrawn by the system.',
    of: ({ tally }) => tally.exitWithdrawn,
  },
  exitOverflow: {
    about: 'Left the queue: overflowed to elsewhere. The five add up to *timeoutOverflow*.',
    of: ({ tally }) => tally.exitOverflow,
  },
  voicemail: { about: 'Left a message, also after a time-out.', of: ({ tally }) => tally.voicemail },
  callbackExit: {
    about: 'Chose to be called back and left the queue.',
    of: ({ tally }) => tally.callbackExit,
  },
  selfServed: { about: 'Was helped by the menu or an announcement.', of: ({ tally }) => tally.selfServed },
  systemFailed: { about: 'The telephone system failed.', of: ({ tally }) => tally.systemFailed },
  unspecified: {
    about: 'Unanswered calls of a source that does not say how they ended. They have no wait.',
    of: ({ tally }) => tally.unspecified,
  },
  unknown: {
    about:
      'No event for 4 h, or the source restarted: what became of the call is not known. It is in no answer rate.',
    of: ({ tally }) => tally.unknown,
  },
  waiting: { about: 'Undecided, in a queue.', of: ({ tally }) => tally.waiting },
  greeting: { about: 'Undecided, not yet in a queue.', of: ({ tally }) => tally.greeting },
  answeredInThreshold: {
    about: 'Answered after a wait of at most the threshold; equal is inside.',
    of: (s) => countWithin(s.bins, 'answered', thresholdMs(s)),
  },
  abandonedInThreshold: {
    about: 'Abandoned after a wait of at most the threshold; equal is inside.',
    of: (s) => countWithin(s.bins, 'abandoned', thresholdMs(s)),
  },
  waitingPastThreshold: {
    about: 'Waiting for longer than the threshold, now.',
    of: ({ options }) => options.waitingPastThreshold ?? 0,
  },
  answeredOutsideHours: {
    about: 'Answered although it arrived outside the covered hours.',
    of: ({ tally }) => tally.answeredOutsideHours,
  },
  talkUnder5s: {
    about: 'Answered with a conversation of less than 5 s.',
    of: ({ tally }) => tally.talkUnder5s,
  },
  waitsKnown: {
    about: 'Offered and decided with a wait that is known.',
    of: ({ tally }) => tally.waitsKnown,
  },
  held: { about: 'Answered and held at least once.', ofLegs: true, of: ({ tally }) => tally.held },
  holds: {
    about: 'Times a caller was put on hold; muting is none.',
    ofLegs: true,
    of: ({ tally }) => tally.holds,
  },
  transferred: { about: 'Answered and passed on at least once.', of: ({ tally }) => tally.transferred },
  ringNoAnswer: {
    about: 'Times a call rang at an agent who did not take it. It is no unanswered call.',
    of: ({ tally }) => tally.ringNoAnswer,
  },
  resolved: {
    about: 'Answered, and the need was met, as the imported table of calls says.',
    of: ({ tally }) => tally.resolved,
  },
  resolvedKnown: {
    about: 'Answered calls of which a table says whether the need was met.',
    of: ({ tally }) => tally.resolvedKnown,
  },
  ...notedCounts,
  rated: {
    about:
      'Answers to *overall* as published, by one way of asking; null off the published grid (see below).',
    of: rated,
  },
  rating1: { about: 'Overall mark 1.', of: ({ tally }) => tally.rating1 },
  rating2: { about: 'Overall mark 2.', of: ({ tally }) => tally.rating2 },
  rating3: { about: 'Overall mark 3.', of: ({ tally }) => tally.rating3 },
  rating4: { about: 'Overall mark 4.', of: ({ tally }) => tally.rating4 },
  rating5: { about: 'Overall mark 5.', of: ({ tally }) => tally.rating5 },
} as const satisfies { readonly [name: string]: CountDefinition };

export type CountName = keyof typeof countRegistry;
export type Counts = { readonly [name in CountName]: number };

/** The counts in the order they are published. */
export const countNames = Object.keys(countRegistry) as readonly CountName[];

/** One count of a sum. Of agents' legs only offers, answers and holds are counted. */
export function countOf(name: CountName, sums: Sums): number {
  const definition: CountDefinition = countRegistry[name];
  return sums.options.unit === 'legs' && definition.ofLegs !== true ? 0 : definition.of(sums);
}

/** Every published count of a sum. */
export function countsOf(tally: Tally, bins: WaitBins, options: FigureOptions): Counts {
  const sums = { tally, bins, options };
  const counts: { [name in CountName]?: number } = {};
  for (const name of countNames) counts[name] = countOf(name, sums);
  return counts as Counts;
}
