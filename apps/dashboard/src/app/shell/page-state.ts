import { Component, computed, effect, inject, input, output, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';

import type { AskFailure } from './ask-server';
import { firstPageOf } from './lead-by-access';
import { Me } from './me';
import { Tenants } from './tenants';
import { Words } from './words';

const signs = { missing: '◆', refused: '▲', failed: '▲' } as const;
const levels = { missing: 'watch', refused: 'act', failed: 'act' } as const;

/**
 * What stands in place of a page: an address that names none, one that is not open to this account, or one that could
 * not be read; each with what to do. The one such state of every page.
 */
@Component({
  selector: 'vg-page-state',
  imports: [RouterLink],
  host: { class: 'card', role: 'alert' },
  styles: `
    :host {
      display: grid;
      gap: 8px;
      padding: 24px 20px;
    }
    h2 {
      font-size: 16px;
    }
    p {
      max-width: 68ch;
      color: var(--muted);
    }
    a.button {
      display: inline-flex;
      align-items: center;
      text-decoration: none;
    }
  `,
  template: `
    <h2>
      <span [class]="levels[kind()]" aria-hidden="true">{{ signs[kind()] }}</span>
      {{ title() }}
    </h2>
    <p>{{ text() }}</p>
    @if (isSeenAs()) {
      <p>{{ words.t('app.states.seeAs') }}</p>
    }
    <p>
      @if (kind() === 'failed') {
        <button type="button" class="button" (click)="again.emit()">{{ words.t('app.states.retry') }}</button>
      } @else {
        <a class="button" [routerLink]="first().path" [queryParams]="{ tenant: tenants.chosen() ?? null }">{{
          words.t('app.states.goTo', { page: words.t(first().word) })
        }}</a>
      }
    </p>
  `,
})
export class PageState {
  readonly kind = input.required<AskFailure>();
  /** Whether the head stands above it, by which one looks as somebody else. */
  readonly head = input(true);
  /** The page is to be read again: it was asked for, or whoever looks may more than before. */
  readonly again = output();

  protected readonly words = inject(Words);
  private readonly me = inject(Me);
  protected readonly tenants = inject(Tenants);
  protected readonly signs = signs;
  protected readonly levels = levels;
  protected readonly first = computed(() => firstPageOf(this.me));
  protected readonly title = computed(() => this.words.t(`app.states.titles.${this.kind()}`));
  protected readonly text = computed(() => this.words.t(`app.states.texts.${this.kind()}`));
  /** In the demonstration whoever is refused looks as one of its people, and can look as another. */
  protected readonly isSeenAs = computed(
    () => this.head() && this.kind() === 'refused' && (this.me.who()?.demoPeople.length ?? 0) > 0,
  );

  constructor() {
    let before = this.me.who();
    effect(() => {
      const now = this.me.who();
      if (now !== null && before !== null && now !== before) untracked(() => this.again.emit());
      before = now ?? before;
    });
  }
}
