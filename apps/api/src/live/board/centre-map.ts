import { defaultTeamId } from '@vigie/calls';
import type { ClinicRowKind } from '@vigie/contracts';
import { unknownKey } from '@vigie/metrics';

import { wholeCentre, type BoardNames, type BoardScope } from './board-scope';
import type { BoardSettings, KnownNames } from './board-settings';

/** Who belongs where, by the settings, by what was seen, and by name. */
export class CentreMap {
  readonly queueNames: Readonly<Record<string, string>>;
  readonly settings: BoardSettings;
  private readonly queuesForClinics: ReadonlySet<string>;
  private readonly clinicNames: ReadonlyMap<string, string>;
  private readonly agentNames: ReadonlyMap<string, string>;
  private readonly settledTeams = new Map<string, Set<string>>();
  private readonly onlyTeam: readonly string[];

  constructor(
    whole: BoardNames,
    readonly scope: BoardScope = wholeCentre,
  ) {
    const { settings, names: known } = scope.narrow(whole);
    this.settings = settings;
    this.clinicNames = namesOf(known.clinics);
    this.queuesForClinics = new Set(
      known.clinics.filter(({ isImplied }) => isImplied === true).map(({ id }) => id),
    );
    this.agentNames = namesOf(known.agents);
    const queues = [...known.queues, ...settings.queues];
    this.queueNames = Object.fromEntries(queues.map(({ id, name }) => [id, name]));
    for (const { id, clinicId } of settings.queues) {
      if (clinicId !== null) this.settledTeamsOf(clinicId).add(settings.teamOfQueue(id));
    }
    this.onlyTeam = settings.teams.every(({ id }) => id === defaultTeamId) ? [defaultTeamId] : [];
  }

  /** Clinics of the settings and those seen in events, each once. */
  clinicIds(seen: Iterable<string>): Set<string> {
    const named = [...this.clinicNames.keys()].filter((id) => this.scope.hasNamedClinic(id));
    const ids = new Set([...this.settings.clinics.map(({ id }) => id), ...named, ...seen]);
    ids.delete(unknownKey);
    return ids;
  }

  /** Teams in the order of the settings, then those only seen in events. */
  teamIds(seen: Iterable<string>): Set<string> {
    const ids = new Set([...this.settings.teams.map(({ id }) => id), ...seen]);
    ids.delete(unknownKey);
    return new Set([...ids].filter((id) => this.scope.hasTeam(id)));
  }

  /** The settings' name of a clinic, else the one its events gave it. */
  clinicName(id: string): { readonly name: string; readonly shortName: string } {
    const { name, shortName } = this.settings.clinic(id);
    const seen = this.clinicNames.get(id);
    return name === id && seen !== undefined ? { name: seen, shortName: seen } : { name, shortName };
  }

  /** What its row is: of a kind, or a queue that stands in for a clinic. */
  kindOfClinic(id: string): ClinicRowKind {
    return this.queuesForClinics.has(id) ? 'queue' : this.settings.clinic(id).kind;
  }

  agentName(id: string): string {
    const { name } = this.settings.agent(id);
    return name === id ? (this.agentNames.get(id) ?? id) : name;
  }

  /** The teams that take calls of a clinic: by its queues, and by the calls of the day. */
  teamsOfClinic(clinicId: string, seen: Iterable<string>): readonly string[] {
    const ids = new Set([...(this.settledTeams.get(clinicId) ?? []), ...seen]);
    ids.delete(unknownKey);
    return ids.size > 0 ? [...ids] : [this.settings.teamOfQueue(clinicId)];
  }

  /** The teams of a secretary: as a member, else by the queues she joined, else the only team there is. */
  teamsOfAgent(agentId: string, queues: readonly string[]): readonly string[] {
    const member = this.settings.teamsOfAgent(agentId);
    if (member.length > 0) return member;
    if (queues.length > 0) return [...new Set(queues.map((queueId) => this.settings.teamOfQueue(queueId)))];
    return this.onlyTeam;
  }

  private settledTeamsOf(clinicId: string): Set<string> {
    const teams = this.settledTeams.get(clinicId) ?? new Set<string>();
    this.settledTeams.set(clinicId, teams);
    return teams;
  }
}

function namesOf(known: KnownNames['clinics']): ReadonlyMap<string, string> {
  return new Map(known.map(({ id, name }) => [id, name]));
}
