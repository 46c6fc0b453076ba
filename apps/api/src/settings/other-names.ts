import type { SettingsFile } from '@vigie/contracts';

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
