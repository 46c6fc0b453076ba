import { lossNames } from '@vigie/calls';
import { campaignOffered, coveredUnansweredRate, wilson } from '@vigie/metrics';

import type { ReportFigures } from '../figures/report-figures';

/** One figure: what it is, of what, its value as a plain number, its base and interval where it has them. */
export type CsvRow = {
  readonly block: string;
  readonly item: string;
  readonly detail?: string;
  readonly value: number | null;
  readonly unit:
    | 'calls'
    | 'numbers'
    | 'followups'
    | 'journeys'
    | 'messages'
    | 'incidents'
    | 'answers'
    | 'days'
    | 'quarters'
    | 'ms'
    | 'share'
    | 'points'
    | 'mark'
    | 'score'
    | 'count';
  readonly n?: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
};

/** A count of calls. */
const calls = (block: string, item: string, value: number): CsvRow => ({
  block,
  item,
  value,
  unit: 'calls',
});

/** The rows of everything that is told of calls. */
export function callRows(figures: ReportFigures): CsvRow[] {
  return [
    ...reachRows(figures),
    ...unheardRows(figures),
    ...waitRows(figures),
    ...callerRows(figures),
    ...namedRows('noted', figures.noted, 'calls'),
    ...namedRows('handovers', figures.handovers, 'messages'),
    ...namedRows('incidents', figures.incidents, 'incidents'),
    ...namedRows('greeting', figures.greeting, 'calls'),
    ...hourRows(figures),
    ...reasonRows(figures),
    ...pastRows(figures),
  ];
}

/** One row where some time was not heard: none says that all was. */
const unheardRows = ({ unheard }: ReportFigures): CsvRow[] =>
  unheard === undefined ? [] : [{ block: 'reach', item: 'unheard', value: unheard.coveredMs, unit: 'ms' }];

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

function reachRows({ reach, outside, openDays, answerRateTarget, steadiness }: ReportFigures): CsvRow[] {
  const { losses, ...counts } = reach;
  const unansweredRate: CsvRow = {
    block: 'reach',
    item: 'coveredUnansweredRate',
    value: coveredUnansweredRate(reach),
    unit: 'share',
    n: reach.covered,
  };
  return [
    ...Object.entries(counts).map(([name, value]) => calls('reach', name, value)),
    // What programs written for an earlier version ask for.
    calls('reach', 'answered', reach.coveredAnswered),
    { ...unansweredRate, item: 'unansweredRate' },
    ...lossNames.map((name) => calls('reach', name, losses[name])),
    {
      block: 'reach',
      item: 'answerRate',
      value: share(reach.coveredAnswered, reach.covered),
      unit: 'share',
      n: reach.covered,
    },
    unansweredRate,
    { block: 'reach', item: 'answerRateTarget', value: answerRateTarget, unit: 'share' },
    { block: 'reach', item: 'openDays', value: openDays, unit: 'days' },
    ...Object.entries(outside).map(([name, value]) => calls('outside', name, value)),
    { block: 'steadiness', item: 'quarters', value: steadiness.quarters, unit: 'quarters' },
    {
      block: 'steadiness',
      item: 'onTarget',
      value: steadiness.onTarget,
      unit: 'quarters',
      n: steadiness.quarters,
    },
  ];
}

function waitRows({ waits }: ReportFigures): CsvRow[] {
  return Object.entries(waits).map(([item, value]) => ({ block: 'waits', item, value, unit: 'ms' }));
}

function callerRows({
  callers: { hiddenCalls, numberedCalls, soon, ...numbers },
  returns,
  followups,
  campaigns,
}: ReportFigures): CsvRow[] {
  return [
    ...Object.entries(numbers).map(([item, value]): CsvRow => ({
      block: 'callers',
      item,
      value,
      unit: 'numbers',
    })),
    calls('callers', 'numberedCalls', numberedCalls),
    calls('callers', 'hiddenCalls', hiddenCalls),
    ...namedRows('callers', soon, 'numbers'),
    ...namedRows('returns', returns, 'calls'),
    ...namedRows('followups', followups, 'followups'),
    ...campaignRows(campaigns),
  ];
}

