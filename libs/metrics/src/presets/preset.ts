import type { Sums } from '../kpi';

/** Numbers that no sums hold, found elsewhere; null where they cannot be told of what is asked. */
export type HandedNumbers = {
  /** Hours a week covered by contract, the mean of the clinics asked for. */
  readonly coveredHoursAWeek: number | null;
  /** Callers who were owed a call and whom we reached by calling. */
  readonly calledBack: number | null;
};

type PresetText = {
  /** In words of the published counts. */
  readonly formula: string;
  /** What is excluded, what holds at the edges, and where this differs from the house's own. */
  readonly edges: string;
  /** `own`: the threshold of the settings; a number: the seconds the house itself names. */
  readonly threshold?: 'own' | number;
  /** What the house asks for, a fraction. */
  readonly target?: number;
};

/** One measure of a house: a part of a whole, a mean (a sum ÷ how many), a count, or what is handed in. */
export type PresetMeasure = PresetText &
  (
    | {
        readonly unit: 'ratio' | 'ms';
        readonly part: (sums: Sums) => number;
        readonly whole: (sums: Sums) => number;
      }
    | { readonly unit: 'count'; readonly count: (sums: Sums) => number }
    | { readonly unit: 'count' | 'hours'; readonly handed: keyof HandedNumbers }
  );

/** The measures that one house reports by, and where it says so. */
export type Preset = {
  /** Of its own names. */
  readonly language: 'fr' | 'en' | 'es';
  readonly names: { readonly [id: string]: string };
  readonly source: { readonly name: string; readonly url: string };
  readonly measures: { readonly [id: string]: PresetMeasure };
};

/** What a measure comes to; `part` and `of` only of what is divided. */
export type MeasuredPreset = {
  readonly value: number | null;
  readonly part: number | null;
  readonly of: number | null;
  readonly thresholdSeconds: number | null;
};

/** A measure of some sums; null over nothing. */
export function measurePreset(measure: PresetMeasure, sums: Sums, handed: HandedNumbers): MeasuredPreset {
  const { threshold } = measure;
  const { options } = sums;
  const seconds = typeof threshold === 'number' ? threshold : options.serviceLevelSeconds;
  const thresholdSeconds = threshold === undefined ? null : seconds;
  if ('handed' in measure) return { value: handed[measure.handed], part: null, of: null, thresholdSeconds };
  const by = { ...sums, options: { ...options, serviceLevelSeconds: seconds } };
  if ('count' in measure) return { value: measure.count(by), part: null, of: null, thresholdSeconds };
  const [part, of] = [measure.part(by), measure.whole(by)];
  return { value: of === 0 ? null : part / of, part, of, thresholdSeconds };
}
