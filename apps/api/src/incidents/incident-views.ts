import type { Call, DoneBy, Incident, IncidentFact, Instant } from '@vigie/calls';
import type { IncidentDetail, IncidentView } from '@vigie/contracts';
import type { CountedIncident } from '@vigie/metrics';

/** An incident, and the call it is of. */
export type ToldIncident = {
  readonly id: string;
  readonly call: Call;
  readonly incident: Incident;
  readonly clinicName: string | null;
};

/** As it is told, without its course. */
export function viewOf({ id, call, incident, clinicName }: ToldIncident): IncidentView {
  const { answeredAt } = call;
  const { ended } = incident;
  return {
    ...{ id, clinicId: call.clinicId, clinicName, state: incident.state },
    openedAt: iso(incident.openedAt),
    calledAt: iso(call.arrivedAt),
    answeredAt: answeredAt === null ? null : iso(answeredAt),
    isGoingOn: call.phase !== 'ended' && call.phase !== 'wrap',
    language: call.languageServed ?? call.languageRequested,
    reason: call.reason,
    taken: doneBy(incident.taken),
    owner: doneBy(incident.owner),
    ended:
      ended === null ? null : { by: ended.by, byId: ended.byId, at: iso(ended.at), outcome: ended.outcome },
    reviewed: doneBy(incident.reviewed),
    answerToEmergencyMs: toEmergencyMs(call, incident),
  };
}

/** What figures need of it. */
export const countedOf = ({ call, incident }: Pick<ToldIncident, 'call' | 'incident'>): CountedIncident => ({
  ...incident,
  answerToEmergencyMs: toEmergencyMs(call, incident),
});

const toEmergencyMs = ({ answeredAt }: Call, { emergencyAt }: Incident): number | null =>
  answeredAt === null || emergencyAt === null ? null : Math.max(0, emergencyAt - answeredAt);

/** With its course. */
export const detailOf = (told: ToldIncident): IncidentDetail => ({
  ...viewOf(told),
  course: told.incident.course.map(stepOf),
});

const states: Readonly<Record<IncidentView['state'], number>> = {
  open: 0,
  ended: 1,
  reviewed: 2,
  withdrawn: 2,
};

/** Open ones, then those to be reviewed, then the others; of each the latest first. */
export const byUrgency = (a: IncidentView, b: IncidentView): number =>
  states[a.state] - states[b.state] || Date.parse(b.openedAt) - Date.parse(a.openedAt);

function stepOf(fact: IncidentFact): IncidentDetail['course'][number] {
  return {
    at: iso(fact.at),
    kind: fact.kind,
    by: 'by' in fact ? fact.by : null,
    outcome: fact.kind === 'ended' ? fact.outcome : null,
    note: 'note' in fact ? fact.note : null,
  };
}

const doneBy = (done: DoneBy | null): IncidentView['owner'] =>
  done === null ? null : { by: done.by, byId: done.byId, at: iso(done.at) };

const iso = (at: Instant): string => new Date(at).toISOString();
