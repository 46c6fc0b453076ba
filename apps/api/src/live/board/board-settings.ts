import type { Instant } from '@vigie/calls';
import type { CentreView, ClinicKind, WaitLines } from '@vigie/contracts';

import type { StaffNotice } from '../../settings/staff-notice';

type Targets = { readonly lines: WaitLines; readonly answerRateTarget: number };
type Team = Targets & {
  readonly id: string;
  readonly name: string;
  readonly usualPlan: ((day: number, timeMs: number) => number | null) | null;
  readonly absences: ((day: number, timeMs: number) => number) | null;
};
type Clinic = Targets & {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: ClinicKind;
  readonly followUps: boolean;
  readonly covered: { readonly isOpen: (at: Instant) => boolean };
  /** The clinic's own opening hours. */
  readonly hours: { readonly endOfNextOpenDay: (at: Instant) => Instant };
};
type Queue = {
  readonly id: string;
  readonly name: string;
  readonly clinicId: string | null;
  readonly timeoutMs: number | null;
};

/** What the board reads of a tenant's settings; look-ups by id are total. */
export type BoardSettings = Targets &
  Pick<
    CentreView,
    | 'tenantId'
    | 'name'
    | 'timezone'
    | 'locale'
    | 'demo'
    | 'serviceLevelTarget'
    | 'serviceLevelSeconds'
    | 'secondServiceLevelSeconds'
    | 'serviceLevelFormula'
    | 'shortAbandonMs'
  > & {
    readonly dayStartMinute: number;
    readonly phoneLines: number | null;
    /** Null: who could be freed is not told by name. */
    readonly staffNotice: StaffNotice | null;
    readonly teams: readonly Team[];
    readonly clinics: readonly Clinic[];
    readonly queues: readonly Queue[];
    readonly team: (id: string) => Team;
    readonly clinic: (id: string) => Clinic;
    readonly queue: (id: string) => Queue;
    readonly agent: (id: string) => { readonly name: string };
    readonly source: (id: string) => { readonly silentAfterMs: number | null };
    readonly teamOfQueue: (queueId: string) => string;
    readonly teamsOfAgent: (agentId: string) => readonly string[];
  };

type Named = { readonly id: string; readonly name: string };

/** Everything with a name in a tenant, named by its settings or only seen in its events. */
export type KnownNames = {
  /** Implied: a queue that settings give to no clinic, and that stands in for one. */
  readonly clinics: readonly (Named & { readonly isImplied?: boolean })[];
  readonly queues: readonly Named[];
  readonly agents: readonly Named[];
};
