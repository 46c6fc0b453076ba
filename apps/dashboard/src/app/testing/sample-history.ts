import type {
  CallExplanation,
  CallList,
  CallRow,
  Change,
  History,
  HistoryBreakdown,
  HistoryFrame,
  HistoryPoint,
  HistoryRow,
  ShareOf,
} from '@vigie/contracts';

const dayMs = 86_400_000;
const october = Date.parse('2026-09-30T22:00:00.000Z');
const september = Date.parse('2026-08-31T22:00:00.000Z');
const iso = (ms: number): string => new Date(ms).toISOString();

const share = (part: number, of: number): ShareOf => {
  const value = part / of;
  return { value, low: value - 0.004, high: value + 0.004, part, of };
};
const change = (value: number, margin: number, verdict: Change['verdict']): Change => ({
  value,
  low: value - margin,
  high: value + margin,
  verdict,
});

/** October in a zone that leaves summer time on its 25th, against September. */
export const sampleFrame: HistoryFrame = {
  range: 'month',
  from: iso(october),
  to: '2026-10-31T23:00:00.000Z',
  days: 31,
  running: false,
  timezone: 'Europe/Paris',
  interval: '1d',
  compared: { with: 'before', from: iso(september), to: iso(october), days: 30 },
  unit: 'calls',
  coveredOnly: false,
  definitions: { serviceLevelFormula: 'sl2', serviceLevelSeconds: 20, shortAbandonMs: 5000 },
  targets: { unansweredRate: 1 / 6, serviceLevel: 0.8 },
};

/** A day on which `unanswered` of 1000 got no answer; Sundays have no calls. */
function point(start: number, index: number, unanswered: number): HistoryPoint {
  const [from, to] = [start + index * dayMs, start + (index + 1) * dayMs];
  return {
    start: iso(from),
    end: iso(to),
    presented: 1000,
    answered: 1000 - unanswered,
    unanswered,
    values: { presented: 1000, unansweredRate: unanswered / 1000, serviceLevel: 0.7, waitP90Ms: 62_000 },
  };
}

const dailyLost = [104, 86, 97, 109, 88, 81, 83, 92, 87, 94, 95, 190, 103, 92, 73, 96, 120, 132, 121, 103];
const points = dailyLost.map((lost, index) => point(october, index, lost));
const before = dailyLost.map((lost, index) => point(september, index, Math.round(60 + (lost % 40))));

const hours = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18] as const;
const cells = [1, 2, 3, 4, 5, 6].flatMap((weekday) =>
  hours
    .filter((hour) => weekday < 6 || hour < 13)
    .map((hour) => {
      const presented = 200 + ((weekday * 37 + hour * 53) % 190);
      const lost = weekday === 3 && hour === 12 ? 0.18 : 0.06 + ((weekday * 7 + hour * 5) % 9) / 100;
      const unanswered = Math.round(presented * lost);
      return {
        weekday,
        hour,
        presented,
        unanswered,
        unansweredRate: unanswered / presented,
        waitP90Ms: 30_000 + ((weekday * 11 + hour * 17) % 60) * 1000,
      };
    }),
);
const cellAt = (weekday: number, hour: number) =>
  cells.find((cell) => cell.weekday === weekday && cell.hour === hour) ?? null;

const part = (name: string, count: number, parts: readonly { name: string; count: number }[] = []) => ({
  name,
  count,
  parts,
});

