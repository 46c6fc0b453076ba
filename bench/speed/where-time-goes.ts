type ProfileNode = {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
};
type Profile = {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
};

/** The functions with the most time of their own in a V8 CPU profile, as lines; idle time is left out of the whole. */
export function hottest(text: string, most: number): string[] {
  const { nodes, samples, timeDeltas } = JSON.parse(text) as Profile;
  const names = new Map(nodes.map((node) => [node.id, nameOf(node)]));
  const own = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const name = names.get(id) ?? '?';
    own.set(name, (own.get(name) ?? 0) + (timeDeltas[index] ?? 0));
  }
  own.delete('(idle)');
  const whole = [...own.values()].reduce((sum, time) => sum + time, 0);
  return [...own]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([name, time]) => `${((100 * time) / whole).toFixed(1).padStart(5)} %  ${name}`);
}

function nameOf({ callFrame: { functionName, url, lineNumber } }: ProfileNode): string {
  const file = url.split('/').slice(-2).join('/');
  if (functionName.startsWith('(') || url === '') return functionName || '(anonymous)';
  return `${functionName || '(anonymous)'} ${file}:${lineNumber + 1}`;
}
