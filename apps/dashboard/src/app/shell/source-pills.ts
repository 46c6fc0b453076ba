import { Component, computed, inject } from '@angular/core';
import type { SourceView } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-button';
import { LiveStore } from '../live/live-store';
import { Formats } from './formats';
import { Words } from './words';

const shownAtMost = 2;
const offsetWatchMs = 2000;

type Level = 'muted' | 'watch' | 'act';

/** The age of the last event of each telephone system; a silent one first. */
@Component({
  selector: 'vg-source-pills',
  imports: [FormulaButton],
  styleUrl: './source-pills.css',
  template: `
    @for (source of shown(); track source.id) {
      <button vgFormula="sources" [class]="'number pill ' + level(source)">
        @if (level(source) !== 'muted') {
          <span aria-hidden="true">{{ level(source) === 'act' ? '▲' : '◆' }}</span>
        }
        {{ text(source) }}
      </button>
    }
    @if (store.sources().length > shown().length) {
      <span class="pill muted" [title]="restNames()">{{
        words.t('source.more', { n: store.sources().length - shown().length })
      }}</span>
    }
  `,
})
export class SourcePills {
  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);

  private readonly worstFirst = computed(() =>
    this.store
      .sources()
      .toSorted((a, b) => Number(b.silent) - Number(a.silent) || (a.lastEventAt ?? 0) - (b.lastEventAt ?? 0)),
  );
  protected readonly shown = computed(() => this.worstFirst().slice(0, shownAtMost));
  protected readonly restNames = computed(() =>
    this.worstFirst()
      .slice(shownAtMost)
      .map((source) => this.text(source))
      .join('\n'),
  );

  protected level(source: SourceView): Level {
    if (source.silent) return 'act';
    return Math.abs(source.offsetMs ?? 0) > offsetWatchMs ? 'watch' : 'muted';
  }

  protected text(source: SourceView): string {
    const { name, lastEventAt } = source;
    if (lastEventAt === null) return this.words.t('source.never', { name });
    if (!source.silent && this.level(source) === 'watch') {
      return this.words.t('source.offset', {
        name,
        age: this.formats.duration(Math.abs(source.offsetMs ?? 0)),
      });
    }
    const age = this.formats.duration(this.store.now() - lastEventAt);
    return this.words.t(source.silent ? 'source.silent' : 'source.heard', { name, age });
  }
}
