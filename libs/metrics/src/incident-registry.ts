import type { Incident } from '@vigie/calls';

import type { KpiText } from './kpi';

/** What the figures of incidents need of each. */
export type CountedIncident = Pick<Incident, 'state' | 'openedAt' | 'taken'> & {
  /** From the answer until an emergency number; null where no such transfer is told. */
  readonly answerToEmergencyMs: number | null;
};

type IncidentText = Pick<KpiText, 'formula' | 'edges'> & { readonly unit: 'incidents' | 'ratio' | 'ms' };

/** The figures of urgent calls, in the range in which they were marked first. */
export const incidentRegistry = {
  incidents: {
    unit: 'incidents',
    formula: 'calls marked urgent',
    edges: 'Not those whose mark was taken back before anybody took them.',
  },
  incidentsEnded: {
    unit: 'incidents',
    formula: 'incidents of which somebody said how they ended',
    edges: 'Those that were reviewed are among them. The end of the call is not the end of its incident.',
  },
  incidentsReviewed: {
    unit: 'incidents',
    formula: 'ended incidents that a supervisor reviewed',
    edges: 'A review before the end is none.',
  },
  incidentReviewedRate: {
    unit: 'ratio',
    formula: 'incidentsReviewed ÷ incidentsEnded',
    edges: 'To be 1. Null over none.',
  },
  incidentTakenMedianMs: {
    unit: 'ms',
    formula: 'median of: first taken − marked first',
    edges: 'Of those that somebody took. Null over none.',
  },
  incidentsToEmergency: {
    unit: 'incidents',
    formula: 'incidents whose caller was passed on to 15, 112, 18, 061, 116 or 118',
    edges:
      'As the telephone system tells the transfer (`call.transferred`, `toId`); one that tells none has none.',
  },
  incidentToEmergencyMedianMs: {
    unit: 'ms',
    formula: 'median of: first transfer to an emergency number − answer',
    edges: 'Of those whose answer and transfer are told. Null over none.',
  },
} as const satisfies Readonly<Record<string, IncidentText>>;

export type IncidentFigureValues = { readonly [name in keyof typeof incidentRegistry]: number | null };

/** The figures of some incidents. */
export function incidentFigures(all: readonly CountedIncident[]) {
  const told = all.filter(({ state }) => state !== 'withdrawn');
  const reviewed = told.filter(({ state }) => state === 'reviewed').length;
  const ended = told.filter(({ state }) => state === 'ended').length + reviewed;
  const transfers = told.flatMap(({ answerToEmergencyMs: ms }) => (ms === null ? [] : [ms]));
  return {
    incidents: told.length,
    incidentsEnded: ended,
    incidentsReviewed: reviewed,
    incidentReviewedRate: ended === 0 ? null : reviewed / ended,
    incidentTakenMedianMs: medianOf(
      told.flatMap(({ taken, openedAt }) => (taken === null ? [] : [Math.max(0, taken.at - openedAt)])),
    ),
    incidentsToEmergency: transfers.length,
    incidentToEmergencyMedianMs: medianOf(transfers),
  } satisfies IncidentFigureValues;
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
