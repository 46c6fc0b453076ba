import { defaultTeamId } from '@vigie/calls';
import type { SettingsFile, SurveySettings } from '@vigie/contracts';
import type { DiagnosisThresholds } from '@vigie/metrics';
import { countryOf, homeCountryOf, type HomeCountry } from '../privacy/caller-number';
import { numberKeepers, resolveAgent, resolveCallbacks, resolveClinicCallbacks } from './callback-settings';
import type {
  AgentSettings,
  CallbackSettings,
  ClinicCallbackSettings,
  KeptNumbers,
} from './callback-settings';
import { centreDay, clinicHours, type Calendar } from './calendar';
import { centreLevels, resolveTargets, usualTargets, type Targets } from './centre-levels';
import { resolveContractLines, type ContractLine } from './contract-lines';
import { memberships, otherNames, total } from './settings-look-ups';
import { publicHolidays, type HolidayCalendar } from './public-holidays';
import { resolveRetention, type Retention } from './retention';
import { resolveContact, resolveReport, type ReportContact, type ReportSettings } from './report-settings';
import { resolveStaffNotice, type StaffNotice } from './staff-notice';
import { absencesOf, usualPlan, type Absences, type UsualPlan } from './staff-plan/usual-plan';
import { resolveSurvey, type SurveyTemplate } from './survey-template';

/** What is known of a tenant without any settings. */
export type TenantRow = {
  readonly tenantId: string;
  readonly name: string;
  readonly timezone: string;
  readonly locale: string;
  readonly demo: boolean;
};

export type TeamSettings = Targets & {
  readonly id: string;
  readonly name: string;
  readonly queues: readonly string[];
  readonly members: readonly string[];
  /** How many secretaries a usual week plans; null without a plan. */
  readonly usualPlan: UsualPlan | null;
  /** How many of those planned are missing; null where nobody is said to be. */
  readonly absences: Absences | null;
};

export type ClinicSettings = Targets &
  ClinicCallbackSettings & {
    readonly id: string;
    readonly name: string;
    readonly shortName: string;
    readonly kind: 'cabinet' | 'centre' | 'clinique';
    readonly timezone: string;
    /** Where a number of its callers without a country code was dialled. */
    readonly country: HomeCountry;
    /** Dialled numbers that belong to it, as written in the settings. */
    readonly numbers: readonly string[];
    readonly shortAbandonMs: number;
    /** The clinic's own opening hours; those covered where none are given. */
    readonly hours: Calendar;
    /** The hours covered by contract; always where none are given. */
    readonly covered: Calendar;
    /** How its callers are asked; null: they are not. */
    readonly survey: SurveyTemplate | null;
    readonly report: ReportSettings;
    /** What its contract pays by the call. */
    readonly contractLines: readonly ContractLine[];
  };

export type QueueSettings = {
  readonly id: string;
  readonly name: string;
  readonly clinicId: string | null;
  readonly timeoutMs: number | null;
  readonly callbackKeys: readonly string[];
};

/**
 * The settings of a tenant with every default filled in. The look-ups by id are total: an id that no settings name has
 * the defaults, and itself as its name.
 */
export type ResolvedSettings = Targets &
  TenantRow &
  CallbackSettings & {
    readonly shortAbandonMs: number;
    /** Where a number without a country code was dialled, at a clinic that nobody knows. */
    readonly country: HomeCountry;
    readonly serviceLevelSeconds: number;
    readonly secondServiceLevelSeconds: number;
    readonly serviceLevelTarget: number;
    readonly serviceLevelFormula: 'sl1' | 'sl2' | 'sl3' | 'sl4' | 'sl5';
    /** A log-in that nobody ended is over when nothing was heard of the agent for so long. */
    readonly agentSilenceMs: number;
    /** Minutes after local midnight at which the centre's day begins. */
    readonly dayStartMinute: number;
    /** How many calls the telephone lines carry at once; null when it is not said. */
    readonly phoneLines: number | null;
    /** How long details are kept. */
    readonly retention: Retention;
    /** What staff were told before anything is told of each by name; null: nothing, and so nothing is. */
    readonly staffNotice: StaffNotice | null;
    /** From where on a light of the six errors changes. */
    readonly diagnosis: DiagnosisThresholds;
    /** The centre's own test lines, as written. */
    readonly testNumbers: readonly string[];
    /** How callers of no known clinic are asked; null: they are not. */
    readonly survey: SurveyTemplate | null;
    /** In the order of the file; the team of everybody where the file has none. */
    readonly teams: readonly TeamSettings[];
    readonly clinics: readonly ClinicSettings[];
    /** Of which clinics numbers of callers may be kept, and how long. */
    readonly numberKeepers: ReadonlyMap<string, KeptNumbers>;
    readonly queues: readonly QueueSettings[];
    readonly agents: readonly AgentSettings[];
    readonly team: (id: string) => TeamSettings;
    readonly clinic: (id: string) => ClinicSettings;
    readonly queue: (id: string) => QueueSettings;
    readonly agent: (id: string) => AgentSettings;
    readonly source: (id: string) => SourceSettings;
    /** The team of a queue; the default team for a queue that is in none. */
    readonly teamOfQueue: (queueId: string) => string;
    readonly teamsOfAgent: (agentId: string) => readonly string[];
    /** The queue that a name stands for: of itself, unless the settings give it to another. */
    readonly queueIdOf: (name: string) => string;
    /** The agent that a name stands for: of itself, unless the settings give it to another. */
    readonly agentIdOf: (name: string) => string;
    /** Whether the settings name an agent so, by id or by another name. */
    readonly isAgentNamed: (name: string) => boolean;
  };

