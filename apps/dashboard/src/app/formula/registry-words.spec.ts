import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { ca } from '../words/ca';
import { en } from '../words/en';
import { fr } from '../words/fr';
import type { FormulaKey } from './formula-request';

/** The page that is written from the registry, and held against it by every test run. */
const page = readFileSync(join(import.meta.dirname, '../../../../../docs/metrics.md'), 'utf8');

/** A column of a table of that page, by the name in its first one. */
function columnOf(heading: string, column: number): ReadonlyMap<string, string> {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const rows = section.split('\n## ', 1)[0]?.split('\n') ?? [];
  const cells = rows.map((row) => row.replace(/^\| | \|$/gu, '').split(' | '));
  return new Map(
    cells.flatMap(([name = '', ...rest]) => {
      const [, id] = /^`(\w+)`$/u.exec(name) ?? [];
      return id === undefined ? [] : [[id, rest[column - 1] ?? ''] as const];
    }),
  );
}

const formulas = new Map([
  ...columnOf('Metrics', 2),
  ...columnOf('Of the monthly reports', 2),
  ...columnOf('Of the list to call back', 2),
  ...columnOf('Of follow-ups', 2),
  ...columnOf('Of campaigns', 2),
  ...columnOf('Of messages for clinics', 2),
  ...columnOf('Of a clinic’s greeting', 2),
  ...columnOf('Of urgent calls', 2),
  ...columnOf('Of the load before calls', 2),
  ...columnOf('Of callers who come back', 2),
]);
const levels = columnOf('Service level formulas', 1);
const counts = columnOf('Counts', 1);

type Worded = readonly [name: string, text: string, ...cards: FormulaKey[]];

/**
 * The formulas of the registry that cards put into words. A formula that changes fails here, until its cards have been
 * read again in three languages and the text below is that of the registry.
 */
