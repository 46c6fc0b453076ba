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

/** An id that nothing has: what is asked for outside the scope is answered as what does not exist. */
const nothing = '\u0001';

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
      return ofClinics(question, new Set(scope.clinicIds), map);
    case 'teams':
      return ofTeams(question, new Set(scope.teamIds), map);
    case 'agent':
      return narrowed(question, 'agent', [scope.agentId]);
  }
}

function ofClinics(
  question: MetricsQuestion,
  clinicIds: ReadonlySet<string>,
  map: ScopeMap,
): MetricsQuestion {
  const { by, filters } = question;
  for (const dimension of ['agent', 'team'] as const)
    if (by === dimension || filters[dimension] !== undefined) throw notToldToClinics(dimension);
  const isOwn = (queueId: string): boolean => clinicIds.has(map.queue(queueId).clinicId ?? nothing);
  const own = narrowed(question, 'clinic', [...clinicIds]);
  const told = by === 'queue' ? { ...own, keyAs: (id: string) => (isOwn(id) ? id : unknownKey) } : own;
  return filters.queue === undefined ? told : narrowed(told, 'queue', map.queueIds.filter(isOwn));
}

function ofTeams(question: MetricsQuestion, teamIds: ReadonlySet<string>, map: ScopeMap): MetricsQuestion {
  const { by, filters } = question;
  const isOfTeams = (ids: readonly string[]): boolean => ids.some((id) => teamIds.has(id));
  if (by === 'agent' || filters.agent !== undefined) {
    const members = map.agentIds.filter((id) => isOfTeams(map.teamsOfAgent(id)));
    return narrowed(question, 'agent', members);
  }
  // What is stored is by queue; the teams asked for are those of their queues.
  const { team: asked, ...others } = filters;
  const isAsked = (id: string): boolean => teamIds.has(id) && (asked?.includes(id) ?? true);
  const queueIds = map.queueIds.filter((id) => isAsked(map.teamOfQueue(id)));
  return narrowed({ ...question, filters: others }, 'queue', queueIds);
}

function narrowed(question: MetricsQuestion, dimension: Filtered, to: readonly string[]): MetricsQuestion {
  const given = question.filters[dimension];
  const wanted = given === undefined ? to : given.filter((id) => to.includes(id));
  const filters = { ...question.filters, [dimension]: wanted.length === 0 ? [nothing] : wanted };
  return { ...question, filters, unit: unitOf(question.by, filters) };
}

function notToldToClinics(dimension: 'agent' | 'team'): Problem {
  const detail = `Figures by ${dimension} are not told of some clinics.`;
  return new Problem({ code: 'forbidden', status: 403, detail });
}
