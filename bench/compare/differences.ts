/** A place of an answer in which two versions differ. */
export type Difference = { readonly path: string; readonly before: string; readonly after: string };

const shown = (value: unknown): string =>
  value === undefined ? 'absent' : JSON.stringify(value).slice(0, 80);

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Every field in which two answers differ, arrays place by place. */
export function differencesOf(before: unknown, after: unknown, path = ''): readonly Difference[] {
  if (!isBranch(before) || !isBranch(after)) {
    return Object.is(before, after) ? [] : [{ path, before: shown(before), after: shown(after) }];
  }
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => differencesOf(before[name], after[name], `${path}/${name}`));
}

/** Differences of one kind: the same field, whatever row it stands in. */
export type Kind = { readonly field: string; readonly times: number; readonly example: Difference };

/** Gathers differences by field: `/rows/17/counts/answered` and `/rows/18/counts/answered` are one. */
export function kindsOf(differences: readonly Difference[]): readonly Kind[] {
  const fieldOf = ({ path }: Difference): string => path.replaceAll(/\/\d+(?=\/|$)/gu, '/*');
  return [...Map.groupBy(differences, fieldOf)].flatMap(([field, alike]) => {
    const [example] = alike;
    return example === undefined ? [] : [{ field, times: alike.length, example }];
  });
}
