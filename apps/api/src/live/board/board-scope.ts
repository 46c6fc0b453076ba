import type { AgentView, CentreView, ClinicView, ConcernView, WaitingView } from '@vigie/contracts';
import { unknownKey } from '@vigie/metrics';

import { seesQueue } from '../../access/scope-reach';
import type { ViewerScope } from '../../access/viewer-scope';
import type { BoardCall } from './board-call';
import type { BoardSettings, KnownNames } from './board-settings';
import type { OwedCaller } from './owed';

/** The settings and names a board is drawn from. */
export type BoardNames = { readonly settings: BoardSettings; readonly names: KnownNames };

/**
 * Of what of a tenant a board is. It is a board of those calls alone, totals included, and tells nothing that names what
 * is not of them.
 */
export type BoardScope = {
  readonly kind: Exclude<CentreView['scope'], 'agent'>;
  /** The call as this board counts it; null when it is none of its calls. */
  readonly callOf: (call: BoardCall) => BoardCall | null;
  /** What a clinic owes a caller as this board counts it; null when it is none of its callers. */
  readonly owedOf: (one: OwedCaller) => OwedCaller | null;
  /** What of the settings and the names seen is of the scope. */
  readonly narrow: (whole: BoardNames) => BoardNames;
  readonly hasTeam: (teamId: string) => boolean;
  /** Whether a clinic that was only seen to have a name has a row. */
  readonly hasNamedClinic: (clinicId: string) => boolean;
  /** What is told of a row; null when the row is not of the scope. */
  readonly agent: (view: AgentView) => AgentView | null;
  readonly waiting: (view: WaitingView, isNamed: (queueId: string) => boolean) => WaitingView;
  readonly concern: (view: ConcernView) => ConcernView;
  readonly clinic: (view: ClinicView) => ClinicView;
};

/** The whole centre. */
export const wholeCentre: BoardScope = {
  kind: 'all',
  callOf: (call) => call,
  owedOf: (one) => one,
  narrow: (whole) => whole,
  hasTeam: () => true,
  hasNamedClinic: () => true,
  agent: (view) => view,
  waiting: (view) => view,
  concern: (view) => view,
  clinic: (view) => view,
};

/**
 * The calls of some clinics. Who works for them is not told: no secretary, no team, nor who claimed a row; and no queue
 * that is not, by the settings, a clinic's of these, since its name may name another one. The lines of a single clinic
 * are those its own board is judged by.
 */
export function boardOfClinics(clinicIds: ReadonlySet<string>): BoardScope {
  const scope: ViewerScope = { kind: 'clinics', clinicIds: [...clinicIds] };
  return {
    kind: 'clinics',
    callOf: (call) => (clinicIds.has(call.clinicId) ? call : null),
    owedOf: (one) => (clinicIds.has(one.clinicId) ? one : null),
    narrow: ({ settings, names }) => ({
      settings: {
        ...settings,
        ...ownLines(settings, clinicIds),
        clinics: settings.clinics.filter(({ id }) => clinicIds.has(id)),
        queues: queuesOf(scope, settings),
      },
      names: { clinics: names.clinics.filter(({ id }) => clinicIds.has(id)), queues: [], agents: [] },
    }),
    hasTeam: () => false,
    hasNamedClinic: () => true,
    agent: () => null,
    waiting: (view, isNamed) => ({
      ...view,
      teamId: unknownKey,
      queueId: view.queueId !== null && isNamed(view.queueId) ? view.queueId : null,
    }),
    concern: (view) => ({ ...view, teamId: unknownKey }),
    clinic: (view) => ({ ...view, teamIds: [], claim: null }),
  };
}

function queuesOf(scope: ViewerScope, { queues, teamOfQueue }: BoardSettings): BoardSettings['queues'] {
  return queues.filter(({ id, clinicId }) => seesQueue(scope, { clinicId, teamId: teamOfQueue(id) }));
}

function ownLines(settings: BoardSettings, clinicIds: ReadonlySet<string>) {
  const [only, ...others] = clinicIds;
  if (only === undefined || others.length > 0) return {};
  const { lines, answerRateTarget } = settings.clinic(only);
  return { lines, answerRateTarget };
}

/**
 * The calls, queues and members of some teams, and the clinics as far as their calls are of them. A caller whom another
 * team is to call back is known, and counts nowhere: a call that this team lost may have been made good by that one.
 */
export function boardOfTeams(teamIds: ReadonlySet<string>): BoardScope {
  const scope: ViewerScope = { kind: 'teams', teamIds: [...teamIds] };
  const own = (ids: readonly string[]): readonly string[] => ids.filter((id) => teamIds.has(id));
  return {
    kind: 'teams',
    callOf: (call) => (teamIds.has(call.teamId) ? call : null),
    owedOf: (one) => (teamIds.has(one.teamId) ? one : { ...one, counted: false }),
    narrow: ({ settings, names }) => {
      const queues = queuesOf(scope, settings);
      const clinics = new Set(queues.map(({ clinicId }) => clinicId));
      return {
        settings: {
          ...settings,
          queues,
          clinics: settings.clinics.filter(({ id }) => clinics.has(id)),
        },
        names: { ...names, queues: names.queues.filter(({ id }) => teamIds.has(settings.teamOfQueue(id))) },
      };
    },
    hasTeam: (id) => teamIds.has(id),
    hasNamedClinic: () => false,
    agent: (view) => {
      const teams = own(view.teamIds);
      return teams.length === 0 ? null : { ...view, teamIds: teams };
    },
    waiting: (view, isNamed) => ({
      ...view,
      queueId: view.queueId !== null && isNamed(view.queueId) ? view.queueId : null,
    }),
    concern: (view) => view,
    clinic: (view) => ({ ...view, teamIds: own(view.teamIds) }),
  };
}
