import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';

import type { FiguresFailure } from '../shell/ask-server';
import { PageState } from '../shell/page-state';
import { Words } from '../shell/words';

/** What a page of reports shows instead of a report: still reading, nothing there, or why it cannot be read. */
export type ReportStateKind = FiguresFailure | 'loading' | 'empty' | 'monthEmpty';

const texts = {
  missing: { title: 'reports.states.missingTitle', text: 'reports.states.missingText' },
  empty: { title: 'reports.states.emptyTitle', text: 'reports.states.emptyText' },
  monthEmpty: { title: 'reports.states.monthEmptyTitle', text: 'reports.states.monthEmptyText' },
} as const;
const signs = { missing: '◆', empty: '○', monthEmpty: '○' } as const;
const levels = { missing: 'watch', empty: 'muted', monthEmpty: 'muted' } as const;

/** A designed state of the pages of reports, with what to do. */
@Component({
  selector: 'vg-report-state',
  imports: [PageState, RouterLink],
  styleUrl: './report-state.css',
  template: `
    @if (said(); as state) {
      <section class="card" role="status">
        <h2>
          <span [class]="state.level" aria-hidden="true">{{ state.sign }}</span> {{ words.t(state.title) }}
        </h2>
        <p>{{ words.t(state.text) }}</p>
        @if (kind() === 'missing') {
          <p>
            <a class="button" routerLink="/reports" queryParamsHandling="preserve">{{
              words.t('reports.states.toList')
            }}</a>
          </p>
        }
      </section>
    } @else if (why(); as why) {
      <vg-page-state [kind]="why" [share]="share()" (again)="again.emit()" />
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
  /** Of a past that is being loaded: how much of it is there, of 1. */
  readonly share = input(0);
  readonly again = output();

  protected readonly words = inject(Words);
  protected readonly bones = [42, 96, 88, 93, 60, 97, 90, 72];
  protected readonly said = computed(() => {
    const kind = this.kind();
    return kind === 'missing' || kind === 'empty' || kind === 'monthEmpty'
      ? { ...texts[kind], sign: signs[kind], level: levels[kind] }
      : null;
  });
  /** Why there is nothing, where that is said as on every page. */
  protected readonly why = computed(() => {
    const kind = this.kind();
    return kind === 'refused' || kind === 'failed' || kind === 'pastLoading' ? kind : null;
  });
}
