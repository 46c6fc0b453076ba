import { Component, computed, inject, input } from '@angular/core';
import type { History, LoadNumbers, NotedNumbers } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { FiguresCard, type Figure } from './figures-card';

const lines = [
  ['difficultRate', 0],
  ['difficultBy', 1],
  ['difficultResolvedRate', 1],
  ['otherResolvedRate', 1],
  ['notedRate', 0],
  ['notedBy', 1],
  ['difficultLoad', 0],
  ['otherLoad', 1],
] as const;
type Name = (typeof lines)[number][0];
type LoadName = 'difficultLoad' | 'otherLoad';
const isLoad = (name: Name): name is LoadName => name.endsWith('Load');

const reasons = {
  difficultAngry: 'angry',
  difficultDistressed: 'distressed',
  difficultComplaint: 'complaint',
  difficultAggressive: 'aggressive',
} as const;
const outcomes = {
  notedResolved: 'done',
  notedMessage: 'message',
  notedTransferred: 'passed',
  notedCallback: 'back',
  notedUnresolved: 'open',
} as const;

/** What was noted of answered calls: how many were difficult and why, and what came of calls. */
@Component({
  selector: 'vg-history-noted',
  imports: [FiguresCard],
  styles: ':host { display: block; min-width: 0; }',
  template: `
    <vg-figures-card
      [title]="words.t('history.noted.title')"
      [say]="words.t('history.noted.about')"
      [figures]="figures()"
      [compared]="numbers().before !== null"
    />
  `,
})
export class NotedCard {
  readonly numbers = input.required<NonNullable<History['noted']>>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);

  protected readonly figures = computed<readonly Figure[]>(() => {
    const { now, before } = this.numbers();
    const isLoadTold = (now.load ?? before?.load ?? null) !== null;
    const shown = lines.filter(([key]) => isLoadTold || !isLoad(key));
    return shown.map(([key, level]) => ({
      key,
      level,
      inParts: key.endsWith('By') || isLoad(key),
      now: this.cell(key, now),
      before: before === null ? '' : this.cell(key, before),
    }));
  });

  private cell(name: Name, numbers: NotedNumbers): string {
    if (name === 'difficultBy') return this.parts(numbers.difficult, this.reasonsOf(numbers));
    if (name === 'notedBy') return this.parts(numbers.noted, this.outcomesOf(numbers));
    if (isLoad(name)) return this.load(name, numbers.load);
    const value = numbers[name];
    return value === null ? '–' : this.formats.rate(value);
  }

  private load(name: LoadName, load: LoadNumbers | null): string {
    if (load === null) return '–';
    const [ms, row, calls] =
      name === 'difficultLoad'
        ? [load.difficultSinceBreakMs, load.difficultInARow, load.difficultLoads]
        : [load.otherSinceBreakMs, load.otherInARow, load.otherLoads];
    return this.words.t('history.noted.load', {
      time: this.formats.line(Math.round(ms / 60_000) * 60_000),
      row: this.formats.number(row),
      n: this.formats.number(calls),
    });
  }

  private reasonsOf(numbers: NotedNumbers): readonly (readonly [string, number])[] {
    return (Object.keys(reasons) as (keyof typeof reasons)[]).map((name) => [
      this.words.t(`history.noted.reasons.${reasons[name]}`),
      numbers[name],
    ]);
  }

  private outcomesOf(numbers: NotedNumbers): readonly (readonly [string, number])[] {
    return (Object.keys(outcomes) as (keyof typeof outcomes)[]).map((name) => [
      this.words.t(`history.noted.came.${outcomes[name]}`),
      numbers[name],
    ]);
  }

  /** Each part with its number, and what is left of the whole. */
  private parts(whole: number, parts: readonly (readonly [string, number])[]): string {
    const left = whole - parts.reduce((sum, [, count]) => sum + count, 0);
    return [...parts, [this.words.t('history.noted.other'), left] as const]
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${name}\u{A0}${this.formats.number(count)}`)
      .join(' · ');
  }
}