const worded: readonly Worded[] = [
  ['answerRate', 'answered ÷ (answered + unanswered)', 'answerRate', 'answerRateDay'],
  [
    'serviceLevel',
    'by serviceLevelFormula, sl2 by default: answeredInThreshold ÷ (offered − waiting − shortAbandoned)',
    'serviceLevel',
    'serviceLevelDay',
    'secondServiceLevel',
  ],
  ['waitP50Ms', 'the wait half of all do not pass', 'waits'],
  ['waitP90Ms', 'the wait nine in ten do not pass', 'waits'],
  ['resolvedRate', 'resolved ÷ resolvedKnown', 'resolvedRate'],
  ['difficultRate', 'difficult ÷ answered', 'difficultRate'],
  ['difficultResolvedRate', 'difficultResolved ÷ difficultNoted', 'difficultResolvedRate'],
  [
    'otherResolvedRate',
    '(notedResolved − difficultResolved) ÷ (noted − difficultNoted)',
    'otherResolvedRate',
  ],
  ['notedRate', 'noted ÷ answered', 'notedRate'],
  ['peakWaiting', 'the largest number of callers waiting at one instant', 'peakWaiting'],
  ['peakTalking', 'the largest number of calls in conversation at one instant', 'peakTalking'],
  ['csat', '(rating4 + rating5) ÷ rated', 'csat', 'csatRunning'],
  ['coveredAnswered', 'answered − answeredOutsideHours', 'coveredAnswered'],
  [
    'coveredUnansweredRate',
    'unanswered ÷ (coveredAnswered + unanswered)',
    'coveredUnansweredRate',
    'commitment',
  ],
  ['callersOwed', 'recovered + neverReached + closedForReason + toCallBack', 'callersOwed'],
  [
    'recovered',
    'callers who rang again and spoke with a person for 5 s or more, or whom somebody said to have reached',
    'recovered',
  ],
  [
    'recoveredWithinHour',
    'those of recovered who were reached at most 60 min after the first call was lost',
    'recoveredWithinHour',
  ],
  [
    'recoveredSameHalfDay',
    'those of recovered who were reached in the half of the day in which the first call was lost',
    'recoveredSameHalfDay',
  ],
  [
    'recoveredBeforeClosingRate',
    'recoveredBeforeClosing ÷ (callersOwed − toCallBack)',
    'recoveredBeforeClosing',
  ],
  ['redialsPerReached', 'redials ÷ recovered', 'redialsPerReached'],
  [
    'medianToFirstTryMs',
    'the time from the first lost call to our first try that half of the callers tried do not pass',
    'medianToFirstTryMs',
  ],
  [
    'medianToReachedMs',
    'the time from the first lost call to being reached that half of recovered do not pass',
    'medianToReachedMs',
  ],
  [
    'neverReached',
    'callers not reached until the end of the clinic’s next open day after their last unanswered call',
    'neverReached',
  ],
  [
    'closedForReason',
    'wrong number, settled, or refuses to be called back, as somebody said',
    'closedForReason',
  ],
  ['toCallBack', 'those still owed a call', 'leftToCallBack'],
  [
    'difficultSinceBreakMs',
    'time from the end of the last break, or the log-in, to the answer, summed ÷ difficultLoads',
    'difficultLoad',
  ],
  [
    'difficultInARow',
    'conversations one right after another before it, summed ÷ difficultLoads',
    'difficultLoad',
  ],
  ['otherSinceBreakMs', 'the same time of otherLoads, summed ÷ otherLoads', 'otherLoad'],
  ['otherInARow', 'the same number of otherLoads, summed ÷ otherLoads', 'otherLoad'],
  ['answeredKnown', 'answered calls of callers who are known again', 'answeredKnown'],
  ['repeatRate', 'repeated ÷ answeredKnown', 'repeatRate'],
  ['repeatRateWithinDay', 'repeatedWithinDay ÷ answeredKnown', 'repeatRateWithinDay'],
  ['firstCallResolution', '(reasonKnown − repeatedSameReason) ÷ reasonKnown', 'firstCallResolution'],
  [
    'medianJourneyMs',
    'the time from the first call to the need closed that half of journeysClosed do not pass',
    'medianJourneyMs',
  ],
  [
    'journeyP90Ms',
    'the time from the first call to the need closed that nine in ten of journeysClosed do not pass',
    'journeyP90Ms',
  ],
  ['campaignOffered', 'campaignAccepted + campaignRefused', 'campaignOffered'],
  ['campaignAccepted', 'answers that accept what the campaign offers', 'campaignAccepted'],
  ['campaignRefused', 'answers that refuse it', 'campaignRefused'],
  ['campaignNotOffered', 'calls of which the secretary noted that it was not offered', 'campaignNotOffered'],
  ['campaignOfferedInCalls', 'campaignOffered of calls of patients', 'campaignOfferedInCalls'],
  ['campaignOfferedByList', 'campaignOffered of calls to those of the list', 'campaignOfferedByList'],
  ['campaignAcceptedRate', 'campaignAccepted ÷ campaignOffered', 'campaignAcceptedRate'],
  ['handovers', 'messages for a clinic that were told of', 'handovers'],
  ['handoversWritten', 'those of handovers of which it was told what they hold', 'handoversWritten'],
  [
    'handoversComplete',
    'those of handoversWritten that hold every field that the clinic requires',
    'handoversComplete',
  ],
  ['handoverCompleteRate', 'handoversComplete ÷ handoversWritten', 'handoverCompleteRate'],
  ['handoversSent', 'those of handovers that were sent, delivered or acknowledged', 'handoversSent'],
  ['handoversDelivered', 'those of handovers that were delivered or acknowledged', 'handoversDelivered'],
  [
    'handoversAcknowledged',
    'those of handovers of which the clinic said that it has them',
    'handoversAcknowledged',
  ],
  ['handoverAcknowledgedRate', 'handoversAcknowledged ÷ handovers', 'handoverAcknowledgedRate'],
  [
    'medianToAcknowledgedMs',
    'the time from a message being told of to the clinic having it that half of handoversAcknowledged do not pass',
    'medianToAcknowledgedMs',
  ],
  ['referrals', 'those of handoversWritten by which a patient is sent on to a doctor', 'referrals'],
  ['referralsAcknowledged', 'those of referrals that the clinic acknowledged', 'referralsAcknowledged'],
  ['greetingCalls', 'calls that came to a queue, or whose caller hung up before any', 'greetingCalls'],
  ['greeted', 'those of greetingCalls of which a greeting was told', 'greeted'],
  ['greetedRate', 'greeted ÷ greetingCalls', 'greetedRate'],
  [
    'medianToGreetingMs',
    'the time from the first that was told of a call to its greeting that half of greeted do not pass',
    'medianToGreetingMs',
  ],
  [
    'p90ToGreetingMs',
    'the time from the first that was told of a call to its greeting that nine in ten of greeted do not pass',
    'p90ToGreetingMs',
  ],
  [
    'greetedAfterOther',
    'those of greeted whose caller heard ringing, music or an announcement first',
    'greetedAfterOther',
  ],
  ['heardToEnd', 'those of greeted whose greeting ended by itself', 'heardToEnd'],
  ['heardToEndRate', 'heardToEnd ÷ greeted', 'heardToEndRate'],
  ['hungUpBefore', 'those of greetingCalls whose caller hung up before a greeting began', 'hungUpBefore'],
  ['hungUpDuring', 'those of greeted whose caller hung up while it played', 'hungUpDuring'],
  ['hungUpAfter', 'those of greeted whose caller hung up after it, before anybody answered', 'hungUpAfter'],
  ['incidents', 'calls marked urgent', 'incidents'],
  ['incidentReviewedRate', 'incidentsReviewed ÷ incidentsEnded', 'incidentReviewedRate'],
  ['incidentTakenMedianMs', 'median of: first taken − marked first', 'incidentTakenMedianMs'],
  [
    'incidentToEmergencyMedianMs',
    'median of: first transfer to an emergency number − answer',
    'incidentToEmergencyMedianMs',
  ],
  ['hungUpInGreetingRate', '(hungUpBefore + hungUpDuring) ÷ greetingCalls', 'hungUpInGreetingRate'],
  ['waitsAnnounced', 'answered calls whose caller was told how long to wait', 'waitsAnnounced'],
  [
    'announcedErrorP50Ms',
    'by how much the wait that was announced differs from the one that came, half of waitsAnnounced no more',
    'announcedErrorP50Ms',
  ],
  [
    'announcedErrorP90Ms',
    'by how much the wait that was announced differs from the one that came, nine in ten of waitsAnnounced no more',
    'announcedErrorP90Ms',
  ],
  ['followupsDue', 'doneOnTime + doneLate + overdue + stillDue', 'followupsDue'],
  [
    'doneOnTime',
    'those that somebody ended, by an outcome other than settled, until the end of their time',
    'doneOnTime',
  ],
  ['doneLate', 'those that were ended so after it', 'doneLate'],
  ['overdue', 'those not ended whose time is over', 'overdue'],
  ['followupsOnTimeRate', 'doneOnTime ÷ (followupsDue − stillDue)', 'followupsOnTimeRate'],
  ['followupsReached', 'those of doneOnTime and doneLate whose patient was reached', 'followupsReached'],
  [
    'questionsAnswered',
    'those of followupsReached whose patient answered the questions that are asked after a discharge',
    'questionsAnswered',
  ],
  [
    'medicinesUnderstood',
    'those of questionsAnswered whose patient understands and takes the medicines',
    'medicinesUnderstood',
  ],
  [
    'clinicAlerts',
    'answers after a discharge that were not all yes, by the day on which they were given',
    'clinicAlerts',
  ],
  [
    'alertsKnown',
    'those of clinicAlerts that the clinic said to have received, or was told of by telephone',
    'alertsKnown',
  ],
  [
    'medianToKnownMs',
    'the time from the answer to the clinic knowing that half of alertsKnown do not pass',
    'medianToKnownMs',
  ],
  [
    'plannedInCall',
    'those, cancelled ones too, that were planned on a call before it ended',
    'plannedInCall',
  ],
  [
    'plannedAfterCall',
    'those, cancelled ones too, that were planned on a call after it had ended',
    'plannedAfterCall',
  ],
];