/** Figures of a month; their parts add up. */
export const sampleHistory: History = {
  frame: sampleFrame,
  headlines: {
    presented: {
      now: { value: 28_945, days: 27, perDay: 1072 },
      before: { value: 28_889, days: 26, perDay: 1111.1 },
      change: change(-39.1, 84, 'notShown'),
    },
    unansweredRate: {
      now: share(2946, 28_189),
      before: share(2560, 28_130),
      change: change(0.0135, 0.005, 'rise'),
    },
    serviceLevel: {
      now: share(18_402, 27_266),
      before: share(18_900, 27_200),
      change: change(-0.02, 0.0075, 'fall'),
    },
    abandonRate: {
      now: share(1955, 27_200),
      before: share(1700, 27_100),
      change: change(0.009, 0.004, 'rise'),
    },
    waitP90: {
      nowMs: 65_000,
      beforeMs: 53_000,
      overMs: 60_000,
      over: { now: share(3010, 27_455), before: share(2140, 27_300), change: change(0.031, 0.005, 'rise') },
    },
    neverReached: {
      now: share(527, 2474),
      before: share(540, 2466),
      change: change(-0.006, 0.023, 'notShown'),
    },
  },
  trend: {
    points,
    before,
    charts: [
      {
        measure: 'unansweredRate',
        limitsFrom: 'before',
        centre: 0.088,
        lower: 0.043,
        upper: 0.133,
        signals: [
          { kind: 'outside', side: 'up', first: 11, last: 11, points: 1, share: share(190, 1000) },
          { kind: 'shift', side: 'up', first: 13, last: 19, points: 7, share: share(737, 7000) },
        ],
      },
      { measure: 'presented', limitsFrom: 'range', centre: 1000, lower: 1000, upper: 1000, signals: [] },
      { measure: 'waitP90Ms', limitsFrom: 'range', centre: null, lower: null, upper: null, signals: [] },
    ],
  },
  heat: { cells, busiest: cellAt(4, 9), worst: cellAt(3, 12) },
  outcomes: {
    presented: 28_945,
    concerned: 28_189,
    groups: [
      { kind: 'answered', count: 25_243, parts: [part('answered', 25_243)] },
      {
        kind: 'lost',
        count: 2946,
        parts: [
          part('abandoned', 2144, [
            { name: 'abandonedLonger', count: 1955 },
            { name: 'shortAbandoned', count: 189 },
          ]),
          part('ivrAbandoned', 281),
          part('blocked', 265, [
            { name: 'blockedFull', count: 147 },
            { name: 'blockedNoAgents', count: 75 },
            { name: 'blockedBusy', count: 43 },
          ]),
          part('timeoutOverflow', 79, [{ name: 'exitTimeout', count: 79 }]),
          part('callbackExit', 127),
          part('systemFailed', 50),
        ],
      },
      { kind: 'spared', count: 756, parts: [part('closed', 502), part('selfServed', 254)] },
      { kind: 'open', count: 0, parts: [] },
    ],
  },
  callbacks: {
    now: {
      callersOwed: 2474,
      recovered: 1714,
      calledAgain: 1020,
      recoveredWithinHour: 1210,
      recoveredSameHalfDay: 1402,
      recoveredBeforeClosing: 1500,
      neverReached: 527,
      closedForReason: 213,
      toCallBack: 20,
      recoveredRate: 1714 / 2454,
      recoveredBeforeClosingRate: 1500 / 2454,
      recoveredBeforeClosingTarget: 0.8,
      redials: 1885,
      redialsPerReached: 1.1,
      medianToFirstTryMs: 1_500_000,
      medianToReachedMs: 1_980_000,
    },
    before: null,
  },
  followups: {
    now: {
      followupsDue: 42,
      doneOnTime: 30,
      doneLate: 4,
      overdue: 3,
      stillDue: 5,
      cancelled: 2,
      followupsReached: 31,
      questionsAnswered: 20,
      medicinesUnderstood: 17,
      clinicAlerts: 3,
      alertsKnown: 2,
      medianToKnownMs: 1_260_000,
      plannedInCall: 18,
      plannedAfterCall: 6,
      followupsOnTimeRate: 30 / 37,
    },
    before: null,
  },
  noted: {
    now: {
      answered: 2_000,
      difficult: 60,
      difficultAngry: 20,
      difficultDistressed: 18,
      difficultComplaint: 9,
      difficultAggressive: 5,
      noted: 1_900,
      notedResolved: 1_200,
      notedMessage: 300,
      notedTransferred: 100,
      notedCallback: 150,
      notedUnresolved: 120,
      difficultRate: 0.03,
      difficultResolvedRate: 0.4,
      otherResolvedRate: 0.64,
      notedRate: 0.95,
      load: {
        difficultLoads: 52,
        difficultSinceBreakMs: 5_640_000,
        difficultInARow: 3.5,
        otherLoads: 1_700,
        otherSinceBreakMs: 4_260_000,
        otherInARow: 2.25,
      },
    },
    before: null,
  },
  campaigns: {
    now: {
      campaignOffered: 160,
      campaignAccepted: 104,
      campaignRefused: 56,
      campaignNotOffered: 12,
      campaignOfferedInCalls: 120,
      campaignOfferedByList: 40,
      campaignAcceptedRate: 104 / 160,
    },
    before: null,
  },
  handovers: {
    now: {
      handovers: 480,
      handoversWritten: 470,
      handoversComplete: 423,
      handoverCompleteRate: 423 / 470,
      handoversSent: 472,
      handoversDelivered: 468,
      handoversAcknowledged: 432,
      handoverAcknowledgedRate: 432 / 480,
      medianToAcknowledgedMs: 1_320_000,
      referrals: 36,
      referralsAcknowledged: 35,
    },
    before: null,
  },
  incidents: {
    now: {
      incidents: 34,
      incidentsEnded: 33,
      incidentsReviewed: 30,
      incidentReviewedRate: 30 / 33,
      incidentTakenMedianMs: 22_000,
      incidentsToEmergency: 9,
      incidentToEmergencyMedianMs: 95_000,
    },
    before: null,
  },
  returns: {
    now: {
      answeredKnown: 21_040,
      answeredUnknown: 1_812,
      repeated: 3_366,
      repeatedWithinDay: 1_262,
      reasonKnown: 16_200,
      repeatedSameReason: 1_458,
      journeys: 19_870,
      journeysClosed: 18_120,
      repeatRate: 3_366 / 21_040,
      repeatRateWithinDay: 1_262 / 21_040,
      firstCallResolution: 14_742 / 16_200,
      medianJourneyMs: 186_000,
      journeyP90Ms: 7_380_000,
      provisional: true,
    },
    before: null,
  },
  waits: {
    known: 27_455,
    p50Ms: 11_000,
    p90Ms: 65_000,
    p95Ms: 118_000,
    bins: Array.from({ length: 36 }, (_, index) => ({
      fromMs: index * 5000,
      toMs: index === 35 ? null : (index + 1) * 5000,
      answered: Math.round(9000 * Math.exp(-index / 4)),
      abandoned: index < 1 ? 189 : Math.round(120 * Math.exp(-((index - 9) ** 2) / 40)),
      other: index === 20 ? 12 : 0,
    })),
    patience: Array.from({ length: 181 }, (_, second) => ({
      atMs: second * 1000,
      share: 0.36 * (1 - Math.exp(-second / 75)),
      atRisk: 27_455 - second * 140,
    })),
  },
};

