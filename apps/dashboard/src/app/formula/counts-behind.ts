import type {
  AgentCounts,
  LiveState,
  Ratio,
  RowFigures,
  SatisfactionView,
  TotalsView,
} from '@vigie/contracts';

import type { fr } from '../words/fr';
import { isBoardless, type BoardlessFigure, type FormulaKey, type FormulaRequest } from './formula-request';

export type CountUnit = 'count' | 'signed' | 'rate' | 'ms' | 'perMinute' | 'instant' | 'age';

/** One line of a card: what is counted, its value as the server sent it, and how to write it. */
export type CountLine = {
  readonly label: keyof (typeof fr)['formula']['counts'];
  /** Of what it is, where the label says it of several. */
  readonly of?: string;
  readonly value: number | null;
  readonly unit: CountUnit;
};

type Behind = {
  readonly row: RowFigures;
  readonly agents: AgentCounts | null;
  readonly totals: TotalsView | null;
  readonly sources: LiveState['sources'];
  readonly satisfaction: LiveState['satisfaction'];
};

const line = (label: CountLine['label'], value: number | null, unit: CountUnit = 'count'): CountLine => ({
  label,
  value,
  unit,
});

const ratioLines = (
  ratio: Ratio,
  labels: readonly [CountLine['label'], CountLine['label'], CountLine['label']],
): CountLine[] => [
  line(labels[0], ratio.part),
  line(labels[1], ratio.of),
  line(labels[2], ratio.value, 'rate'),
];

const answered30m = ({ answerRate30m }: RowFigures): CountLine[] =>
  ratioLines(answerRate30m, ['answered30m', 'counted30m', 'rate30m']);
const answeredDay = ({ answerRateDay }: RowFigures): CountLine[] =>
  ratioLines(answerRateDay, ['answeredDay', 'countedDay', 'rateDay']);

const ofTotals = (totals: TotalsView | null, lines: (totals: TotalsView) => CountLine[]): CountLine[] =>
  totals === null ? [] : lines(totals);

const toCallBack = ({ row, totals }: Behind): CountLine[] => [
  line('toCallBack', row.toCallBack),
  ...ofTotals(totals, (t) => [
    line('oldest', t.oldestToCallBackAt, 'instant'),
    line('owedDay', t.owedDay),
    line('recoveredDay', t.recoveredDay),
    line('withinHourDay', t.recoveredSoonDay.withinHour),
    line('sameHalfDayDay', t.recoveredSoonDay.sameHalfDay),
    line('beforeClosingDay', t.recoveredSoonDay.beforeClosing),
    line('closedDay', t.recoveredSoonDay.closedForReason),
    line('neverReachedDay', t.recoveredSoonDay.neverReached),
    line('unreachableDay', t.unreachableDay),
  ]),
];

const followupsNow = ({ totals }: Behind): CountLine[] => {
  const now = totals?.followups ?? null;
  if (now === null) return [];
  return [
    line('followupsOpen', now.open),
    line('followupsDueToday', now.dueToday),
    line('followupsLate', now.late),
    line('followupsDone', now.doneToday),
    line('clinicsToTell', now.clinicsToTell),
  ];
};

const levels = ({ totals }: Behind): CountLine[] =>
  ofTotals(totals, (t) => [
    ...ratioLines(t.serviceLevel30m, ['inThreshold30m', 'base30m', 'rate30m']),
    line('inSecond30m', t.secondServiceLevel30m.part),
    line('pastThreshold', t.waitingPastThreshold),
  ]);

