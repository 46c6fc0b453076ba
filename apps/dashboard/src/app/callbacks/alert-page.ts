import { Component, computed, effect, inject, resource, signal } from '@angular/core';
import type { ClinicAlertView } from '@vigie/contracts';

import { BrandMark } from '../account/brand-mark';
import { askServer, failureOf } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { Language, languageCodes } from '../shell/language';
import { showPageName } from '../shell/page-name';
import { readAnswer } from '../shell/read-answer';
import { Words } from '../shell/words';
import type { WordKey } from '../words/dictionary';
import { clinicAlertShape } from './callback-answers';

/**
 * Behind the link of an alert, for whoever of a clinic got it: says which reference asks for attention, and takes that it
 * was received. No account, and nothing of the patient. The token stands behind the `#`, which no browser sends.
 */
@Component({
  selector: 'vg-alert-page',
  imports: [BrandMark],
  styleUrl: '../account/account-page.css',
  template: `
    <main class="card" [attr.aria-busy]="link.isLoading()">
      <vg-brand-mark />
      @if (shown(); as it) {
        <h1>{{ words.t('followupList.alert.title', { reference: it.reference }) }}</h1>
        <p class="muted">{{ about(it) }}</p>
        @if (it.receivedAt === null) {
          <button type="button" class="button main" [disabled]="busy()" (click)="acknowledge()">
            {{ words.t('followupList.alert.received') }}
          </button>
        }
        <p class="said" [class.act]="trouble() !== null" role="status">
          @if (trouble(); as key) {
            {{ words.t(key) }}
          } @else if (it.receivedAt !== null) {
            {{ words.t('followupList.alert.thanks', { at: formats.moment(it.receivedAt) }) }}
          }
        </p>
        <p class="muted">{{ words.t('followupList.alert.who', { centre: it.centre }) }}</p>
      } @else if (failure(); as key) {
        <h1>{{ words.t('followupList.alert.none') }}</h1>
        <p role="alert">{{ words.t(key) }}</p>
      } @else {
        <p class="muted">{{ words.t('followupList.alert.reading') }}</p>
      }
    </main>
  `,
})
export class AlertPage {
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly language = inject(Language);
  private readonly token = globalThis.location.hash.slice(1);

  protected readonly link = resource({
    loader: ({ abortSignal }) => this.ask('look', abortSignal),
  });
  private readonly said = signal<ClinicAlertView | null>(null);
  protected readonly shown = computed(() => this.said() ?? (this.link.hasValue() ? this.link.value() : null));
  protected readonly failure = computed<WordKey | null>(() => {
    const error = this.link.error();
    return error === undefined ? null : wordOf(error);
  });
  protected readonly busy = signal(false);
  protected readonly trouble = signal<WordKey | null>(null);

  constructor() {
    showPageName(() => this.words.t('followupList.alert.page'));
    effect(() => {
      const told = this.link.hasValue() ? this.link.value().language : null;
      const wanted = languageCodes.find((code) => code === told);
      if (wanted !== undefined) void this.language.choose(wanted);
    });
  }

  protected about({ clinicName, answeredAt }: ClinicAlertView): string {
    const at = this.formats.moment(answeredAt);
    return this.words.t('followupList.alert.about', { clinic: clinicName, at });
  }

  protected async acknowledge(): Promise<void> {
    this.busy.set(true);
    this.trouble.set(null);
    try {
      this.said.set(await this.ask('acknowledge'));
    } catch (error) {
      this.trouble.set(wordOf(error));
    } finally {
      this.busy.set(false);
    }
  }

  private async ask(what: 'look' | 'acknowledge', signal?: AbortSignal): Promise<ClinicAlertView> {
    const body = { token: this.token };
    const answer = await askServer(`/api/v1/clinic-alerts/${what}`, {
      method: 'POST',
      body,
      ...(signal && { signal }),
    });
    return readAnswer(clinicAlertShape, answer);
  }
}

const wordOf = (error: unknown): WordKey =>
  failureOf(error) === 'missing' ? 'followupList.alert.gone' : 'followupList.alert.failed';