const clinics = [
  ['radio', 'Radiologie Sud', 2563, 345, 0.007, 'notShown'],
  ['parc', 'Clinique du Parc', 1540, 200, 0.027, 'rise'],
  ['durand', 'Cabinet Durand', 1118, 122, 0.002, 'notShown'],
  ['miquel', 'CAP Sant Miquel', 905, 77, -0.007, 'notShown'],
] as const;
const row = (
  key: string | null,
  name: string | null,
  [presented, unanswered, difference, verdict]: readonly [number, number, number, Change['verdict']],
): HistoryRow => ({
  key,
  name,
  presented,
  answered: presented - unanswered,
  unanswered,
  unansweredRate: share(unanswered, presented),
  serviceLevel: 0.66,
  waitP90Ms: 72_000,
  averageHandleTimeMs: 190_000,
  before: { presented: presented - 12, unansweredRate: unanswered / presented - difference },
  change: change(difference, 0.02, verdict),
  trend: dailyLost.map((lost) => (lost * unanswered) / presented / 100),
});

export const sampleBreakdown: HistoryBreakdown = {
  frame: sampleFrame,
  by: 'clinic',
  rows: clinics.map(([key, name, ...figures]) => row(key, name, figures)),
  total: row(null, null, [28_945, 2946, 0.0135, 'rise']),
  chance: { judged: 4, shown: 1, expected: 0.2 },
};

const call = (id: string, arrivedAt: string, more: Partial<CallRow> = {}): CallRow => ({
  id,
  segment: null,
  arrivedAt,
  clinicId: 'durand',
  clinicName: 'Cabinet Durand',
  queueId: 'rdv',
  queueName: 'Rendez-vous',
  teamId: 'accueil',
  outcome: 'abandoned',
  subCode: null,
  shortAbandoned: false,
  covered: true,
  waitMs: 42_000,
  talkMs: null,
  holdMs: null,
  transfers: 0,
  agents: [],
  language: 'fr',
  reason: null,
  mask: '01 99 00 •• ••',
  ...more,
});

/** The first page of the calls behind a count of three. */
export const sampleCalls: CallList = {
  from: sampleFrame.from,
  to: sampleFrame.to,
  timezone: 'Europe/Paris',
  unit: 'calls',
  count: 'unanswered',
  total: 3,
  calls: [
    call('c3', '2026-10-15T07:20:11.000Z'),
    call('c2', '2026-10-15T07:14:03.000Z', {
      outcome: 'blocked',
      subCode: 'full',
      waitMs: null,
      queueId: null,
      queueName: null,
    }),
  ],
  next: 'more',
};
export const sampleEarlierCalls: CallList = {
  ...sampleCalls,
  total: null,
  calls: [call('c1', '2026-10-14T09:00:00.000Z', { shortAbandoned: true, waitMs: 3000, mask: null })],
  next: null,
};

