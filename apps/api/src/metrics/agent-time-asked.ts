import type { ViewerScope } from '../access/viewer-scope';
import type { MetricsQuestion } from './metrics-question';
import type { ScopeMap } from './scoped-question';

/** Of whom agents' time is told, and how much of it. */
export type AgentTimeAsked = {
  readonly of: 'centre' | 'team' | 'agent';
  /** The teams or agents that are meant; null: all of them. */
  readonly keys: readonly string[] | null;
  /** Whether each of them is a key of its own. */
  readonly apart: boolean;
  /** Whether pauses are told by their reason: of nobody but oneself, and of five or more together. */
  readonly reasons: 'own' | 'of five' | 'none';
};

type Asked = Pick<MetricsQuestion, 'by' | 'filters' | 'coveredOnly'>;

/**
 * Of whom a question about agents' time is, within a scope; null where what is asked for has none: agents' time is of no
 * clinic, queue, language or reason. The question is as it was asked; `map` is read only for teams.
 */
export function agentTimeAsked(
  { by, filters, coveredOnly }: Asked,
  scope: ViewerScope,
  map: ScopeMap,
): AgentTimeAsked | null {
  const asked = new Set<string>([...Object.keys(filters), ...(by === 'none' ? [] : [by])]);
  const [dimension = 'none', ...more] = asked;
  if (coveredOnly || more.length > 0 || scope.kind === 'clinics') return null;
  const apart = by !== 'none';
  if (dimension === 'none') return { ...ofAll(scope, map), apart };
  if (dimension === 'agent') return { ...ofAgents(scope, map, filters.agent), apart };
  if (dimension !== 'team' || scope.kind === 'agent') return null;
  return { of: 'team', keys: only(teamsOf(scope), filters.team), apart, reasons: 'of five' };
}

type Scope = Exclude<ViewerScope, { kind: 'clinics' }>;
type Whose = Omit<AgentTimeAsked, 'apart'>;

function ofAll(scope: Scope, map: ScopeMap): Whose {
  if (scope.kind === 'agent') return ofAgents(scope, map);
  const keys = membersOf(scope, map);
  return { of: keys === null ? 'centre' : 'agent', keys, reasons: 'of five' };
}

function ofAgents(scope: Scope, map: ScopeMap, wanted?: readonly string[]): Whose {
  const reasons = scope.kind === 'agent' ? 'own' : 'none';
  return { of: 'agent', keys: only(membersOf(scope, map), wanted), reasons };
}

const teamsOf = (scope: Scope): readonly string[] | null => (scope.kind === 'teams' ? scope.teamIds : null);

/** The agents of a scope; null: all there are. */
function membersOf(scope: Scope, map: ScopeMap): readonly string[] | null {
  if (scope.kind === 'agent') return [scope.agentId];
  if (scope.kind === 'all') return null;
  return map.agentIds.filter((id) => map.teamsOfAgent(id).some((team) => scope.teamIds.includes(team)));
}

function only(
  seen: readonly string[] | null,
  wanted: readonly string[] | undefined,
): readonly string[] | null {
  if (wanted === undefined) return seen;
  return seen === null ? wanted : wanted.filter((id) => seen.includes(id));
}
