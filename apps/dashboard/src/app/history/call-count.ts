import { Component, computed, inject, input } from '@angular/core';
import { NgTemplateOutlet } from '@angular/common';
import { RouterLink } from '@angular/router';

import { Me } from '../shell/me';
import { HistoryChoices, type Question } from './history-choices';

/** A count that opens the calls it counts, for whoever may see them. */
@Component({
  selector: 'vg-call-count',
  imports: [NgTemplateOutlet, RouterLink],
  styles: `
    a {
      color: inherit;
      text-decoration-color: var(--edge);
      text-underline-offset: 3px;
    }
    /* In a cell it stands alone: large enough to be hit. */
    :host-context(td) a {
      display: inline-block;
      min-width: 24px;
      line-height: 24px;
    }
    a:hover {
      color: var(--accent);
    }
  `,
  template: `@if (opens()) {
      <a routerLink="/calls" [queryParams]="query()"><ng-container [ngTemplateOutlet]="shown" /></a>
    } @else {
      <ng-container [ngTemplateOutlet]="shown" />
    }
    <ng-template #shown><ng-content /></ng-template>`,
})
export class CallCount {
  /** Which calls: a count of `GET /api/v1/metrics`. */
  readonly of = input.required<string>();
  /** What is asked otherwise than the page does. */
  readonly narrower = input<Question>({});

  private readonly choices = inject(HistoryChoices);
  private readonly me = inject(Me);
  protected readonly opens = computed(() => this.me.may('calls.read'));
  protected readonly query = computed(() => ({
    ...this.choices.which(),
    ...this.narrower(),
    count: this.of(),
  }));
}
