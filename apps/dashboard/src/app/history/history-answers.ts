// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type {
  AgentTimeRows,
  History,
  HistoryBreakdown,
  HistoryPresets,
  Invoice,
  Mailings,
  SavedView,
} from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

const historyFrame = {
  range: ['=', 'today', 'yesterday', 'week', 'month', 'quarter', 'year', 'custom'],
  from: 's',
  to: 's',
  days: 'n',
  running: 'b',
  timezone: 's',
  interval: ['=', '15m', '1h', '1d', '1w', '1mo'],
  compared: ['?', { with: ['=', 'before', 'weekdays', 'lastYear', 'none'], from: 's', to: 's', days: 'n' }],
  unit: ['=', 'calls', 'segments', 'legs'],
  coveredOnly: 'b',
  definitions: {
    serviceLevelFormula: ['=', 'sl1', 'sl2', 'sl3', 'sl4', 'sl5'],
    serviceLevelSeconds: 'n',
    shortAbandonMs: 'n',
  },
  targets: { unansweredRate: 'n', serviceLevel: 'n' },
} as const;
const incomplete = ['[]', { from: 's', to: 's' }] as const;
const volume = { value: 'n', days: 'n', perDay: ['?', 'n'] } as const;
const change = {
  value: 'n',
  low: ['?', 'n'],
  high: ['?', 'n'],
  verdict: ['=', 'rise', 'fall', 'notShown', 'unjudged'],
} as const;
const shareOf = { value: ['?', 'n'], low: ['?', 'n'], high: ['?', 'n'], part: 'n', of: 'n' } as const;
const historyPoint = {
  start: 's',
  end: 's',
  presented: 'n',
  answered: 'n',
  unanswered: 'n',
  values: ['{}', ['?', 'n']],
} as const;
const heatCell = {
  weekday: 'n',
  hour: 'n',
  presented: 'n',
  unanswered: 'n',
  unansweredRate: ['?', 'n'],
  waitP90Ms: ['?', 'n'],
} as const;
const callbackNumbers = {
  callersOwed: 'n',
  recovered: 'n',
  calledAgain: 'n',
  recoveredWithinHour: 'n',
  recoveredSameHalfDay: 'n',
  recoveredBeforeClosing: 'n',
  neverReached: 'n',
  closedForReason: 'n',
  toCallBack: 'n',
  recoveredRate: ['?', 'n'],
  recoveredBeforeClosingRate: ['?', 'n'],
  recoveredBeforeClosingTarget: ['?', 'n'],
  redials: 'n',
  redialsPerReached: ['?', 'n'],
  medianToFirstTryMs: ['?', 'n'],
  medianToReachedMs: ['?', 'n'],
} as const;
const followupNumbers = {
  followupsDue: 'n',
  doneOnTime: 'n',
  doneLate: 'n',
  overdue: 'n',
  stillDue: 'n',
  cancelled: 'n',
  followupsReached: 'n',
  questionsAnswered: 'n',
  medicinesUnderstood: 'n',
  clinicAlerts: 'n',
  alertsKnown: 'n',
  medianToKnownMs: ['?', 'n'],
  plannedInCall: 'n',
  plannedAfterCall: 'n',
  followupsOnTimeRate: ['?', 'n'],
} as const;
const campaignNumbers = {
  campaignOffered: 'n',
  campaignAccepted: 'n',
  campaignRefused: 'n',
  campaignNotOffered: 'n',
  campaignOfferedInCalls: 'n',
  campaignOfferedByList: 'n',
  campaignAcceptedRate: ['?', 'n'],
} as const;
const handoverNumbers = {
  handovers: 'n',
  handoversWritten: 'n',
  handoversComplete: 'n',
  handoverCompleteRate: ['?', 'n'],
  handoversSent: 'n',
  handoversDelivered: 'n',
  handoversAcknowledged: 'n',
  handoverAcknowledgedRate: ['?', 'n'],
  medianToAcknowledgedMs: ['?', 'n'],
  referrals: 'n',
  referralsAcknowledged: 'n',
} as const;
const incidentNumbers = {
  incidents: 'n',
  incidentsEnded: 'n',
  incidentsReviewed: 'n',
  incidentReviewedRate: ['?', 'n'],
  incidentTakenMedianMs: ['?', 'n'],
  incidentsToEmergency: 'n',
  incidentToEmergencyMedianMs: ['?', 'n'],
} as const;
const notedNumbers = {
  answered: 'n',
  difficult: 'n',
  difficultAngry: 'n',
  difficultDistressed: 'n',
  difficultComplaint: 'n',
  difficultAggressive: 'n',
  noted: 'n',
  notedResolved: 'n',
  notedMessage: 'n',
  notedTransferred: 'n',
  notedCallback: 'n',
  notedUnresolved: 'n',
  difficultRate: ['?', 'n'],
  difficultResolvedRate: ['?', 'n'],
  otherResolvedRate: ['?', 'n'],
  notedRate: ['?', 'n'],
  load: [
    '?',
    {
      difficultLoads: 'n',
      otherLoads: 'n',
      difficultSinceBreakMs: 'n',
      difficultInARow: 'n',
      otherSinceBreakMs: 'n',
      otherInARow: 'n',
    },
  ],
} as const;
const returnNumbers = {
  answeredKnown: 'n',
  answeredUnknown: 'n',
  repeated: 'n',
  repeatedWithinDay: 'n',
  reasonKnown: 'n',
  repeatedSameReason: 'n',
  journeys: 'n',
  journeysClosed: 'n',
  repeatRate: ['?', 'n'],
  repeatRateWithinDay: ['?', 'n'],
  firstCallResolution: ['?', 'n'],
  medianJourneyMs: ['?', 'n'],
  journeyP90Ms: ['?', 'n'],
  provisional: 'b',
} as const;
const historyRow = {
  key: ['?', 's'],
  name: ['?', 's'],
  presented: 'n',
  answered: 'n',
  unanswered: 'n',
  unansweredRate: shareOf,
  serviceLevel: ['?', 'n'],
  waitP90Ms: ['?', 'n'],
  averageHandleTimeMs: ['?', 'n'],
  before: ['?', { presented: 'n', unansweredRate: ['?', 'n'] }],
  change: ['?', change],
  trend: ['[]', ['?', 'n']],
} as const;
const savedView = { id: 's', name: 's', query: 's', isStart: 'b' } as const;
export const historyShape = checkOf<History>({
  frame: historyFrame,
  'incomplete?': incomplete,
  headlines: {
    presented: { now: volume, before: ['?', volume], change: ['?', change] },
    unansweredRate: { now: shareOf, before: ['?', shareOf], change: ['?', change] },
    serviceLevel: { now: shareOf, before: ['?', shareOf], change: ['?', change] },
    abandonRate: { now: shareOf, before: ['?', shareOf], change: ['?', change] },
    waitP90: {
      nowMs: ['?', 'n'],
      beforeMs: ['?', 'n'],
      overMs: 'n',
      over: { now: shareOf, before: ['?', shareOf], change: ['?', change] },
    },
    neverReached: ['?', { now: shareOf, before: ['?', shareOf], change: ['?', change] }],
  },
  trend: {
    points: ['[]', historyPoint],
    before: ['[]', historyPoint],
    charts: [
      '[]',
      {
        measure: [
          '=',
          'presented',
          'unansweredRate',
          'abandonRate',
          'serviceLevel',
          'waitP50Ms',
          'waitP90Ms',
          'averageSpeedOfAnswerMs',
          'averageHandleTimeMs',
        ],
        limitsFrom: ['=', 'before', 'range'],
        centre: ['?', 'n'],
        lower: ['?', 'n'],
        upper: ['?', 'n'],
        signals: [
          '[]',
          {
            kind: ['=', 'outside', 'shift', 'trend'],
            side: ['=', 'up', 'down'],
            first: 'n',
            last: 'n',
            points: 'n',
            share: ['?', shareOf],
          },
        ],
      },
    ],
  },
  heat: { cells: ['[]', heatCell], busiest: ['?', heatCell], worst: ['?', heatCell] },
  outcomes: {
    presented: 'n',
    concerned: 'n',
    groups: [
      '[]',
      {
        kind: ['=', 'answered', 'lost', 'spared', 'open'],
        count: 'n',
        parts: ['[]', { name: 's', count: 'n', parts: ['[]', { name: 's', count: 'n' }] }],
      },
    ],
  },
  waits: {
    known: 'n',
    p50Ms: ['?', 'n'],
    p90Ms: ['?', 'n'],
    p95Ms: ['?', 'n'],
    bins: ['[]', { fromMs: 'n', toMs: ['?', 'n'], answered: 'n', abandoned: 'n', other: 'n' }],
    patience: ['[]', { atMs: 'n', share: 'n', atRisk: 'n' }],
  },
  callbacks: ['?', { now: callbackNumbers, before: ['?', callbackNumbers] }],
  followups: ['?', { now: followupNumbers, before: ['?', followupNumbers] }],
  campaigns: ['?', { now: campaignNumbers, before: ['?', campaignNumbers] }],
  handovers: ['?', { now: handoverNumbers, before: ['?', handoverNumbers] }],
  incidents: ['?', { now: incidentNumbers, before: ['?', incidentNumbers] }],
  noted: ['?', { now: notedNumbers, before: ['?', notedNumbers] }],
  returns: ['?', { now: returnNumbers, before: ['?', returnNumbers] }],
});
export const historyBreakdownShape = checkOf<HistoryBreakdown>({
  frame: historyFrame,
  'incomplete?': incomplete,
  by: ['=', 'clinic', 'team', 'queue', 'language', 'reason', 'hour', 'weekday'],
  rows: ['[]', historyRow],
  total: historyRow,
  chance: { judged: 'n', shown: 'n', expected: 'n' },
});
export const historyPresetsShape = checkOf<HistoryPresets>({
  frame: historyFrame,
  'incomplete?': incomplete,
  houses: [
    '[]',
    {
      house: 's',
      language: 's',
      source: { name: 's', url: 's' },
      measures: [
        '[]',
        {
          id: 's',
          name: 's',
          unit: ['=', 'ratio', 'ms', 'count', 'hours'],
          value: ['?', 'n'],
          part: ['?', 'n'],
          of: ['?', 'n'],
          thresholdSeconds: ['?', 'n'],
          target: ['?', 'n'],
          formula: 's',
          edges: 's',
        },
      ],
    },
  ],
});
export const agentTimeRowsShape = checkOf<AgentTimeRows>({
  rows: [
    '[]',
    {
      key: ['?', 's'],
      'agentTime?': [
        '?',
        {
          loggedInMs: 'n',
          freeMs: 'n',
          ringingMs: 'n',
          talkingMs: 'n',
          onHoldMs: 'n',
          wrapUpMs: 'n',
          outboundMs: 'n',
          offPhoneMs: 'n',
          pausedMs: 'n',
          unheardMs: 'n',
          declaredPausedMs: 'n',
          undeclaredBusyMs: 'n',
          pausedMsByReason: ['?', ['{}', 'n']],
        },
      ],
    },
  ],
  total: {
    'agentTime?': [
      '?',
      {
        loggedInMs: 'n',
        freeMs: 'n',
        ringingMs: 'n',
        talkingMs: 'n',
        onHoldMs: 'n',
        wrapUpMs: 'n',
        outboundMs: 'n',
        offPhoneMs: 'n',
        pausedMs: 'n',
        unheardMs: 'n',
        declaredPausedMs: 'n',
        undeclaredBusyMs: 'n',
        pausedMsByReason: ['?', ['{}', 'n']],
      },
    ],
  },
});
export const invoiceShape = checkOf<Invoice>({
  month: 's',
  timezone: 's',
  running: 'b',
  enteredAt: ['?', 's'],
  lines: [
    '[]',
    {
      clinicId: 's',
      clinicName: 's',
      lineId: 's',
      lineName: ['?', 's'],
      count: [
        '=',
        'presented',
        'offered',
        'answered',
        'answeredOutsideHours',
        'unanswered',
        'abandoned',
        'voicemail',
        'callbackExit',
        'transferred',
        'answeredByBot',
      ],
      calls: 'n',
      own: ['?', 'n'],
      difference: ['?', 'n'],
      query: 's',
      days: ['[]', { date: 's', calls: 'n', own: 'n', difference: 'n', query: 's' }],
    },
  ],
});
export const mailingsShape = checkOf<Mailings>({
  canSend: 'b',
  to: ['?', 's'],
  mailings: [
    '[]',
    {
      id: 's',
      name: 's',
      every: ['=', 'day', 'week', 'month'],
      part: ['=', 'page', 'breakdown'],
      format: ['=', 'csv', 'xlsx'],
      language: ['?', ['=', 'fr', 'ca', 'en']],
      query: 's',
      timezone: 's',
      isPaused: 'b',
      nextAt: 's',
      lastAt: ['?', 's'],
      letter: ['?', ['=', 'waiting', 'sent', 'bounced', 'given_up', 'empty']],
    },
  ],
});
export const savedViewShape = checkOf<SavedView>(savedView);
export const savedViewsShape = checkOf<readonly SavedView[]>(['[]', savedView]);
