const rules = new Intl.PluralRules('en');

/** The word for so many, in what a command prints: `session` for one, else `sessions`, or the plural that is given. */
export function wordFor(count: number, one: string, others = `${one}s`): string {
  return rules.select(count) === 'one' ? one : others;
}

/** `1 session`, `12 sessions`. */
export function counted(count: number, one: string, others = `${one}s`): string {
  return `${count} ${wordFor(count, one, others)}`;
}
