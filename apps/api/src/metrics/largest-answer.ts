/** More rows than this are refused. */
export const largestAnswer = 50_000;
