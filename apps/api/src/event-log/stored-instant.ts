const pattern = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,3}))?\d*\+00$/;

/**
 * Milliseconds since 1970 of a `timestamptz` as PostgreSQL writes it in a session in UTC. Much quicker than a `Date`
 * each, where thousands of rows are read at once. Throws on any other text.
 */
export function parseStoredInstant(text: string): number {
  const match = pattern.exec(text);
  if (match === null) throw new RangeError('not an instant in UTC');
  const [, year, month, day, hour, minute, second, fraction = ''] = match;
  const ms = Number(fraction.padEnd(3, '0'));
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), ms);
}
