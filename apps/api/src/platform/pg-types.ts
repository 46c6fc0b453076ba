import pg from 'pg';

const int8 = 20;
const numeric = 1700;

/**
 * PostgreSQL's wide integers come as text. Ours are counts, sequences and milliseconds, all far below 2^53, so they
 * become numbers here, once; one that would lose a digit is refused. A sum of such integers is `numeric`.
 */
export function registerPgTypes(): void {
  pg.types.setTypeParser(int8, toSafeInteger);
  pg.types.setTypeParser(numeric, (text) => (/^-?\d+$/.test(text) ? toSafeInteger(text) : Number(text)));
}

function toSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a stored integer is beyond 2^53');
  return value;
}
