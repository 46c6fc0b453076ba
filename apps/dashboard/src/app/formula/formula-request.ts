import type { fr } from '../words/fr';

/** A number that can say how it was made. */
export type FormulaKey = keyof (typeof fr)['formula']['cards'];

/** Whose number: a team, a clinic, or (without) the whole centre. */
export type FormulaRow = { readonly kind: 'team' | 'clinic'; readonly id: string };

export type FormulaRequest = { readonly key: FormulaKey; readonly row: FormulaRow | null };

/** Numbers of the monthly reports: they are told by month and need no live board. */
export const reportFigures = [
  'csat',
  'margin',
  'fewAnswers',
  'score100',
  'netPromoter',
  'effort',
  'boxes',
  'responseRate',
  'usualRange',
  'commitment',
  'coveredAnswered',
  'coveredUnansweredRate',
] as const satisfies readonly FormulaKey[];
export type ReportFigure = (typeof reportFigures)[number];

export const isReportFigure = (key: FormulaKey): key is ReportFigure =>
  reportFigures.some((figure) => figure === key);

/** Numbers of any stretch of the past, from stored sums: they need no live board either. */
const pastFigures = [
  'contractCalls',
  'blockedBy',
  'leftBy',
  'resolvedRate',
  'difficultRate',
  'difficultResolvedRate',
  'otherResolvedRate',
  'notedRate',
  'difficultBy',
  'notedBy',
  'difficultLoad',
  'otherLoad',
  'peakWaiting',
  'peakTalking',
  'answeredKnown',
  'repeatRate',
  'repeatRateWithinDay',
  'firstCallResolution',
  'medianJourneyMs',
  'journeyP90Ms',
  'followupsDue',
  'doneOnTime',
  'doneLate',
  'overdue',
  'followupsOnTimeRate',
  'followupsReached',
  'questionsAnswered',
  'medicinesUnderstood',
  'clinicAlerts',
  'alertsKnown',
  'medianToKnownMs',
  'plannedInCall',
  'plannedAfterCall',
  'campaignOffered',
  'campaignAccepted',
  'campaignRefused',
  'campaignNotOffered',
  'campaignOfferedInCalls',
  'campaignOfferedByList',
  'campaignAcceptedRate',
  'handovers',
  'handoversWritten',
  'handoversComplete',
  'handoverCompleteRate',
  'handoversSent',
  'handoversDelivered',
  'handoversAcknowledged',
  'handoverAcknowledgedRate',
  'medianToAcknowledgedMs',
  'referrals',
  'referralsAcknowledged',
  'handoversNow',
  'greetingCalls',
  'greeted',
  'greetedRate',
  'medianToGreetingMs',
  'p90ToGreetingMs',
  'greetedAfterOther',
  'heardToEnd',
  'heardToEndRate',
  'hungUpBefore',
  'hungUpDuring',
  'hungUpAfter',
  'hungUpInGreetingRate',
  'waitsAnnounced',
  'announcedErrorP50Ms',
  'announcedErrorP90Ms',
  'incidents',
  'incidentReviewedRate',
  'incidentTakenMedianMs',
  'incidentToEmergencyMedianMs',
] as const satisfies readonly FormulaKey[];

/** Numbers of the list to call back: they have a board of their own. */
const callbackFigures = [
  'callersOwed',
  'recovered',
  'recoveredWithinHour',
  'recoveredSameHalfDay',
  'recoveredBeforeClosing',
  'redialsPerReached',
  'medianToFirstTryMs',
  'medianToReachedMs',
  'closedForReason',
  'leftToCallBack',
  'leftFromBefore',
  'neverReached',
  'withheldCalls',
] as const satisfies readonly FormulaKey[];
export type CallbackFigure = (typeof callbackFigures)[number];

export const isCallbackFigure = (key: FormulaKey): key is CallbackFigure =>
  callbackFigures.some((figure) => figure === key);

/** A number with no counts of the live board behind it. */
export type BoardlessFigure = ReportFigure | CallbackFigure | (typeof pastFigures)[number];

export const isBoardless = (key: FormulaKey): key is BoardlessFigure =>
  isReportFigure(key) || isCallbackFigure(key) || pastFigures.some((figure) => figure === key);
