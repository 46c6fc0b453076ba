import type { KpiText } from './kpi';

/** What became of follow-ups: additive, whatever they are grouped by. */
export type FollowupTally = {
  readonly doneOnTime: number;
  readonly doneLate: number;
  readonly overdue: number;
  readonly stillDue: number;
  readonly cancelled: number;
  readonly followupsReached: number;
  readonly questionsAnswered: number;
  readonly medicinesUnderstood: number;
  readonly plannedInCall: number;
  readonly plannedAfterCall: number;
};

/** That clinics were told of answers that were not all yes, on the day of the answer; the median is no sum. */
export type AlertTally = {
  readonly clinicAlerts: number;
  readonly alertsKnown: number;
  readonly medianToKnownMs: number | null;
};

/** Those that were to be done: the sum of the four parts, each in one. */
export const followupsDue = ({ doneOnTime, doneLate, overdue, stillDue }: FollowupTally): number =>
  doneOnTime + doneLate + overdue + stillDue;

/** Share done in time of those whose case is decided; null over nothing. */
export function followupsOnTimeRate(tally: FollowupTally): number | null {
  const decided = followupsDue(tally) - tally.stillDue;
  return decided === 0 ? null : tally.doneOnTime / decided;
}

type FollowupText = Pick<KpiText, 'formula' | 'edges'> & {
  readonly unit: 'followups' | 'alerts' | 'ratio' | 'ms';
};

/** The figures of follow-ups: calls to patients that were planned, on the local day until which each was due. */
export const followupRegistry = {
  followupsDue: {
    unit: 'followups',
    formula: 'doneOnTime + doneLate + overdue + stillDue',
    edges: 'Those that were cancelled are in none of them.',
  },
  doneOnTime: {
    unit: 'followups',
    formula: 'those that somebody ended, by an outcome other than settled, until the end of their time',
    edges:
      'Equal is inside; also what was done before its time began. Who said to be refused counts as done.',
  },
  doneLate: { unit: 'followups', formula: 'those that were ended so after it', edges: 'However long after.' },
  overdue: {
    unit: 'followups',
    formula: 'those not ended whose time is over',
    edges: 'A try in vain does not end one. It stays on the list until somebody ends it.',
  },
  stillDue: {
    unit: 'followups',
    formula: 'those not ended whose time is not over',
    edges: 'Those whose time has not begun among them.',
  },
  cancelled: {
    unit: 'followups',
    formula: 'those of which somebody said that there is no need any more',
    edges: 'Told apart, in no rate.',
  },
  followupsReached: {
    unit: 'followups',
    formula: 'those of doneOnTime and doneLate whose patient was reached',
    edges: 'The rest had a wrong number, or a patient who refused.',
  },
  questionsAnswered: {
    unit: 'followups',
    formula:
      'those of followupsReached whose patient answered the questions that are asked after a discharge',
    edges: 'As long as what was answered is kept.',
  },
  medicinesUnderstood: {
    unit: 'followups',
    formula: 'those of questionsAnswered whose patient understands and takes the medicines',
    edges: 'No and unsure are none of them; the clinic is then owed a call at once.',
  },
  clinicAlerts: {
    unit: 'alerts',
    formula: 'answers after a discharge that were not all yes, by the day on which they were given',
    edges:
      'Each is told to the clinic’s contact, where it has one, and stands on the list until the clinic knows.',
  },
  alertsKnown: {
    unit: 'alerts',
    formula: 'those of clinicAlerts that the clinic said to have received, or was told of by telephone',
    edges:
      'By its link, its software, or an outcome *reached* of who telephoned it; no other outcome counts.',
  },
  medianToKnownMs: {
    unit: 'ms',
    formula: 'the time from the answer to the clinic knowing that half of alertsKnown do not pass',
    edges: 'Nearest rank, nights and week-ends included; null without any.',
  },
  plannedInCall: {
    unit: 'followups',
    formula: 'those, cancelled ones too, that were planned on a call before it ended',
    edges: 'Only where it is said on which call one was planned, and that call is still kept.',
  },
  plannedAfterCall: {
    unit: 'followups',
    formula: 'those, cancelled ones too, that were planned on a call after it had ended',
    edges: 'What was planned on no call is in neither.',
  },
  followupsOnTimeRate: {
    unit: 'ratio',
    formula: 'doneOnTime ÷ (followupsDue − stillDue)',
    edges: 'Null while nothing is decided.',
  },
} as const satisfies Readonly<Record<string, FollowupText>>;