/** Formulas that no page of ours shows: whoever puts one on a page writes its card. */
const ofTheApiAlone: readonly string[] = [
  'unansweredRate',
  'abandonRate',
  'averageSpeedOfAnswerMs',
  'meanWaitMs',
  'meanWaitAbandonedMs',
  'waitP95Ms',
  'answeredWaitP50Ms',
  'answeredWaitP90Ms',
  'meanGreetingMs',
  'meanTalkMs',
  'meanHoldMs',
  'meanWrapMs',
  'averageHandleTimeMs',
  'holdRate',
  'transferRate',
  'occupancy',
  'meanRating',
  'calledAgain',
  'recoveredRate',
  'redials',
  'recoveredBeforeClosing',
  'answeredUnknown',
  'repeated',
  'repeatedWithinDay',
  'reasonKnown',
  'repeatedSameReason',
  'journeys',
  'journeysClosed',
  'stillDue',
  'cancelled',
  'incidentsEnded',
  'incidentsReviewed',
  'incidentsToEmergency',
  'difficultLoads',
  'otherLoads',
];

/** The service level formulas, each of which the settings may choose. */
const wordedLevels = {
  sl1: 'answeredInThreshold ÷ (offered − waiting)',
  sl2: 'answeredInThreshold ÷ (offered − waiting − shortAbandoned)',
  sl3: 'answeredInThreshold ÷ (offered − waiting − abandonedInThreshold)',
  sl4: '(answeredInThreshold + abandonedInThreshold) ÷ (offered − waiting)',
  sl5: 'answeredInThreshold ÷ answered',
} as const;

