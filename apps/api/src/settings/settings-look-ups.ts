import { defaultTeamId } from '@vigie/calls';
import type { SettingsFile } from '@vigie/contracts';

/** Which team a queue is of, and which teams a secretary is of. */
export function memberships(
  teams: readonly {
    readonly id: string;
    readonly queues: readonly string[];
    readonly members: readonly string[];
  }[],
) {
  const teamOfQueue = new Map(
    teams.flatMap((team) => team.queues.map((queueId) => [queueId, team.id] as const)),
  );
  const teamsOfAgent = new Map<string, string[]>();
  for (const team of teams) {
    for (const member of team.members)
      teamsOfAgent.set(member, [...(teamsOfAgent.get(member) ?? []), team.id]);
  }
  const none: readonly string[] = [];
  return {
    teamOfQueue: (queueId: string) => teamOfQueue.get(queueId) ?? defaultTeamId,
    teamsOfAgent: (agentId: string): readonly string[] => teamsOfAgent.get(agentId) ?? none,
  };
}

/** A look-up that knows every id; unknown ones are remembered, so that the same id gives the same object. */
export function total<T extends { readonly id: string }>(
  known: readonly T[],
  unknown: (id: string) => T,
): (id: string) => T {
  const byId = new Map(known.map((item) => [item.id, item]));
  const strangers = new Map<string, T>();
  return (id) => {
    const item = byId.get(id) ?? strangers.get(id);
    if (item !== undefined) return item;
    const made = unknown(id);
    if (strangers.size < 20_000) strangers.set(id, made);
    return made;
  };
}

/** Who and what a name stands for. */
export function otherNames({ queues = [], agents = [] }: SettingsFile) {
  const queueIds = idsByName(queues);
  const agentIds = idsByName(agents);
  return {
    queueIdOf: (name: string) => queueIds.get(name) ?? name,
    agentIdOf: (name: string) => agentIds.get(name) ?? name,
    isAgentNamed: (name: string) => agentIds.has(name),
  };
}

/** Every name of a list, ids included. */
function idsByName(
  items: readonly { readonly id: string; readonly aliases?: readonly string[] | undefined }[],
): ReadonlyMap<string, string> {
  return new Map(items.flatMap(({ id, aliases = [] }) => [id, ...aliases].map((name) => [name, id])));
}
