import { nobodysId, seesQueue } from '../access/scope-reach';
import type { ViewerScope } from '../access/viewer-scope';
import { Problem } from '../platform/problems';
import { unitOf, type Filtered, type MetricsQuestion } from './metrics-question';
import { unknownKey } from '@vigie/metrics';

/** What of a tenant's settings says what a scope is of. */
export type ScopeMap = {
  /** Every queue that is known, by id. */
  readonly queueIds: readonly string[];
  readonly agentIds: readonly string[];
  readonly queue: (id: string) => { readonly clinicId: string | null };
  readonly teamOfQueue: (queueId: string) => string;
  readonly teamsOfAgent: (agentId: string) => readonly string[];
};

/**
 * The question as it may be answered to a scope: its filters are narrowed to what is of the scope, so that totals are,
 * too. Clinics learn nothing by secretary or team (403), and the queues that the settings do not give to one of them are
 * told together, without a name. A question about teams counts the segments of their queues, never calls, or the legs of
 * their members; one of a secretary her own.
 */
export function withinScope(question: MetricsQuestion, scope: ViewerScope, map: ScopeMap): MetricsQuestion {
  switch (scope.kind) {
    case 'all':
      return question;
    case 'clinics':
      return ofClinics(question, scope.clinicIds, queuesOf(scope, map));
    case 'teams':
      return ofTeams(question, scope, map);
    case 'agent':
      return narrowed(question, 'agent', [scope.agentId]);
  }
}

type QueuesOfScope = { readonly has: (id: string) => boolean; readonly all: () => readonly string[] };

function queuesOf(scope: ViewerScope, map: ScopeMap): QueuesOfScope {
  const has = (id: string): boolean =>
    seesQueue(scope, { clinicId: map.queue(id).clinicId, teamId: map.teamOfQueue(id) });
  return { has, all: () => map.queueIds.filter(has) };
}

function ofClinics(
  question: MetricsQuestion,
  clinicIds: readonly string[],
  queues: QueuesOfScope,
): MetricsQuestion {
  const { by, filters } = question;
  for (const dimension of ['agent', 'team'] as const)
    if (by === dimension || filters[dimension] !== undefined) throw notToldToClinics(dimension);
  const own = narrowed(question, 'clinic', clinicIds);
  const told = by === 'queue' ? { ...own, keyAs: (id: string) => (queues.has(id) ? id : unknownKey) } : own;
  return filters.queue === undefined ? told : narrowed(told, 'queue', queues.all());
}

function ofTeams(
  question: MetricsQuestion,
  scope: Extract<ViewerScope, { kind: 'teams' }>,
  map: ScopeMap,
): MetricsQuestion {
  const { by, filters } = question;
  if (by === 'agent' || filters.agent !== undefined) {
    const isMember = (id: string): boolean =>
      map.teamsOfAgent(id).some((team) => scope.teamIds.includes(team));
    return narrowed(question, 'agent', map.agentIds.filter(isMember));
  }
  // What is stored is by queue; the teams asked for are those of their queues.
  const { team: asked, ...others } = filters;
  const isAsked = (id: string): boolean => asked?.includes(map.teamOfQueue(id)) ?? true;
  const queueIds = queuesOf(scope, map).all().filter(isAsked);
  return narrowed({ ...question, filters: others }, 'queue', queueIds);
}

function narrowed(question: MetricsQuestion, dimension: Filtered, to: readonly string[]): MetricsQuestion {
  const given = question.filters[dimension];
  const wanted = given === undefined ? to : given.filter((id) => to.includes(id));
  const filters = { ...question.filters, [dimension]: wanted.length === 0 ? [nobodysId] : wanted };
  return { ...question, filters, unit: unitOf(question.by, filters) };
}

function notToldToClinics(dimension: 'agent' | 'team'): Problem {
  const detail = `Figures by ${dimension} are not told of some clinics.`;
  return new Problem({ code: 'forbidden', status: 403, detail });
}