type Centre = NonNullable<SettingsFile['centre']>;
type Base = Targets & {
  readonly timezone: string;
  readonly country: HomeCountry;
  readonly locale: string;
  readonly isHoliday: HolidayCalendar;
  readonly contact: ReportContact | null;
  readonly shortAbandonMs: number;
};

/** `resolveSettings(row, {})` is a tenant without settings. */
export function resolveSettings(row: TenantRow, file: SettingsFile): ResolvedSettings {
  const centre = file.centre ?? {};
  const base = resolveCentre(row, centre);
  const teams = (file.teams ?? []).map((team) => resolveTeam(team, base));
  const everybody = resolveTeam({ id: defaultTeamId, name: base.name }, base);
  const clinics = (file.clinics ?? []).map((clinic) => resolveClinic(clinic, base, centre.survey));
  const queues = (file.queues ?? []).map(resolveQueue);
  const agents = (file.agents ?? []).map(resolveAgent);
  const surveys = [base, ...clinics].map(({ survey }) => survey);
  return {
    ...base,
    retention: resolveRetention(file.retention ?? {}, surveys),
    teams: teams.length === 0 ? [everybody] : teams,
    clinics,
    numberKeepers: numberKeepers(clinics),
    queues,
    agents,
    team: total([everybody, ...teams], (id) => resolveTeam({ id }, base)),
    clinic: total(clinics, (id) => resolveClinic({ id }, base, centre.survey)),
    queue: total(queues, (id) => resolveQueue({ id })),
    agent: total(agents, (id) => resolveAgent({ id })),
    source: total((file.sources ?? []).map(resolveSource), (id) => ({ id, silentAfterMs: null })),
    ...memberships(teams),
    ...otherNames(file),
  };
}

function resolveCentre(row: TenantRow, centre: Centre) {
  const timezone = centre.timezone ?? row.timezone;
  return {
    tenantId: row.tenantId,
    demo: row.demo,
    name: centre.name ?? row.name,
    timezone,
    country: countryOf(centre, homeCountryOf(row.timezone)),
    locale: centre.locale ?? row.locale,
    isHoliday: publicHolidays(centre.holidays ?? countryOf(centre, homeCountryOf(row.timezone))),
    contact: resolveContact(centre.contact),
    shortAbandonMs: Math.round((centre.shortAbandonSeconds ?? 5) * 1000),
    serviceLevelTarget: centre.serviceLevelTarget ?? 0.8,
    ...centreDay(centre),
    phoneLines: centre.phoneLines ?? null,
    testNumbers: centre.testNumbers ?? [],
    staffNotice: resolveStaffNotice(centre.staffNotice, timezone),
    ...resolveCallbacks(centre),
    survey: resolveSurvey(centre.survey, undefined, centre.name ?? row.name),
    ...centreLevels(centre),
    ...resolveTargets(centre, usualTargets),
  };
}

function resolveTeam(team: NonNullable<SettingsFile['teams']>[number], base: Base): TeamSettings {
  return {
    id: team.id,
    name: team.name ?? team.id,
    queues: team.queues ?? [],
    members: team.members ?? [],
    usualPlan: team.planned === undefined ? null : usualPlan(team.planned, base.isHoliday),
    absences: team.absences === undefined ? null : absencesOf(team.absences),
    ...resolveTargets(team, base),
  };
}

function resolveClinic(
  clinic: NonNullable<SettingsFile['clinics']>[number],
  base: Base,
  usualSurvey: SurveySettings | undefined,
): ClinicSettings {
  const name = clinic.name ?? clinic.id;
  return {
    id: clinic.id,
    name,
    shortName: clinic.shortName ?? name,
    kind: clinic.kind ?? 'cabinet',
    numbers: clinic.numbers ?? [],
    ...resolveClinicCallbacks(clinic, clinic.timezone ?? base.timezone),
    survey: resolveSurvey(usualSurvey, clinic.survey, name),
    report: resolveReport(clinic, base),
    contractLines: resolveContractLines(clinic),
    shortAbandonMs: Math.round((clinic.shortAbandonSeconds ?? base.shortAbandonMs / 1000) * 1000),
    country: countryOf(clinic, base.country),
    ...clinicHours(clinic, clinic.timezone ?? base.timezone),
    ...resolveTargets(clinic, base),
  };
}

function resolveQueue(queue: NonNullable<SettingsFile['queues']>[number]): QueueSettings {
  return {
    id: queue.id,
    name: queue.name ?? queue.id,
    clinicId: queue.clinicId ?? null,
    timeoutMs: queue.timeoutSeconds === undefined ? null : queue.timeoutSeconds * 1000,
    callbackKeys: queue.callbackKeys ?? [],
  };
}

/** A telephone system. */
export type SourceSettings = {
  readonly id: string;
  /** How long it may be silent in covered hours; null: its usual rhythm decides. */
  readonly silentAfterMs: number | null;
};

/** A source with every default filled in. */
export function resolveSource(source: NonNullable<SettingsFile['sources']>[number]): SourceSettings {
  const seconds = source.silentAfterSeconds;
  return { id: source.id, silentAfterMs: seconds === undefined ? null : seconds * 1000 };
}
