import type {
  AgentCounts,
  ClinicView,
  HeadlineView,
  LiveSnapshot,
  Ratio,
  RowFigures,
  TeamView,
  WaitingView,
} from '@vigie/contracts';

/** The instant of the sample board, ms since 1970: a Monday, 10:42 in Paris. */
export const sampleNow = Date.parse('2026-11-23T09:42:00Z');

export const ratio = (part: number, of: number): Ratio => ({ value: of === 0 ? null : part / of, part, of });

const lines = { targetMs: 20_000, watchMs: 60_000, limitMs: 120_000 };

export const agentCounts = (counts: Partial<AgentCounts> = {}): AgentCounts => ({
  present: 0,
  free: 0,
  ringing: 0,
  on_call: 0,
  outbound: 0,
  wrap_up: 0,
  break: 0,
  training: 0,
  off_phone: 0,
  offline: 0,
  unknown: 0,
  ...counts,
});

const quiet: RowFigures = {
  waiting: 0,
  longestSince: null,
  inPerMinute: 0,
  takenPerMinute: 0,
  lostPerMinute: 0,
  lost30m: 0,
  lostUnreached30m: 0,
  answerRate30m: ratio(0, 0),
  answerRateDay: ratio(0, 0),
  toCallBack: 0,
  presentedDay: 0,
  lines,
  answerRateTarget: 0.95,
};

export const aTeam = (id: string, view: Partial<TeamView> = {}): TeamView => ({
  ...quiet,
  id,
  name: `Équipe ${id}`,
  order: 0,
  clinics: 1,
  agents: agentCounts(),
  planned: null,
  ...view,
});

export const aClinic = (id: string, view: Partial<ClinicView> = {}): ClinicView => ({
  ...quiet,
  id,
  name: `Cabinet ${id}`,
  shortName: id,
  kind: 'cabinet',
  teamIds: ['img'],
  covered: true,
  trouble: [],
  troubleRank: null,
  claim: null,
  ...view,
});

/** A patient who has waited so many seconds at the instant of the sample board. */
export const aCaller = (id: string, seconds: number, view: Partial<WaitingView> = {}): WaitingView => ({
  id,
  clinicId: 'sud',
  teamId: 'img',
  queueId: 'rdv',
  phase: 'queued',
  since: sampleNow - seconds * 1000,
  attempt: 1,
  mask: '06 39 98 •• 12',
  language: 'fr',
  toVerify: false,
  ...view,
});

const quarter = (start: string, answered: number, abandoned: number): LiveSnapshot['quarters'][string] => ({
  start,
  presented: answered + abandoned,
  answered,
  abandoned,
  otherUnanswered: 0,
  outside: 0,
  open: 0,
  p90Ms: 48_000,
});

const totals: LiveSnapshot['totals'] = {
  waiting: 2,
  greeting: 0,
  longestSince: sampleNow - 134_000,
  inPerMinute: 9,
  takenPerMinute: 6,
  lostPerMinute: 0.2,
  waitingChange5m: 2,
  presentedDay: 34,
  offeredDay: 33,
  decidedDay: 31,
  answerRate30m: ratio(86, 100),
  answerRateDay: ratio(404, 442),
  answerRatePreviousHour: ratio(180, 200),
  serviceLevel30m: ratio(71, 100),
  serviceLevelDay: ratio(345, 442),
  secondServiceLevel30m: ratio(79, 100),
  waits30m: { known: 100, p50Ms: 18_000, p90Ms: 94_000, meanMs: 30_000 },
  waitsDay: { known: 440, p50Ms: 11_000, p90Ms: 60_000, meanMs: 21_000 },
  unansweredDay: 38,
  talkingNow: 7,
  owedDay: 31,
  recoveredDay: 21,
  recoveredSoonDay: {
    withinHour: 14,
    sameHalfDay: 16,
    beforeClosing: 18,
    closedForReason: 1,
    neverReached: 0,
  },
  followups: { open: 9, dueToday: 5, late: 1, doneToday: 4, clinicsToTell: 1 },
  toCallBack: 17,
  toCallBackCalls: 19,
  lost30m: 14,
  lostUnreached30m: 9,
  linesBusy: 14,
  phoneLines: 30,
  ringNoAnswer5m: 0,
  blocked5m: 0,
  planned: 20,
  oldestToCallBackAt: Date.parse('2026-11-23T07:51:00Z'),
  unreachableDay: 2,
  ringNoAnswer30m: 0,
  blocked30m: 0,
  waitingPastThreshold: 1,
  expectedWaitMs: 120_000,
  agents: agentCounts({ present: 18, free: 2, on_call: 12, wrap_up: 2, break: 2 }),
  freeWhileWaiting: false,
  waitingSpark: [1, 2, 3, 4, 5, 6, 7],
  answerRateSpark: [0.9, 0.88, null, 0.86],
};

