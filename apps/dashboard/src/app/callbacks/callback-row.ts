import { Component, computed, inject, input, output } from '@angular/core';
import type { CallbackView } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { isPressing } from './callback-order';
import { CallbackTexts } from './callback-texts';

const signs = { late: '▲', soon: '◆', fine: '●' } as const;

/** One patient in a line; pressed, it opens. */
@Component({
  selector: 'vg-callback-row',
  styleUrl: './callback-row.css',
  template: `
    <button type="button" class="row" [attr.aria-expanded]="isOpen()" (click)="chosen.emit()">
      <span class="due">
        <b [class]="due().level"
          ><i aria-hidden="true">{{ signs[due().level] }}</i> {{ due().first }}</b
        >
        <small>{{ due().second }}</small>
      </span>
      <span>
        <b>{{ one().clinicName }}</b>
        <small>{{ one().teamName }}</small>
      </span>
      <span>
        <span class="mask">{{ texts.who(one()) }}</span>
        <small [class.pressing]="pressing()">{{ texts.patient(one()) }}</small>
      </span>
      <span>
        <span>{{ texts.calls(one(), now()) }}</span>
        <small>{{ language() }}</small>
      </span>
      <span class="wait">
        <span class="what">{{ words.t('callbacks.head.wait') }}</span>
        {{ wait() }}
      </span>
      <span>
        @if (one().inCall; as call) {
          <b class="live">{{ words.t(call.talking ? 'callbacks.talking' : 'callbacks.ringing') }}</b>
          <small>{{ ringing() }}</small>
        } @else {
          <span>{{ texts.reason(one()) }}</span>
          <small>{{ said() }}</small>
        }
      </span>
      <span class="holder" [class.muted]="holder() === ''">{{
        holder() || words.t('callbacks.nobody')
      }}</span>
    </button>
  `,
})
export class CallbackRow {
  readonly one = input.required<CallbackView>();
  /** Who looks, as claims name them. */
  readonly me = input.required<string>();
  readonly now = input.required<number>();
  readonly isOpen = input.required<boolean>();
  readonly chosen = output();

  protected readonly words = inject(Words);
  protected readonly texts = inject(CallbackTexts);
  private readonly formats = inject(Formats);
  protected readonly signs = signs;
  protected readonly due = computed(() => this.texts.due(this.one(), this.now()));
  protected readonly pressing = computed(() => isPressing(this.one()));
  protected readonly language = computed(() => {
    const { language } = this.one();
    return language === null ? '' : this.formats.languageName(language);
  });
  protected readonly wait = computed(() => {
    const { longestWaitMs } = this.one();
    return longestWaitMs === null ? '–' : this.formats.duration(longestWaitMs);
  });
  protected readonly said = computed(() => this.texts.tried(this.one()) || this.texts.why(this.one()));
  protected readonly holder = computed(() => this.texts.holder(this.one(), this.me(), this.now()));
  protected readonly ringing = computed(() => {
    const { inCall } = this.one();
    if (inCall === null || inCall.talking) return '';
    const age = this.formats.age(this.now() - Date.parse(inCall.since));
    return this.words.t('callbacks.ringingAbout', { queue: inCall.queueName ?? '', age });
  });
}
