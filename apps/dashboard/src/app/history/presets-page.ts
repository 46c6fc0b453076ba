import { Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { PresetFigure } from '@vigie/contracts';

import { addressOf, askServer, loadedShareOf } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { showPageName } from '../shell/page-name';
import { readAnswer } from '../shell/read-answer';
import { Words } from '../shell/words';
import type { PageWords, WordKey } from '../words/dictionary';
import { ExportMenu, type Exportable } from './export-menu';
import { historyPresetsShape } from './history-answers';
import { HistoryChoices } from './history-choices';
import { HistoryState } from './history-state';
import { troubleOf } from './history-store';
import { HistoryTexts } from './history-texts';
import { RangeBar } from './range-bar';

type PresetWords = PageWords['history']['presets'];
type Told = {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly base: string;
  readonly how: string;
  readonly threshold: string;
  readonly target: { readonly text: string; readonly isMet: boolean } | null;
};

/** The same calls by the definitions of others: laws, authorities, and the tools a centre comes from. */
@Component({
  selector: 'vg-presets-page',
  imports: [ExportMenu, HistoryState, RangeBar, RouterLink],
  styleUrl: './presets-page.css',
  templateUrl: './presets-page.html',
})
export class PresetsPage {
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly choices = inject(HistoryChoices);
  private readonly texts = inject(HistoryTexts);

  protected readonly read = resource({
    params: this.choices.question,
    loader: async ({ params, abortSignal }) =>
      readAnswer(
        historyPresetsShape,
        await askServer(addressOf('/api/v1/history/presets', params), { signal: abortSignal }),
      ),
  });
  protected readonly trouble = computed(() => {
    const error = this.read.error();
    return error === undefined ? null : troubleOf(error);
  });
  protected readonly share = computed(() => loadedShareOf(this.read.error()));
  private readonly answer = computed(() => (this.read.hasValue() ? this.read.value() : null));
  protected readonly frame = computed(() => this.answer()?.frame ?? null);
  protected readonly about = computed(() => {
    const isByQueue = this.frame()?.unit === 'segments';
    return `${this.words.t('history.presets.about')} ${this.words.t(isByQueue ? 'history.presets.byQueue' : 'history.presets.byCall')}`;
  });
  protected readonly houses = computed(() =>
    this.answer()?.houses.map(({ house, language, source, measures }) => ({
      house,
      language,
      source,
      title: this.words.t(`history.presets.houses.${house as keyof PresetWords['houses']}`),
      measures: measures.map((measure) => this.toldOf(house, measure)),
    })),
  );
  protected readonly files = computed<readonly Exportable[]>(() => [
    {
      name: this.words.t('history.presets.title'),
      path: '/api/v1/history/presets',
      question: this.choices.question(),
    },
  ]);

  constructor() {
    showPageName(() => {
      const frame = this.frame();
      const name = this.words.t('history.presets.title');
      return frame === null ? name : `${name} · ${this.texts.title(frame)}`;
    });
  }

  private toldOf(house: string, measure: PresetFigure): Told {
    const { id, name, value, part, of, thresholdSeconds, target, unit } = measure;
    return {
      id,
      name,
      value: this.valueOf(measure),
      base: part === null || of === null || unit !== 'ratio' ? '' : this.partOf(part, of),
      how: this.words.t(`history.presets.ways.${house}_${id}` as WordKey),
      threshold:
        thresholdSeconds === null
          ? ''
          : this.words.t('history.presets.threshold', { line: this.formats.line(thresholdSeconds * 1000) }),
      target:
        target === null || value === null
          ? null
          : {
              text: this.words.t('history.presets.target', { share: this.formats.percent(target, 0) }),
              isMet: value >= target,
            },
    };
  }

  private partOf(part: number, of: number): string {
    return this.words.t('history.presets.partOf', {
      part: this.formats.number(part),
      of: this.formats.number(of),
    });
  }

  private valueOf({ value, unit }: PresetFigure): string {
    if (value === null) return '–';
    switch (unit) {
      case 'ratio':
        return this.formats.rate(value);
      case 'ms':
        return this.formats.duration(value);
      case 'hours':
        return this.words.t('history.presets.hours', { n: this.formats.number(value) });
      case 'count':
        return this.formats.number(value);
    }
  }
}
