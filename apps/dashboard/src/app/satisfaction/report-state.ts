import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';

import type { AskFailure } from '../shell/ask-server';
import { Words } from '../shell/words';

/** What a page of reports shows instead of a report: still reading, nothing there, or why it cannot be read. */
export type ReportStateKind = AskFailure | 'loading' | 'empty' | 'monthEmpty';

const texts = {
  missing: { title: 'reports.states.missingTitle', text: 'reports.states.missingText' },
  refused: { title: 'reports.states.refusedTitle', text: 'reports.states.refusedText' },
  failed: { title: 'reports.states.failedTitle', text: 'reports.states.failedText' },
  empty: { title: 'reports.states.emptyTitle', text: 'reports.states.emptyText' },
  monthEmpty: { title: 'reports.states.monthEmptyTitle', text: 'reports.states.monthEmptyText' },
} as const;
const signs = { missing: '◆', refused: '▲', failed: '▲', empty: '○', monthEmpty: '○' } as const;
const levels = {
  missing: 'watch',
  refused: 'act',
  failed: 'act',
  empty: 'muted',
  monthEmpty: 'muted',
} as const;

/** A designed state of the pages of reports, with what to do. */
@Component({
  selector: 'vg-report-state',
  imports: [RouterLink],
  styleUrl: './report-state.css',
  template: `
    @if (said(); as state) {
      <section class="card" role="status">
        <h2>
          <span [class]="state.level" aria-hidden="true">{{ state.sign }}</span> {{ words.t(state.title) }}
        </h2>
        <p>{{ words.t(state.text) }}</p>
        <p class="do">
          @if (kind() === 'failed' || kind() === 'refused') {
            <button type="button" class="button" (click)="again.emit()">
              {{ words.t('reports.states.retry') }}
            </button>
          }
          @if (kind() === 'missing') {
            <a class="button" routerLink="/reports" queryParamsHandling="preserve">{{
              words.t('reports.states.toList')
            }}</a>
          }
        </p>
      </section>
    } @else {
      <p class="hidden" role="status">{{ words.t('reports.loading') }}</p>
      <div class="card bones" aria-hidden="true">
        @for (bone of bones; track bone) {
          <i [style.width.%]="bone"></i>
        }
      </div>
    }
  `,
})
export class ReportState {
  readonly kind = input.required<ReportStateKind>();
  readonly again = output();

  protected readonly words = inject(Words);
  protected readonly bones = [42, 96, 88, 93, 60, 97, 90, 72];
  protected readonly said = computed(() => {
    const kind = this.kind();
    return kind === 'loading' ? null : { ...texts[kind], sign: signs[kind], level: levels[kind] };
  });
}
