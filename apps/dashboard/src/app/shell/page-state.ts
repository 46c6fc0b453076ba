import { Component, computed, effect, inject, input, output, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';

import type { FiguresFailure } from './ask-server';
import { Formats } from './formats';
import { firstPageOf } from './lead-by-access';
import { Me } from './me';
import { Tenants } from './tenants';
import { Words } from './words';

const signs = { missing: '◆', refused: '▲', failed: '▲', pastLoading: '○' } as const;
const levels = { missing: 'watch', refused: 'act', failed: 'act', pastLoading: 'muted' } as const;
/** As often as a past that is being loaded comes on. */
const againMs = 5_000;

/**
 * What stands in place of a page: an address that names none, one that is not open to this account, one that could
 * not be read, or one whose past is still being loaded, which is read again by itself; each with what to do. The one such
 * state of every page.
 */
@Component({
  selector: 'vg-page-state',
  imports: [RouterLink],
  host: { class: 'card', '[attr.role]': "kind() === 'pastLoading' ? 'status' : 'alert'" },
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
    .share {
      display: flex;
      align-items: center;
      gap: 12px;
      font-variant-numeric: tabular-nums;
    }
    progress {
      width: min(420px, 60%);
      height: 10px;
      accent-color: var(--accent);
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
    <p [class.share]="kind() === 'pastLoading'">
      @if (kind() === 'failed') {
        <button type="button" class="button" (click)="again.emit()">{{ words.t('app.states.retry') }}</button>
      } @else if (kind() === 'pastLoading') {
        <progress max="1" [value]="share()" [attr.aria-label]="words.t('app.states.loaded')"></progress>
        <span aria-hidden="true">{{ percent() }}</span>
      } @else {
        <a class="button" [routerLink]="first().path" [queryParams]="{ tenant: tenants.chosen() ?? null }">{{
          words.t('app.states.goTo', { page: words.t(first().word) })
        }}</a>
      }
    </p>
  `,
})
export class PageState {
  readonly kind = input.required<FiguresFailure>();
  /** Of a past that is being loaded: how much of it is there, of 1. */
  readonly share = input(0);
  /** Whether the head stands above it, by which one looks as somebody else. */
  readonly head = input(true);
  /** The page is to be read again: it was asked for, whoever looks may more than before, or more of the past is there. */
  readonly again = output();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly me = inject(Me);
  protected readonly tenants = inject(Tenants);
  protected readonly signs = signs;
  protected readonly levels = levels;
  protected readonly first = computed(() => firstPageOf(this.me));
  /** Never whole before it is. */
  protected readonly percent = computed(() => this.formats.percent(Math.floor(this.share() * 100) / 100, 0));
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
    effect((onCleanup) => {
      if (this.kind() !== 'pastLoading') return;
      const timer = setInterval(() => this.again.emit(), againMs);
      onCleanup(() => clearInterval(timer));
    });
  }
}
