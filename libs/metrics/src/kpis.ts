import { countOf } from './counts';
import type { Kpi, Sums } from './kpi';
import { notedKpis } from './noted-calls';
import { decided, serviceLevelFormulas } from './service-level';
import type { WaitPopulation } from './wait-bins';

const everyone: readonly WaitPopulation[] = ['answered', 'abandoned', 'other'];
const answered = ({ tally }: Sums): number => tally.answered;
const concerned = (sums: Sums): number => answered(sums) + countOf('unanswered', sums);

const waitEdges =
  'Waits that are known, of calls offered and decided, those who gave up included. Nearest rank, told as the upper edge of its bin.';
const handleEdges =
  'Per answered call (by queue: segment; by agent: leg). A call without a known end is in none.';

const peakEdges =
  'Only with `peaks=true`, over 92 days at most, for the centre, teams, queues and clinics; else null. A maximum: that of a longer interval, and of `total`, is the largest of its parts, never their sum.';

/** Every published metric, in the order it is published. */
export const kpis = {
  answerRate: {
    unit: 'ratio',
    formula: 'answered ÷ (answered + unanswered)',
    edges:
      'Closed, self-served, unknown, waiting and greeting are in neither part. Short abandons are not taken out.',
    part: answered,
    whole: concerned,
  },
  unansweredRate: {
    unit: 'ratio',
    formula: 'unanswered ÷ (answered + unanswered) = 1 − answerRate',
    edges: 'Everyone no human answered, not only those who hung up.',
    part: (sums) => countOf('unanswered', sums),
    whole: concerned,
  },
  abandonRate: {
    unit: 'ratio',
    formula: '(abandoned − shortAbandoned) ÷ (offered − waiting − shortAbandoned)',
    edges: 'A part of the unanswered only. Waiting calls are in neither part.',
    part: ({ tally }) => tally.abandoned - tally.shortAbandoned,
    whole: (sums) => decided(sums) - sums.tally.shortAbandoned,
  },
  serviceLevel: {
    unit: 'ratio',
    formula:
      'by serviceLevelFormula, sl2 by default: answeredInThreshold ÷ (offered − waiting − shortAbandoned)',
    edges: 'A wait equal to the threshold is inside; a waiting call is in none. Null over nothing.',
    part: (sums) => serviceLevelFormulas[sums.options.serviceLevelFormula].part(sums),
    whole: (sums) => serviceLevelFormulas[sums.options.serviceLevelFormula].whole(sums),
  },
  averageSpeedOfAnswerMs: {
    unit: 'ms',
    formula: 'sum of the waits of answered calls ÷ their number',
    edges: 'Answered only, waits that are known; an answer without a queue counts as 0.',
    part: ({ tally }) => tally.answeredWaitMs,
    whole: ({ tally }) => tally.answeredWaits,
  },
  meanWaitMs: {
    unit: 'ms',
    formula: 'sum of all known waits ÷ waitsKnown',
    edges: 'All offered and decided, those who gave up included.',
    part: ({ tally }) => tally.waitMs,
    whole: ({ tally }) => tally.waitsKnown,
  },
  meanWaitAbandonedMs: {
    unit: 'ms',
    formula: 'sum of the waits of abandoned calls ÷ their number',
    edges: 'Short abandons included; waits that are known.',
    part: ({ tally }) => tally.abandonedWaitMs,
    whole: ({ tally }) => tally.abandonedWaits,
  },
  waitP50Ms: {
    unit: 'ms',
    formula: 'the wait half of all do not pass',
    edges: waitEdges,
    q: 0.5,
    populations: everyone,
  },
  waitP90Ms: {
    unit: 'ms',
    formula: 'the wait nine in ten do not pass',
    edges: waitEdges,
    q: 0.9,
    populations: everyone,
  },
  waitP95Ms: {
    unit: 'ms',
    formula: 'the wait 95 in a hundred do not pass',
    edges: waitEdges,
    q: 0.95,
    populations: everyone,
  },
  answeredWaitP50Ms: {
    unit: 'ms',
    formula: 'the wait half of the answered do not pass',
    edges: 'Answered only. Nearest rank, told as the upper edge of its bin.',
    q: 0.5,
    populations: ['answered'],
  },
  answeredWaitP90Ms: {
    unit: 'ms',
    formula: 'the wait nine in ten of the answered do not pass',
    edges: 'Answered only. Nearest rank, told as the upper edge of its bin.',
    q: 0.9,
    populations: ['answered'],
  },
  meanGreetingMs: {
    unit: 'ms',
    formula: 'sum of greetings ÷ calls with a greeting',
    edges: 'The greeting before any queue, which no wait holds. Calls only.',
    part: ({ tally }) => tally.greetingMs,
    whole: ({ tally }) => tally.greetings,
  },
  meanTalkMs: {
    unit: 'ms',
    formula: 'sum of bridged time without holds ÷ answered calls whose talk is known',
    edges: `${handleEdges} Mute stays talk.`,
    ofLegs: true,
    part: ({ tally }) => tally.talkMs,
    whole: ({ tally }) => tally.talks,
  },
  meanHoldMs: {
    unit: 'ms',
    formula: 'sum of holds ÷ answered calls whose talk is known',
    edges: `${handleEdges} Calls never held count as 0; an open hold ends with the leg.`,
    ofLegs: true,
    part: ({ tally }) => tally.holdMs,
    whole: ({ tally }) => tally.talks,
  },
  meanWrapMs: {
    unit: 'ms',
    formula: 'sum of after-call work ÷ answered calls that are out of it',
    edges: `${handleEdges} At most 30 min a leg; a call still in wrap-up is in none; a source that tells none gives 0.`,
    ofLegs: true,
    part: ({ tally }) => tally.wrapMs,
    whole: ({ tally }) => tally.handled,
  },
  averageHandleTimeMs: {
    unit: 'ms',
    formula: 'sum of talk, hold and wrap-up ÷ answered calls that are out of all three',
    edges: handleEdges,
    ofLegs: true,
    part: ({ tally }) => tally.handleMs,
    whole: ({ tally }) => tally.handled,
  },
  holdRate: {
    unit: 'ratio',
    formula: 'held ÷ answered',
    edges: 'Answered with at least one hold; muting is none.',
    ofLegs: true,
    part: ({ tally }) => tally.held,
    whole: answered,
  },
  transferRate: {
    unit: 'ratio',
    formula: 'transferred ÷ answered',
    edges: 'Answered and passed on at least once, blind, attended or to a queue.',
    part: ({ tally }) => tally.transferred,
    whole: answered,
  },
  resolvedRate: {
    unit: 'ratio',
    formula: 'resolved ÷ resolvedKnown',
    edges: 'Answered calls whose imported row says whether the need was met; null where none does.',
    part: ({ tally }) => tally.resolved,
    whole: ({ tally }) => tally.resolvedKnown,
  },
  ...notedKpis,
  occupancy: {
    unit: 'ratio',
    formula: '(ringing + in conversation + calling out + wrap-up) ÷ (these + free), in agents’ time',
    edges:
      'Each second counts in the quarter it was spent in. Breaks, training and off-phone work are in neither part; nor is time in which nothing was declared of the agent. For the centre, teams and agents; null elsewhere. One who is in two teams counts in each.',
    ofLegs: true,
    part: ({ tally }) => tally.busyMs,
    whole: ({ tally }) => tally.staffedMs,
  },
  peakWaiting: {
    unit: 'count',
    formula: 'the largest number of callers waiting at one instant',
    edges: `${peakEdges} From the enqueue to the answer or the leaving; a caller in two queues is one, by queue one in each.`,
    of: ({ options }) => options.peaks?.waiting ?? null,
  },
  peakTalking: {
    unit: 'count',
    formula: 'the largest number of calls in conversation at one instant',
    edges: `${peakEdges} From the bridge to its end, holds included; a call with two agents is one.`,
    of: ({ options }) => options.peaks?.talking ?? null,
  },
  meanRating: {
    unit: 'rating',
    formula: 'sum of overall marks ÷ rated',
    edges: 'Marks 1 to 5 of the item “overall”, as published; null off the published grid.',
    part: ({ tally: t }) => t.rating1 + 2 * t.rating2 + 3 * t.rating3 + 4 * t.rating4 + 5 * t.rating5,
    whole: (sums) => countOf('rated', sums),
  },
  csat: {
    unit: 'ratio',
    formula: '(rating4 + rating5) ÷ rated',
    edges: 'Marks 4 and 5 of the item “overall”, as published; null off the published grid.',
    part: ({ tally }) => tally.rating4 + tally.rating5,
    whole: (sums) => countOf('rated', sums),
  },
} as const satisfies { readonly [name: string]: Kpi };
