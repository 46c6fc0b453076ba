import { Component, computed, inject, resource, signal } from '@angular/core';

import { addressOf, askServer, failureOf, type AskFailure } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { readAnswer } from '../shell/read-answer';
import { Words } from '../shell/words';
import { OpenReport } from './open-report';
import { reportReadersShape } from './report-answers';
import type { ReportChoice } from './report-addresses';

const addressOfReaders = ({ month, clinicId, tenant }: ReportChoice): string => {
  const path = `/api/v1/reports/${encodeURIComponent(month)}/clinics/${encodeURIComponent(clinicId)}/readers`;
  return addressOf(path, { tenant });
};

/** Whoever got this report by mail: whether they opened it by the letter's link, and what they said. Not part of it. */
@Component({
  selector: 'vg-report-readers',
  styleUrl: './report-readers.css',
  template: `
    @if (links().length > 0 || answers().length > 0) {
      <section class="card" aria-labelledby="report-readers">
        <h2 id="report-readers">{{ words.t('reader.readers') }}</h2>
        <ul>
          @for (link of links(); track $index) {
            <li>
              <b>{{ words.t('reader.recipient', { n: link.recipient }) }}</b>
              <span class="muted">{{ words.t('reader.sentAt', { at: formats.moment(link.sentAt) }) }}</span>
              <span [class.fine]="link.openedAt !== null" [class.muted]="link.openedAt === null">
                {{
                  link.openedAt === null
                    ? words.t('reader.notOpened')
                    : words.t('reader.openedAt', { at: formats.moment(link.openedAt) })
                }}
              </span>
              @if (!link.open) {
                <span class="muted">{{ words.t('reader.closed') }}</span>
              }
            </li>
          }
        </ul>
        @for (answer of answers(); track answer.id) {
          <blockquote>
            <small class="muted">{{ answer.who }}</small>
            <b>{{ answer.what }}</b>
            @if (answer.text !== null) {
              <p>{{ answer.text }}</p>
            }
          </blockquote>
        }
        @if (mayClose()) {
          <p class="do">
            <button type="button" class="button" [disabled]="busy()" (click)="close()">
              {{ words.t('reader.close') }}
            </button>
            <small class="muted">{{ words.t('reader.closeAbout') }}</small>
          </p>
        }
        <p class="act" role="alert">
          @if (failure() !== null) {
            {{ words.t('account.signIn.failed') }}
          }
        </p>
      </section>
    }
  `,
})
export class ReportReaders {
  private readonly report = inject(OpenReport);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly me = inject(Me);
  protected readonly busy = signal(false);
  protected readonly failure = signal<AskFailure | null>(null);

  private readonly read = resource({
    params: () => this.report.choice() ?? undefined,
    loader: async ({ params, abortSignal }) =>
      readAnswer(reportReadersShape, await askServer(addressOfReaders(params), { signal: abortSignal })),
  });
  private readonly readers = computed(() => (this.read.hasValue() ? this.read.value() : null));
  protected readonly links = computed(() => this.readers()?.links ?? []);
  protected readonly mayClose = computed(
    () => this.me.may('reports.annotate') && this.links().some(({ open }) => open),
  );
  protected readonly answers = computed(() =>
    (this.readers()?.answers ?? []).map(({ id, at, recipient, kind, actionId, text }) => ({
      id,
      who: `${this.words.t('reader.recipient', { n: recipient })} · ${this.formats.moment(at)}`,
      what: [this.words.t(`reader.saying.${kind}`), this.actionText(actionId)].filter(Boolean).join(' '),
      text,
    })),
  );

  protected async close(): Promise<void> {
    const choice = this.report.choice();
    if (choice === null) return;
    this.busy.set(true);
    this.failure.set(null);
    try {
      await askServer(addressOfReaders(choice), { method: 'DELETE' });
      this.read.reload();
    } catch (error) {
      this.failure.set(failureOf(error));
    } finally {
      this.busy.set(false);
    }
  }

  private actionText(actionId: string | null): string {
    return actionId === null ? '' : (this.report.actions().get(actionId)?.text ?? '');
  }
}
