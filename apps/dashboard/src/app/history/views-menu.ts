import { Component, computed, type ElementRef, inject, viewChild } from '@angular/core';
import type { SavedView } from '@vigie/contracts';

import { Words } from '../shell/words';
import { HistoryViews } from './history-views';
import { PanelPlace } from './panel-place';

/** Views one has named: to look at, to begin with, to forget, and to name what is looked at now. */
@Component({
  selector: 'vg-views-menu',
  imports: [PanelPlace],
  styleUrl: './panel.css',
  template: `
    <button
      #opener
      type="button"
      class="button"
      popovertarget="views-panel"
      [class.on]="views.active() !== null"
    >
      {{ label() }} <span aria-hidden="true">▾</span>
    </button>
    <form
      #panel
      popover
      id="views-panel"
      [vgPanelPlace]="opener"
      [attr.aria-label]="words.t('history.views.title')"
      (submit)="save($event, typed)"
    >
      <ul>
        @for (view of views.all(); track view.id) {
          <li class="view">
            <button
              type="button"
              class="link"
              [attr.aria-current]="view === views.active() || null"
              (click)="show(view)"
            >
              {{ view.name }}
            </button>
            <button
              type="button"
              class="link"
              [attr.aria-pressed]="view.isStart"
              [attr.aria-label]="words.t('history.views.start', { name: view.name })"
              [title]="words.t('history.views.start', { name: view.name })"
              (click)="views.turnStart(view)"
            >
              <span aria-hidden="true">{{ view.isStart ? '★' : '☆' }}</span>
            </button>
            <button
              type="button"
              class="link"
              [attr.aria-label]="words.t('history.views.remove', { name: view.name })"
              [title]="words.t('history.views.remove', { name: view.name })"
              (click)="views.remove(view)"
            >
              <span aria-hidden="true">✕</span>
            </button>
          </li>
        } @empty {
          <li class="muted">{{ words.t('history.views.none') }}</li>
        }
      </ul>
      <input
        #typed
        type="text"
        maxlength="60"
        [value]="views.active()?.name ?? ''"
        [placeholder]="words.t('history.views.name')"
        [attr.aria-label]="words.t('history.views.name')"
      />
      <p class="do">
        <button type="submit" class="button main">{{ words.t('history.views.save') }}</button>
      </p>
      <p role="status">
        @if (views.refusal(); as why) {
          <span class="act">{{ words.t(refused[why]) }}</span>
        }
      </p>
      <p class="muted">
        {{ words.t(views.areOfAccount() === false ? 'history.views.aboutDemo' : 'history.views.about') }}
      </p>
    </form>
  `,
})
export class ViewsMenu {
  protected readonly words = inject(Words);
  protected readonly views = inject(HistoryViews);
  private readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');
  protected readonly refused = { full: 'history.views.full', failed: 'history.views.failed' } as const;
  protected readonly label = computed(() => {
    const active = this.views.active();
    return active === null
      ? this.words.t('history.views.title')
      : this.words.t('history.views.shown', { name: active.name });
  });

  protected show(view: SavedView): void {
    this.panel().nativeElement.hidePopover();
    void this.views.show(view);
  }

  protected save(event: Event, typed: HTMLInputElement): void {
    event.preventDefault();
    void this.views.save(typed.value);
  }
}
