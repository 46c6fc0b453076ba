import { Component, computed, inject, input } from '@angular/core';
import type { Change, History, ShareOf, Volume } from '@vigie/contracts';

import { Formats, type Figure } from '../shell/formats';
import { Words } from '../shell/words';
import { CallCount } from './call-count';
import { HeadlineTile } from './headline-tile';
import { HistoryTexts, type ChangeText } from './history-texts';

/** The numbers on top, each beside what it was and whether that is a real change. */
@Component({
  selector: 'vg-history-headlines',
  imports: [CallCount, HeadlineTile],
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(5, minmax(0, 1fr));
      gap: 12px;
    }
    @media (width < 1180px) {
      :host {
        grid-template-columns: repeat(auto-fit, minmax(210px, 1fr));
      }
    }
    @media (width < 560px) {
      :host {
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 8px;
      }
    }
  `,
  templateUrl: './headlines.html',
})
export class Headlines {
  readonly history = input.required<History>();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly texts = inject(HistoryTexts);

  protected readonly all = computed(() => this.history().headlines);
  protected readonly compared = computed(() => this.texts.compared(this.history().frame));
  protected readonly level = computed(() =>
    this.formats.line(this.history().frame.definitions.serviceLevelSeconds * 1000),
  );

  protected number(value: number | null): Figure {
    return { value: value === null ? '–' : this.formats.number(value), unit: '' };
  }

  protected share(share: ShareOf): Figure {
    return this.formats.ratio(share, 1);
  }

  /** The number large, its units small: `1 min 05`. */
  protected wait(ms: number | null): Figure {
    return { value: ms === null ? '–' : this.formats.duration(ms), unit: '' };
  }

  protected base({ part, of }: ShareOf): string {
    return this.words.t('history.partOf', {
      part: this.formats.number(part),
      of: this.formats.number(of),
    });
  }

  /** By one formula, early hang-ups count as well as answers: then no list of calls is what is told. */
  protected readonly countsAnswered = computed(
    () => this.history().frame.definitions.serviceLevelFormula !== 'sl4',
  );

  protected readonly aboveLimit = computed(() => {
    const { frame, headlines } = this.history();
    const [value, limit] = [headlines.unansweredRate.now.value, frame.targets.unansweredRate];
    if (value === null || value <= limit) return '';
    return this.words.t('history.aboveLimit', { share: this.texts.limit(limit) });
  });
  protected readonly underTarget = computed(() => {
    const { frame, headlines } = this.history();
    const [value, target] = [headlines.serviceLevel.now.value, frame.targets.serviceLevel];
    if (value === null || value >= target) return '';
    return this.words.t('history.underTarget', { share: this.formats.percent(target, 0) });
  });

  protected wasShare(share: ShareOf | null): string {
    return share === null ? '' : this.before(this.formats.ratioText(share, 1));
  }

  protected wasNumber(volume: Volume | null): string {
    return volume === null ? '' : this.before(this.formats.number(volume.value));
  }

  protected before(value: string): string {
    return this.words.t('history.was', { when: this.compared(), value });
  }

  protected rate(change: Change | null): ChangeText | null {
    return change === null ? null : this.texts.rateChange(change);
  }

  protected count(change: Change | null): ChangeText | null {
    return change === null ? null : this.texts.numberChange(change);
  }
}