/** The sentence of a centre where all is well. */
export const calmHeadline: HeadlineView = {
  kind: 'calm',
  level: 'calm',
  levelSince: sampleNow - 3_600_000,
  waiting: 2,
  trend: 'steady',
  inPerMinute: 9,
  takenPerMinute: 6,
  lostPerMinute: 0.2,
  clinic: null,
  team: null,
  missing: null,
  expectedWaitMs: 120_000,
  sourceId: null,
  since: null,
  count: null,
};

/** The board of a whole centre. */
type WholeBoard = LiveSnapshot & {
  readonly totals: NonNullable<LiveSnapshot['totals']>;
  readonly headline: NonNullable<LiveSnapshot['headline']>;
  readonly satisfaction: NonNullable<LiveSnapshot['satisfaction']>;
};

/** A small board: one team, two clinics, two patients waiting. */
export const sampleBoard = (changes: Partial<WholeBoard> = {}): WholeBoard => ({
  epoch: 'e1',
  seq: 10,
  at: new Date(sampleNow).toISOString(),
  centre: {
    tenantId: 'demo',
    scope: 'all',
    name: 'Télésecrétariat de la Place',
    timezone: 'Europe/Paris',
    locale: 'fr',
    demo: true,
    lines,
    answerRateTarget: 0.95,
    serviceLevelTarget: 0.8,
    serviceLevelSeconds: 20,
    secondServiceLevelSeconds: 30,
    serviceLevelFormula: 'sl2',
    shortAbandonMs: 5000,
    queueNames: { rdv: 'Rendez-vous' },
    namesFreeable: true,
    dayStart: '2026-11-22T23:00:00.000Z',
    dayEnd: '2026-11-23T23:00:00.000Z',
  },
  totals,
  headline: calmHeadline,
  satisfaction: {
    today: { satisfied: null, n: null, fragile: false, suppressed: 'few_answers' },
    month: { satisfied: { value: 0.82, low: 0.77, high: 0.86 }, n: 270, fragile: false, suppressed: null },
  },
  standing: {},
  concerns: {},
  alerts: {},
  sources: {
    pbx: { id: 'pbx', name: 'Téléphonie', lastEventAt: sampleNow - 2000, silent: false, offsetMs: 0 },
  },
  teams: {
    img: aTeam('img', {
      name: 'Imagerie',
      clinics: 2,
      waiting: 2,
      longestSince: sampleNow - 134_000,
      answerRate30m: ratio(12, 18),
      inPerMinute: 4,
      takenPerMinute: 1,
      agents: agentCounts({ present: 4, free: 1, on_call: 3 }),
    }),
  },
  clinics: {
    sud: aClinic('sud', {
      name: 'Radiologie Sud',
      shortName: 'Radio Sud',
      waiting: 2,
      longestSince: sampleNow - 134_000,
      trouble: ['past_target', 'two_waiting'],
      troubleRank: 0,
      lost30m: 6,
      lostUnreached30m: 4,
      toCallBack: 6,
      answerRate30m: ratio(9, 15),
    }),
    nord: aClinic('nord', { name: 'Radiologie Nord', covered: false }),
  },
  waiting: { w1: aCaller('w1', 134, { attempt: 3 }), w2: aCaller('w2', 9, { mask: null, attempt: null }) },
  agents: {
    a1: {
      id: 'a1',
      name: 'Amel A.',
      teamIds: ['img'],
      state: 'free',
      since: sampleNow - 60_000,
      clinicId: null,
    },
  },
  quarters: {
    a: quarter('2026-11-23T08:45:00.000Z', 20, 2),
    b: quarter('2026-11-23T09:30:00.000Z', 11, 1),
  },
  ...changes,
});