/** Counts that cards put into words. */
const wordedCounts: readonly Worded[] = [
  [
    'presented',
    'Everything that arrived: the sum of all outcomes, of those waiting and those in the greeting.',
    'presentedDay',
  ],
  [
    'unanswered',
    'Presented without answered, answered by a robot, closed, self-served, unknown, waiting and greeting: everyone whom nobody answered.',
    'unanswered',
  ],
  ['waiting', 'Undecided, in a queue.', 'waiting'],
];

/** Cards of what the registry does not hold: the moment, the answers of patients, how figures are told. */
const ofNoFormula: readonly FormulaKey[] = [
  'longestWait',
  'inOut',
  'toCallBack',
  'followupsNow',
  'handoversNow',
  'leftFromBefore',
  'expectedWait',
  'agents',
  'sources',
  'headline',
  'margin',
  'fewAnswers',
  'score100',
  'netPromoter',
  'effort',
  'boxes',
  'responseRate',
  'usualRange',
  'blockedBy',
  'leftBy',
  'difficultBy',
  'notedBy',
  'withheldCalls',
  'contractCalls',
];

const languages = { fr, ca, en };
const terms = (text: string): number => text.split(/[÷+−]/u).length;
const firstSentence = (text: string): string => text.split(/\.(?: |$)/u, 1)[0] ?? '';

describe('the words of a formula', () => {
  it('are there for every formula of the registry that a page shows, and for no other', () => {
    const names = [...worded.map(([name]) => name), ...ofTheApiAlone];
    expect(names.sort()).toEqual([...formulas.keys()].sort());
    expect(Object.keys(wordedLevels)).toEqual([...levels.keys()]);
  });

  it.each(worded)('%s are those of the registry', (name, formula, ...cards) => {
    expect(formulas.get(name)).toBe(formula);
    for (const [language, words] of Object.entries(languages))
      for (const card of cards) {
        const { how, without } = words.formula.cards[card];
        expect([language, how === '', without === '']).toEqual([language, false, false]);
        const isLevel = how.includes('{serviceLevel}') || card === 'secondServiceLevel';
        if (!isLevel)
          expect([language, card, how.includes('÷')]).toEqual([language, card, formula.includes('÷')]);
      }
  });

  it.each(wordedCounts)('the count %s are those of the registry', (name, about) => {
    expect(counts.get(name)).toBe(about);
  });

  it('of a service level are those of the formula the settings choose', () => {
    for (const [level, formula] of Object.entries(wordedLevels)) {
      expect([level, levels.get(level)]).toEqual([level, formula]);
      for (const words of Object.values(languages)) {
        const texts = words.formula.serviceLevels;
        expect(texts[level as keyof typeof texts]).toContain(level.replace('sl', 'SL-'));
      }
    }
  });

  it('stand on every card, unless it is of what the registry does not hold', () => {
    const cards = [...worded, ...wordedCounts].flatMap(([, , ...own]) => own);
    const known = [...new Set(cards), ...ofNoFormula].sort();
    for (const words of Object.values(languages))
      expect(Object.keys(words.formula.cards).sort()).toEqual(known);
  });

  it('name as many terms as the registry does, in every language', () => {
    const termByTerm = [
      'answerRate',
      'resolvedRate',
      'coveredAnswered',
      'coveredUnansweredRate',
      'callersOwed',
    ];
    for (const [name, formula, card] of worded.filter(([each]) => termByTerm.includes(each)))
      for (const [language, words] of Object.entries(languages)) {
        const { how } = words.formula.cards[card as FormulaKey];
        expect([language, name, terms(firstSentence(how))]).toEqual([language, name, terms(formula)]);
      }
  });

  it('take away from those presented whatever the registry does, before they say that nobody answered', () => {
    const [, unanswered] = wordedCounts.find(([name]) => name === 'unanswered') ?? [];
    const parts =
      firstSentence(unanswered ?? '')
        .split(':', 1)[0]
        ?.split(/ without |, | and /u) ?? [];
    for (const [language, words] of Object.entries(languages))
      expect([language, terms(words.formula.cards.unanswered.how)]).toEqual([language, parts.length]);
  });

  it('add up every outcome there is, and the calls under way, to those presented', () => {
    const phases = ['greeting', 'waiting', 'ringing', 'talking', 'wrap', 'ended'];
    const outcomes = Object.keys(fr.outcome).filter((name) => !phases.includes(name));
    for (const [language, words] of Object.entries(languages))
      expect([language, terms(words.formula.cards.presentedDay.how)]).toEqual([
        language,
        outcomes.length + 1,
      ]);
  });
});