const builders: Record<Exclude<FormulaKey, BoardlessFigure>, (behind: Behind) => CountLine[]> = {
  waiting: ({ row, totals }) => [
    line('waiting', row.waiting),
    line('longestSince', row.longestSince, 'instant'),
    ...ofTotals(totals, (t) => [
      line('pastThreshold', t.waitingPastThreshold),
      line('greeting', t.greeting),
      line('change', t.waitingChange5m, 'signed'),
      line('lostPerMinute', t.lostPerMinute, 'perMinute'),
    ]),
  ],
  longestWait: ({ row }) => [line('longestSince', row.longestSince, 'instant'), line('waiting', row.waiting)],
  inOut: ({ row }) => [
    line('inPerMinute', row.inPerMinute, 'perMinute'),
    line('takenPerMinute', row.takenPerMinute, 'perMinute'),
  ],
  answerRate: ({ row, totals }) => [
    ...answered30m(row),
    line('target', row.answerRateTarget, 'rate'),
    ...ofTotals(totals, (t) => [line('rateHourBefore', t.answerRatePreviousHour.value, 'rate')]),
    ...answeredDay(row),
  ],
  answerRateDay: ({ row }) => [...answeredDay(row), line('target', row.answerRateTarget, 'rate')],
  toCallBack,
  followupsNow,
  unanswered: ({ totals }) =>
    ofTotals(totals, (t) => [
      line('unansweredDay', t.unansweredDay),
      line('unreachableDay', t.unreachableDay),
      line('owedDay', t.owedDay),
      line('recoveredDay', t.recoveredDay),
    ]),
  serviceLevel: levels,
  serviceLevelDay: ({ totals }) =>
    ofTotals(totals, (t) => ratioLines(t.serviceLevelDay, ['inThresholdDay', 'baseDay', 'rateDay'])),
  secondServiceLevel: ({ totals }) =>
    ofTotals(totals, (t) => ratioLines(t.secondServiceLevel30m, ['inSecond30m', 'base30m', 'rate30m'])),
  waits: ({ totals }) =>
    ofTotals(totals, ({ waits30m, waitsDay }) => [
      line('waitsKnown', waits30m.known),
      line('p50', waits30m.p50Ms, 'ms'),
      line('p90', waits30m.p90Ms, 'ms'),
      line('mean', waits30m.meanMs, 'ms'),
      line('waitsKnownDay', waitsDay.known),
      line('p50Day', waitsDay.p50Ms, 'ms'),
      line('p90Day', waitsDay.p90Ms, 'ms'),
    ]),
  expectedWait: ({ totals }) =>
    ofTotals(totals, (t) => [
      line('expected', t.expectedWaitMs, 'ms'),
      line('waiting', t.waiting),
      line('takenPerMinute', t.takenPerMinute, 'perMinute'),
    ]),
  agents: ({ agents }) =>
    agents === null
      ? []
      : [
          line('present', agents.present),
          line('free', agents.free),
          line('busy', agents.on_call + agents.ringing + agents.outbound),
          line('wrapUp', agents.wrap_up),
          line('away', agents.break + agents.training + agents.off_phone),
          line('offline', agents.offline),
          line('unknown', agents.unknown),
        ],
  presentedDay: ({ row, totals }) => [
    line('presentedDay', row.presentedDay),
    ...ofTotals(totals, (t) => [line('offeredDay', t.offeredDay), line('decidedDay', t.decidedDay)]),
  ],
  sources: ({ sources }) =>
    Object.values(sources).map((source) => ({
      ...line('heard', source.lastEventAt, 'age'),
      of: source.name,
    })),
  csatRunning: ({ satisfaction }) => (satisfaction === null ? [] : ofSatisfaction(satisfaction)),
  headline: ({ totals }) =>
    ofTotals(totals, (t) => [
      line('waiting', t.waiting),
      line('change', t.waitingChange5m, 'signed'),
      line('inPerMinute', t.inPerMinute, 'perMinute'),
      line('takenPerMinute', t.takenPerMinute, 'perMinute'),
      line('ringNoAnswer', t.ringNoAnswer30m),
      line('blocked', t.blocked30m),
    ]),
};

function ofSatisfaction({ month, today }: SatisfactionView): CountLine[] {
  return [
    line('csatMonth', month.satisfied?.value ?? null, 'rate'),
    line('csatMonthLow', month.satisfied?.low ?? null, 'rate'),
    line('csatMonthHigh', month.satisfied?.high ?? null, 'rate'),
    line('csatMonthAnswers', month.n),
    line('csatToday', today.satisfied?.value ?? null, 'rate'),
    line('csatTodayAnswers', today.n),
  ];
}

function behindOf(request: FormulaRequest, board: LiveState): Behind | null {
  const { totals, centre, sources, satisfaction } = board;
  if (request.row === null) {
    if (totals === null) return null;
    const row: RowFigures = { ...totals, lines: centre.lines, answerRateTarget: centre.answerRateTarget };
    return { row, agents: totals.agents, totals, sources, satisfaction };
  }
  if (request.row.kind === 'team') {
    const team = board.teams[request.row.id];
    return team === undefined
      ? null
      : { row: team, agents: team.agents, totals: null, sources, satisfaction };
  }
  const clinic = board.clinics[request.row.id];
  return clinic === undefined ? null : { row: clinic, agents: null, totals: null, sources, satisfaction };
}

/** The counts behind a number, from the same board that shows it; empty when its row is gone. */
export function countsBehind(request: FormulaRequest, board: LiveState): readonly CountLine[] {
  const { key } = request;
  const behind = behindOf(request, board);
  // What a report counts stands in the report itself, beside its figures.
  return behind === null || isBoardless(key) ? [] : builders[key](behind);
}

/** The lines and target that hold for a number's row. */
export function rulesOf(
  request: FormulaRequest,
  board: LiveState,
): Pick<RowFigures, 'lines' | 'answerRateTarget'> {
  return behindOf(request, board)?.row ?? board.centre;
}
