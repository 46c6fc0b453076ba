import type { AgentView, AlertView, ClinicView, ConcernView, WaitingView, Watch } from '@vigie/contracts';
import type { EntryChange, Section } from '../board/board-entries';

/** Which entries a viewer asked for; sections without rows (tiles, sources, quarters) are for everybody. */
export type RowFilter = {
  /** Equal for filters that let the same rows through: their viewers share every frame. */
  readonly key: string;
  readonly lets: (change: EntryChange) => boolean;
};

/** Sections that name secretaries, callers, or what befell one: never on a television. */
const personal: ReadonlySet<Section> = new Set(['agents', 'concerns', 'alerts']);

type Ids = ReadonlySet<string> | undefined;

/**
 * The filter a watch asks for. Each list that is given narrows: a clinic row must be one of `clinicIds` and belong to
 * one of `teamIds`; a caller must stand in one of `queueIds`; teams and secretaries follow `teamIds` alone.
 */
export function toRowFilter(watch: Watch): RowFilter {
  const [clinics, teams, queues] = [watch.clinicIds, watch.teamIds, watch.queueIds].map(toSet) as [
    Ids,
    Ids,
    Ids,
  ];
  const lists = [clinics, teams, queues].map((ids) => (ids === undefined ? null : [...ids].sort()));
  const key = JSON.stringify([watch.wall === true, ...lists]);
  const has = (ids: Ids, id: string | null): boolean => ids === undefined || (id !== null && ids.has(id));
  const hasOne = (ids: Ids, of: readonly string[]): boolean =>
    ids === undefined || of.some((id) => ids.has(id));
  const letsBySection: { readonly [section in Section]?: (change: EntryChange) => boolean } = {
    clinics: ({ id, value }) => has(clinics, id) && hasOne(teams, (value as ClinicView).teamIds),
    teams: ({ id }) => has(teams, id),
    waiting: ({ value }) => {
      const { clinicId, teamId, queueId } = value as WaitingView;
      return has(clinics, clinicId) && has(teams, teamId) && has(queues, queueId);
    },
    concerns: ({ value }) => {
      const { clinicId, teamId } = value as ConcernView;
      return has(clinics, clinicId) && has(teams, teamId);
    },
    // Whatever rows are looked at, an urgent call is everybody's; only the clinic may narrow it.
    alerts: ({ value }) => has(clinics, (value as AlertView).clinicId),
    agents: ({ value }) => hasOne(teams, (value as AgentView).teamIds),
  };
  const isHidden = ({ section }: EntryChange): boolean => watch.wall === true && personal.has(section);
  return {
    key,
    lets: (change) => !isHidden(change) && (letsBySection[change.section]?.(change) ?? true),
  };
}

function toSet(ids: readonly string[] | undefined): Ids {
  return ids === undefined ? undefined : new Set(ids);
}
