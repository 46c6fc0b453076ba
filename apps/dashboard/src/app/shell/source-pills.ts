import { Component, computed, inject } from '@angular/core';
import type { SourceView } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-button';
import { LiveStore } from '../live/live-store';
import { Formats } from './formats';
import { Words } from './words';

const calmAtMost = 3;
const offsetWatchMs = 2_000;
const offsetAlarmMs = 30_000;

const isOff = (source: SourceView): boolean => Math.abs(source.offsetMs ?? 0) > offsetWatchMs;

/** The age of the last event of each telephone system: the calm ones in one pill, each silent one in its own. */
@Component({
  selector: 'vg-source-pills',
  imports: [FormulaButton],
  styleUrl: './source-pills.css',
  template: `
    @for (source of troubled(); track source.id) {
      <button vgFormula="sources" [class]="'number pill ' + (isAlarm(source) ? 'act' : 'watch')">
        <span aria-hidden="true">{{ isAlarm(source) ? '▲' : '◆' }}</span> {{ complaint(source) }}
      </button>
    }
    @if (calm().length > 0) {
      <button vgFormula="sources" class="number pill muted" [title]="calmText().all">
        {{ calmText().short }}
      </button>
    }
  `,
})
export class SourcePills {
  private readonly store = inject(LiveStore);
  private readonly words = inject(Words);
  private readonly formats = inject(Formats);

  protected readonly troubled = computed(() =>
    this.store.sources().filter((source) => source.silent || isOff(source)),
  );
  protected readonly calm = computed(() =>
    this.store.sources().filter((source) => !source.silent && !isOff(source)),
  );
  protected readonly calmText = computed(() => {
    const told = this.calm().map((source) => this.age(source));
    const more = told.length - calmAtMost;
    const shown = more > 0 ? [...told.slice(0, calmAtMost), this.words.t('source.more', { n: more })] : told;
    return {
      short: this.words.t('source.heard', { ages: shown.join(' · ') }),
      all: this.words.t('source.heard', { ages: told.join(' · ') }),
    };
  });

  protected isAlarm({ silent, offsetMs }: SourceView): boolean {
    return silent || Math.abs(offsetMs ?? 0) > offsetAlarmMs;
  }

  protected complaint(source: SourceView): string {
    const { name, lastEventAt, offsetMs } = source;
    if (!source.silent)
      return this.words.t('source.offset', { name, age: this.formats.duration(Math.abs(offsetMs ?? 0)) });
    if (lastEventAt === null) return this.words.t('source.never', { name });
    return this.words.t('source.silent', {
      name,
      age: this.formats.duration(this.store.now() - lastEventAt),
    });
  }

  private age({ name, lastEventAt }: SourceView): string {
    return lastEventAt === null
      ? this.words.t('source.never', { name })
      : `${name} ${this.formats.duration(this.store.now() - lastEventAt)}`;
  }
}
