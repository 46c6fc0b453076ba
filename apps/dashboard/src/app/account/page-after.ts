/** The page somebody was on their way to; never an address of another site. */
export function pageAfter(wanted: string | null): string {
  const isOurs = wanted !== null && /^\/(?![/\\])/u.test(wanted) && !wanted.startsWith('/sign-in');
  return isOurs ? wanted : '/';
}
