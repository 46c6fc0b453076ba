import { Component, computed, inject } from '@angular/core';
import type { SourceView } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-cards';
import { LiveStore } from '../live/live-store';
import { Formats } from './formats';
import { Words } from './words';

const offsetWatchMs = 2_000;
const offsetAlarmMs = 30_000;

const offsetOf = ({ offsetMs }: SourceView): number => Math.abs(offsetMs ?? 0);
const isOff = (source: SourceView): boolean => offsetOf(source) > offsetWatchMs;

type Writing = { readonly words: Words; readonly formats: Formats };

/**
 * Of which times of the day a telephone system was not heard, so that figures of it are incomplete: the latest, and all of them; null
 * where everything was heard.
 */
export function unheardToday(
  sources: readonly SourceView[],
  { words, formats }: Writing,
): { readonly text: string; readonly about: string } | null {
  const times = sources.flatMap(({ unheard = [] }) => unheard).toSorted((a, b) => a.from - b.from);
  if (times.length === 0) return null;
  const told = times.map(({ from, to }) =>
    words.t('source.between', { from: formats.hour(from), to: formats.hour(to) }),
  );
  const say = (which: readonly string[]): string => words.t('source.unheard', { times: which.join(', ') });
  return { text: say(told.slice(-1)), about: say(told) };
}

/** The telephone systems in one pill: what is wrong with the first that is, else the age of the one heard longest ago. */
@Component({
  selector: 'vg-source-pills',
  imports: [FormulaButton],
  styleUrl: './source-pills.css',
  template: `
    @if (said(); as said) {
      <button vgFormula="sources" [class]="'number pill ' + said.level" [title]="said.about">
        @if (said.sign) {
          <span aria-hidden="true">{{ said.sign }}</span>
        }
        <span class="text">{{ said.text }}</span>
      </button>
    }
  `,
})
export class SourcePills {
  private readonly store = inject(LiveStore);
  readonly words = inject(Words);
  readonly formats = inject(Formats);

  protected readonly said = computed(() => {
    const sources = this.store.sources();
    const silent = sources.find((source) => source.silent);
    if (silent !== undefined) return this.told('act', '▲', this.complaint(silent));
    const off = sources.filter(isOff).toSorted((a, b) => offsetOf(b) - offsetOf(a))[0];
    if (off !== undefined) {
      const isAlarm = offsetOf(off) > offsetAlarmMs;
      return this.told(isAlarm ? 'act' : 'watch', isAlarm ? '▲' : '◆', this.complaint(off));
    }
    const unheard = unheardToday(sources, this);
    if (unheard !== null) return this.told('watch', '◆', unheard.text, unheard.about);
    const oldest = sources.toSorted((a, b) => (a.lastEventAt ?? 0) - (b.lastEventAt ?? 0))[0];
    return oldest === undefined ? null : this.calm(oldest, sources.length);
  });

  private told(level: string, sign: string, text: string, about = text) {
    return { level, sign, text, about };
  }

  private complaint({ name, lastEventAt, offsetMs, silent }: SourceView): string {
    if (!silent)
      return this.words.t('source.offset', { name, age: this.formats.duration(Math.abs(offsetMs ?? 0)) });
    return this.words.t('source.silent', { name, age: this.age(lastEventAt) });
  }

  private calm({ name, lastEventAt }: SourceView, count: number) {
    if (lastEventAt === null) return this.told('muted', '', this.words.t('source.never', { name }));
    const params = { name, age: this.age(lastEventAt) };
    const text = this.words.n('source.calm', count, params);
    return this.told('muted', '', text, this.words.n('source.calmAbout', count, params));
  }

  private age(lastEventAt: number | null): string {
    return this.formats.duration(this.store.now() - (lastEventAt ?? this.store.now()));
  }
}
