/** Milliseconds of a field in seconds; undefined where it is none. */
export const seconds = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,7}(\.\d+)?$/u.test(text) ? Math.round(Number(text) * 1000) : undefined;
export const milliseconds = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,10}$/u.test(text) ? Number(text) : undefined;
export const count = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,6}$/u.test(text) ? Number(text) : undefined;
/** A queue or an agent; `NONE` is nobody. */
export const named = (text: string): string | undefined =>
  text === '' || text === 'NONE' ? undefined : text;

const withheld = new Set(['', 'anonymous', 'unknown', 'unavailable', 'restricted', 'private', 'asterisk']);

/** The caller's number as Asterisk tells it: a name in words means that the number was withheld. */
export function caller(text: string | undefined): { ani?: string; aniKind?: 'withheld' } {
  const number = (text ?? '').trim();
  return withheld.has(number.toLowerCase()) ? { aniKind: 'withheld' } : { ani: number };
}