/** The sums, and the share that accepted with its interval. */
function campaignRows(tally: ReportFigures['campaigns']): CsvRow[] {
  if (tally === undefined) return [];
  const n = campaignOffered(tally);
  const { value = null, low = null, high = null } = wilson(tally.campaignAccepted, n) ?? {};
  return [
    { block: 'campaigns', item: 'campaignOffered', value: n, unit: 'answers' },
    ...namedRows('campaigns', tally, 'answers'),
    { block: 'campaigns', item: 'campaignAcceptedRate', value, unit: 'share', n, low, high },
  ];
}

/** Figures by the names of the registry, which say their unit; nothing of those that a report does not have. */
function namedRows(block: string, figures: object | undefined, unit: CsvRow['unit']): CsvRow[] {
  return Object.entries(figures ?? {}).flatMap(([item, value]: [string, unknown]): CsvRow[] => {
    if (typeof value !== 'number' && value !== null) return [];
    return [{ block, item, value, unit: unitOf(item) ?? unit }];
  });
}

function unitOf(item: string): CsvRow['unit'] | undefined {
  if (item.endsWith('Ms')) return 'ms';
  if (/(?:Rate|RateWithinDay|Target|Resolution)$/u.test(item)) return 'share';
  if (item.startsWith('journeys')) return 'journeys';
  return item === 'redials' ? 'calls' : undefined;
}

function hourRows({ hours }: ReportFigures): CsvRow[] {
  return hours.flatMap(({ answered, unanswered }, index) => {
    if (answered + unanswered === 0) return [];
    const detail = `${Math.floor(index / 24) + 1} ${String(index % 24).padStart(2, '0')}:00`;
    return [
      { ...calls('week', 'answered', answered), detail },
      { ...calls('week', 'unanswered', unanswered), detail },
    ];
  });
}

function reasonRows({ reasons }: ReportFigures): CsvRow[] {
  return reasons.flatMap(({ reason, calls: count, outcomes, appointments, urgent, medianWaitMs }) => {
    const detail = reason ?? '';
    return [
      { ...calls('reasons', 'calls', count), detail },
      { ...calls('reasons', 'appointmentsObtained', appointments.obtained), detail },
      { ...calls('reasons', 'appointmentsNotObtained', appointments.notObtained), detail },
      { ...calls('reasons', 'urgent', urgent), detail },
      { block: 'reasons', item: 'medianWaitMs', detail, value: medianWaitMs, unit: 'ms' as const },
      ...Object.entries(outcomes).map(([outcome, value]) => ({
        ...calls('reasons', `outcome:${outcome}`, value),
        detail,
      })),
    ];
  });
}

function pastRows({ past, peers }: ReportFigures): CsvRow[] {
  const rows = past.flatMap(({ month: detail, presented, covered, coveredAnswered, openDays }) => [
    { ...calls('past', 'presented', presented), detail },
    { ...calls('past', 'covered', covered), detail },
    { ...calls('past', 'coveredAnswered', coveredAnswered), detail },
    { ...calls('past', 'answered', coveredAnswered), detail },
    { block: 'past', item: 'openDays', detail, value: openDays, unit: 'days' as const },
  ]);
  if (peers === null) return rows;
  const detail = `median of ${peers.clinics} clinics`;
  return [...rows, { block: 'peers', item: 'answerRate', detail, value: peers.answerRate, unit: 'share' }];
}

/** What each of the six errors was decided by; `detail` is the light's state. */
export function diagnosisRows({ diagnosis }: ReportFigures): CsvRow[] {
  return (diagnosis?.lights ?? []).flatMap(({ name, state, evidence }) =>
    Object.entries(evidence).map(([field, value]) => ({
      block: 'diagnosis',
      item: `${name}.${field}`,
      detail: state,
      value,
      unit: field.endsWith('Share')
        ? ('share' as const)
        : field.endsWith('Ms')
          ? ('ms' as const)
          : ('count' as const),
    })),
  );
}
