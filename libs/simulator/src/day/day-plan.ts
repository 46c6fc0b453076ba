import type { ClinicProfile } from '../centre/clinic';
import { largeClinics } from '../centre/clinics';
import { smallPractices } from '../centre/small-practices';
import { dayBase, dayMs, type Instant, type LocalDate } from '../local-date';
import { hash32 } from '../random';
import { plainConditions, type DayConditions } from './conditions';

/** One day to be played: everything its events depend on. Equal plans give equal events. */
export type DayPlan = {
  readonly seed: string;
  /** Begins every id of the day, so that days, seeds and shifted days never share one. */
  readonly key: string;
  /** The day that is played: its weekday, month and holidays rule the demand. */
  readonly date: LocalDate;
  /** The true instant of the played day's midnight; that of `date` unless the day is played at another time. */
  readonly base: Instant;
  readonly clinics: readonly ClinicProfile[];
  readonly conditions: DayConditions;
  /** No new caller comes at or after it, and everyone goes home; `base` plus a day when nothing cuts the day short. */
  readonly until: Instant;
  /** Whether patients also call while nobody covers their clinic. */
  readonly outsideHours: boolean;
};

export type DayPlanOptions = {
  readonly base?: Instant;
  readonly until?: Instant;
  readonly conditions?: DayConditions;
  readonly outsideHours?: boolean;
  /** The 28 small practices besides the 12 clinics; true unless told otherwise. */
  readonly smallPractices?: boolean;
};

/** Plans a day of the demo centre. */
export function planDay(seed: string, date: LocalDate, options: DayPlanOptions = {}): DayPlan {
  const base = options.base ?? dayBase(date);
  const digest = hash32(`${seed} ${date} ${String(base)}`)
    .toString(36)
    .padStart(7, '0');
  return {
    seed,
    key: `${date.slice(2).replaceAll('-', '')}${digest}`,
    date,
    base,
    clinics: options.smallPractices === false ? largeClinics : [...largeClinics, ...smallPractices],
    conditions: options.conditions ?? plainConditions,
    until: options.until ?? base + dayMs,
    outsideHours: options.outsideHours ?? true,
  };
}