const at = (offsetSeconds: number): string =>
  iso(Date.parse('2026-10-15T07:14:03.000Z') + offsetSeconds * 1000);
const piece = (
  kind: CallExplanation['lanes'][number]['pieces'][number]['kind'],
  from: number,
  to: number | null,
  missed = false,
) => ({ kind, from: at(from), to: to === null ? null : at(to), missed });

/** One call: a ring not taken, an answer after 35 s, a hold, a second queue. */
export const sampleCall: CallExplanation = {
  call: call('c9', at(0), {
    outcome: 'answered',
    waitMs: 35_000,
    talkMs: 174_000,
    reason: 'rendez-vous',
    transfers: 1,
  }),
  timezone: 'Europe/Paris',
  source: '/pbx/lyon',
  firstAt: at(0),
  endedAt: at(271),
  lanes: [
    {
      kind: 'caller',
      id: null,
      name: null,
      pieces: [
        piece('greeting', 0, 12),
        piece('waiting', 12, 47),
        piece('talking', 47, 109),
        piece('held', 109, 137),
        piece('talking', 137, 158),
        piece('waiting', 158, 180),
        piece('talking', 180, 271),
      ],
    },
    { kind: 'queue', id: 'rdv', name: 'Rendez-vous', pieces: [piece('waiting', 12, 47)] },
    { kind: 'queue', id: 'sec', name: 'Secrétariat médical', pieces: [piece('waiting', 158, 180)] },
    { kind: 'agent', id: 'anne', name: 'Anne', pieces: [piece('ringing', 28, 40, true)] },
    {
      kind: 'agent',
      id: 'lucie',
      name: 'Lucie',
      pieces: [
        piece('ringing', 43, 47),
        piece('talking', 47, 109),
        piece('held', 109, 137),
        piece('talking', 137, 158),
        piece('wrapUp', 158, 172),
      ],
    },
    {
      kind: 'agent',
      id: 'nadia',
      name: 'Nadia',
      pieces: [piece('ringing', 173, 180), piece('talking', 180, 271), piece('wrapUp', 271, 292)],
    },
  ],
  timeline: [
    { kind: 'greeting', ms: 12_000, name: null },
    { kind: 'waiting', ms: 35_000, name: 'Rendez-vous' },
    { kind: 'talking', ms: 62_000, name: 'Lucie' },
    { kind: 'held', ms: 28_000, name: null },
    { kind: 'talking', ms: 21_000, name: 'Lucie' },
    { kind: 'waiting', ms: 22_000, name: 'Secrétariat médical' },
    { kind: 'talking', ms: 91_000, name: 'Nadia' },
  ],
  facts: [
    { type: 'call.initiated', at: at(0), details: { mask: '01 99 00 •• ••', clinicName: 'Cabinet Durand' } },
    { type: 'call.enqueued', at: at(12), details: { queueName: 'Rendez-vous' } },
    { type: 'call.offered', at: at(28), details: { agentName: 'Anne' } },
    {
      type: 'call.offer_ended',
      at: at(40),
      details: { agentName: 'Anne', result: 'no_answer', ringMs: 12_000 },
    },
    { type: 'call.answered', at: at(47), details: { agentName: 'Lucie', waitMs: 35_000 } },
    {
      type: 'call.transferred',
      at: at(158),
      details: { kind: 'attended', queueName: 'Secrétariat médical' },
    },
    { type: 'call.disconnected', at: at(271), details: { side: 'caller' } },
  ],
  counted: [
    { rule: 'presented', parameters: { covered: true } },
    { rule: 'answered', parameters: { passages: 2, answeredPassages: 2, agents: 'Lucie, Nadia' } },
    { rule: 'wait', parameters: { waitMs: 35_000, from: at(12), to: at(47) } },
    { rule: 'beyondThreshold', parameters: { seconds: 20, waitMs: 35_000, formula: 'sl2' } },
    { rule: 'laterWait', parameters: { waitMs: 22_000 } },
    { rule: 'transferred', parameters: { count: 1 } },
    { rule: 'ringNoAnswer', parameters: { count: 1 } },
    { rule: 'handling', parameters: { handleMs: 237_000, talkMs: 174_000, holdMs: 28_000, wrapMs: 35_000 } },
  ],
  anomalies: [],
};
