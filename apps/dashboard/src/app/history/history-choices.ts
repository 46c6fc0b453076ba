import { computed, inject, Service } from '@angular/core';
import type { Params } from '@angular/router';
import {
  historyComparisons,
  historyDimensions,
  historyIntervals,
  historyMeasures,
  historyRanges,
  type HistoryComparison,
  type HistoryDimension,
  type HistoryInterval,
  type HistoryMeasure,
  type HistoryRange,
} from '@vigie/contracts';

import { Address } from '../shell/address';
import { Tenants } from '../shell/tenants';
import { isDay } from './history-range';

/** Which calls are looked at, by the names the API has for it: any of the values of each. */
export const narrowings = ['clinicId', 'teamId', 'queueId', 'language', 'reason'] as const;
export type Narrowing = (typeof narrowings)[number];

/** What a row of the table narrows when it is chosen. */
export const narrowingOf = {
  clinic: 'clinicId',
  team: 'teamId',
  queue: 'queueId',
  language: 'language',
  reason: 'reason',
} as const satisfies Partial<Record<HistoryDimension, Narrowing>>;

export const heatMeasures = ['presented', 'unanswered', 'wait'] as const;
export type HeatMeasure = (typeof heatMeasures)[number];

/** A question to the server, as the names and values of an address. */
export type Question = Readonly<Record<string, string | readonly string[] | null>>;

const clock = /^([01]\d|2[0-4]):[0-5]\d$/u;
const known = <T extends string>(all: readonly T[], value: string | null): T | null =>
  all.find((one) => one === value) ?? null;

/** What is looked at, and how: all of it stands in the address, so that a link shows the same to someone else. */
@Service()
export class HistoryChoices {
  private readonly address = inject(Address);
  private readonly tenants = inject(Tenants);

  readonly range = computed<HistoryRange>(() => known(historyRanges, this.address.value('range')) ?? 'month');
  /** A day of the period; null: today. */
  readonly on = computed(() => this.day('on'));
  /** A day or an instant; `to` is not in the range. */
  readonly from = computed(() => this.moment('from'));
  readonly to = computed(() => this.moment('to'));
  readonly compare = computed<HistoryComparison>(
    () => known(historyComparisons, this.address.value('compare')) ?? 'before',
  );
  /** Null leaves it to the server. */
  readonly interval = computed<HistoryInterval | null>(() =>
    known(historyIntervals, this.address.value('interval')),
  );
  readonly weekdays = computed(() =>
    (this.address.value('weekdays') ?? '')
      .split(',')
      .map(Number)
      .filter((day) => Number.isInteger(day) && day >= 1 && day <= 7),
  );
  readonly dayStart = computed(() => this.time('dayStart'));
  readonly dayEnd = computed(() => this.time('dayEnd'));
  readonly coveredOnly = computed(() => this.address.value('coveredOnly') === 'true');
  readonly by = computed<HistoryDimension>(
    () => known(historyDimensions, this.address.value('by')) ?? 'clinic',
  );
  readonly measure = computed<HistoryMeasure>(
    () => known(historyMeasures, this.address.value('measure')) ?? 'unansweredRate',
  );
  readonly heat = computed<HeatMeasure>(
    () => known(heatMeasures, this.address.value('heat')) ?? 'unanswered',
  );
  /** By which column the table is sorted, `-` before it for the largest first. */
  readonly sort = computed(() => this.address.value('sort') ?? '-unanswered');

  readonly isNarrowed = computed(
    () =>
      narrowings.some((name) => this.keys(name).length > 0) ||
      this.weekdays().length > 0 ||
      this.dayStart() !== null ||
      this.dayEnd() !== null ||
      this.coveredOnly(),
  );

  /** Which calls: what every question of the page has. */
  readonly which = computed<Question>(() => ({
    tenant: this.tenants.chosen() ?? null,
    range: this.range(),
    on: this.range() === 'custom' ? null : this.on(),
    from: this.range() === 'custom' ? this.from() : null,
    to: this.range() === 'custom' ? this.to() : null,
    ...Object.fromEntries(narrowings.map((name) => [name, this.keys(name)])),
    weekdays: this.weekdays().join(',') || null,
    dayStart: this.dayStart(),
    dayEnd: this.dayEnd(),
    coveredOnly: this.coveredOnly() ? 'true' : null,
  }));
  /** The question of the page itself. */
  readonly question = computed<Question>(
    () => ({ ...this.which(), compare: this.compare(), interval: this.interval() }),
    { equal: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );

  /** The chosen values of a narrowing; none: all. */
  keys(name: Narrowing): readonly string[] {
    return this.address.values(name);
  }

  /** Looks at something else; a step to go back to, but where only the manner of showing changes. */
  set(choices: Params, keep = true): void {
    void this.address.set(choices, keep);
  }

  /** Looks at all calls of the range again. */
  widen(): void {
    const none = Object.fromEntries(narrowings.map((name) => [name, null]));
    this.set({ ...none, weekdays: null, dayStart: null, dayEnd: null, coveredOnly: null });
  }

  private day(name: string): string | null {
    const value = this.address.value(name);
    return isDay(value) ? value : null;
  }

  private moment(name: string): string | null {
    const value = this.address.value(name);
    return isDay(value) || (value !== null && !Number.isNaN(Date.parse(value))) ? value : null;
  }

  private time(name: string): string | null {
    const value = this.address.value(name);
    return value !== null && clock.test(value) ? value : null;
  }
}
