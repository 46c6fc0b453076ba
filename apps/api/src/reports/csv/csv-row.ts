/** One figure: what it is, of what, its value as a plain number, its base and interval where it has them. */
export type CsvRow = {
  readonly block: string;
  readonly item: string;
  readonly detail?: string;
  readonly value: number | null;
  readonly unit:
    'calls' | 'numbers' | 'answers' | 'days' | 'quarters' | 'ms' | 'share' | 'points' | 'mark' | 'score';
  readonly n?: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
};

/** A count of calls. */
export const calls = (block: string, item: string, value: number): CsvRow => ({
  block,
  item,
  value,
  unit: 'calls',
});
