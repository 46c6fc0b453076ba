import { Component, computed, inject, input } from '@angular/core';
import type { History, OutcomeGroup } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import type { WordKey } from '../words/dictionary';
import { Words } from '../shell/words';
import { CallCount } from './call-count';
import { CardHead } from './card-head';
import { outcomeWord } from './outcome-words';

type Line = {
  readonly name: string;
  readonly count: number;
  /** By which count the calls behind it are asked for. */
  readonly of: string;
  readonly level: 0 | 1 | 2;
  /** Of all calls that are in a rate; null of those that are in none. */
  readonly share: string | null;
  /** Of the lost ones, 0 to 100; null for others. */
  readonly bar: number | null;
};

const countOfGroup = { answered: 'answered', lost: 'unanswered', spared: null, open: null } as const;

/** Where calls end: outcomes with their reasons, parts that add up to their sums. It is its own table. */
@Component({
  selector: 'vg-history-outcomes',
  imports: [CallCount, CardHead],
  host: { class: 'card' },
  styleUrl: './outcomes-card.css',
  templateUrl: './outcomes-card.html',
})
export class OutcomesCard {
  readonly history = input.required<History>();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly outcomes = computed(() => this.history().outcomes);
  protected readonly lines = computed<readonly Line[]>(() =>
    this.outcomes()
      .groups.filter(({ count }) => count > 0)
      .flatMap((group) => [this.group(group), ...this.parts(group)]),
  );
  /** The strip on top: who was answered, and who was not. */
  protected readonly strip = computed(() => {
    const of = (kind: OutcomeGroup['kind']): number =>
      this.outcomes().groups.find((group) => group.kind === kind)?.count ?? 0;
    return { answered: of('answered'), lost: of('lost') };
  });

  private group({ kind, count }: OutcomeGroup): Line {
    return {
      name: this.words.t(`history.outcomes.${kind}`),
      count,
      of: countOfGroup[kind] ?? '',
      level: 0,
      share: kind === 'answered' || kind === 'lost' ? this.share(count) : null,
      bar: null,
    };
  }

  private parts({ kind, parts, count: all }: OutcomeGroup): readonly Line[] {
    const line = (name: string, count: number, level: 1 | 2): Line => ({
      name: this.name(name),
      count,
      of: name,
      level,
      share: kind === 'lost' ? this.share(count) : null,
      bar: kind === 'lost' && all > 0 ? (count / all) * 100 : null,
    });
    // What a group is wholly made of has been said by its name.
    const shown = parts.filter(({ count, name }) => count > 0 && name !== 'answered');
    return shown.flatMap((part) => [
      line(part.name, part.count, 1),
      ...part.parts.filter(({ count }) => count > 0).map(({ name, count }) => line(name, count, 2)),
    ]);
  }

  private share(count: number): string {
    const { concerned } = this.outcomes();
    return concerned === 0 ? '–' : this.formats.rate(count / concerned);
  }

  private name(name: string): string {
    const key: WordKey | null = outcomeWord(name);
    return key === null ? name : this.words.t(key);
  }
}
