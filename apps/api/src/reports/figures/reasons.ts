import { decodeFacts } from '@vigie/calls';
import { addBins, binsOfWait, noBins, percentileMs, type WaitBins } from '@vigie/metrics';

import { Breather } from '../../platform/breather';
import type { NotedCall } from './clinic-calls-query';
import type { ReasonFigures } from './report-figures';

type Sums = {
  calls: number;
  outcomes: Map<string, number>;
  obtained: number;
  notObtained: number;
  urgent: number;
  bins: WaitBins;
};

/** Answered calls by the reason noted, most frequent first; those without one last. Lets others have their turn. */
export async function reasonsOf(tenantId: string, calls: readonly NotedCall[]): Promise<ReasonFigures[]> {
  const byReason = new Map<string | null, Sums>();
  const breather = new Breather(tenantId);
  for (const call of calls) {
    if (breather.due) await breather.breathe();
    const sums = byReason.get(call.reason) ?? emptySums();
    byReason.set(call.reason, sums);
    addCall(sums, call);
  }
  return [...byReason].map(toFigures).sort(byFrequency);
}

const emptySums = (): Sums => ({
  calls: 0,
  outcomes: new Map(),
  obtained: 0,
  notObtained: 0,
  urgent: 0,
  bins: noBins,
});

/** The last note of a call is the one that stands. */
function addCall(sums: Sums, { facts, waitMs }: NotedCall): void {
  sums.calls += 1;
  if (waitMs !== null) sums.bins = addBins(sums.bins, binsOfWait('answered', waitMs));
  const notes = decodeFacts(facts).filter(({ type }) => type === 'call.dispositioned');
  const outcome = notes.findLast((note) => note.dispositionOutcome !== undefined)?.dispositionOutcome;
  if (outcome !== undefined) sums.outcomes.set(outcome, (sums.outcomes.get(outcome) ?? 0) + 1);
  const obtained = notes.findLast((note) => note.appointmentObtained !== undefined)?.appointmentObtained;
  if (obtained === true) sums.obtained += 1;
  if (obtained === false) sums.notObtained += 1;
  if (notes.some(({ urgent }) => urgent === true)) sums.urgent += 1;
}

function toFigures([reason, sums]: [string | null, Sums]): ReasonFigures {
  return {
    reason,
    calls: sums.calls,
    outcomes: Object.fromEntries([...sums.outcomes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))),
    appointments: { obtained: sums.obtained, notObtained: sums.notObtained },
    urgent: sums.urgent,
    medianWaitMs: percentileMs(sums.bins, 0.5),
  };
}

function byFrequency(a: ReasonFigures, b: ReasonFigures): number {
  if ((a.reason === null) !== (b.reason === null)) return a.reason === null ? 1 : -1;
  return b.calls - a.calls || ((a.reason ?? '') < (b.reason ?? '') ? -1 : 1);
}
