import { Component, inject } from '@angular/core';
import type { ClinicRowKind } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { LiveFilters } from './live-filters';
import { LiveStore } from './live-store';
import { Replay } from './replay';

const quarterMs = 900_000;

/** What of the board is looked at, and the button that holds it still. */
@Component({
  selector: 'vg-filters-bar',
  styleUrl: './filters-bar.css',
  template: `
    <div role="group" [attr.aria-label]="words.t('filters.region')">
      @if (store.teams().length > 1) {
        <select #team [attr.aria-label]="words.t('filters.team')" (change)="set('team', team.value)">
          <option value="" [selected]="filters.team() === null">{{ words.t('filters.allTeams') }}</option>
          @for (one of store.teams(); track one.id) {
            <option [value]="one.id" [selected]="one.id === filters.team()">{{ one.name }}</option>
          }
        </select>
      }
      <select #asked [attr.aria-label]="words.t('filters.language')" (change)="set('lang', asked.value)">
        <option value="" [selected]="filters.language() === null">
          {{ words.t('filters.allLanguages') }}
        </option>
        @for (code of filters.languages(); track code) {
          <option [value]="code" [selected]="code === filters.language()">
            {{ formats.languageName(code) }}
          </option>
        }
      </select>
      @if (filters.kinds().length > 1) {
        <select #kind [attr.aria-label]="words.t('filters.kind')" (change)="set('kind', kind.value)">
          <option value="" [selected]="filters.kind() === null">{{ words.t('filters.allKinds') }}</option>
          @for (one of filters.kinds(); track one) {
            <option [value]="one" [selected]="one === filters.kind()">{{ kindName(one) }}</option>
          }
        </select>
      }
      @if (filters.hasOwn()) {
        <button
          type="button"
          class="button"
          [attr.aria-pressed]="filters.mine()"
          (click)="set('mine', filters.mine() ? '' : 'yes')"
        >
          <span class="star" aria-hidden="true">{{ filters.mine() ? '★' : '☆' }}</span>
          {{ words.t('filters.mine') }}
        </button>
      }
      @if (filters.active()) {
        <button type="button" class="link" (click)="clear()">{{ words.t('filters.clear') }}</button>
      }
      @if (filters.hollow()) {
        <span class="muted">{{ words.t('filters.active') }}</span>
      }
    </div>
    <span class="beside"><ng-content /></span>
    @if (!store.isPast()) {
      <span class="back">
        <button type="button" class="button" [title]="words.t('replay.openAbout')" (click)="lookBack()">
          <span aria-hidden="true">↺</span> {{ words.t('replay.open') }}
        </button>
      </span>
      <button
        type="button"
        class="button"
        [attr.aria-pressed]="store.frozen()"
        (click)="store.toggleFreeze()"
      >
        <span aria-hidden="true">{{ store.frozen() ? '▶' : '❚❚' }}</span>
        {{ words.t(store.frozen() ? 'app.unfreeze' : 'app.freeze') }}
      </button>
    }
  `,
})
export class FiltersBar {
  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly filters = inject(LiveFilters);
  private readonly replay = inject(Replay);
  protected readonly formats = inject(Formats);

  /** To what was going on a quarter of an hour ago. */
  protected lookBack(): void {
    this.replay.open(this.store.now() - quarterMs);
  }

  protected kindName(kind: ClinicRowKind): string {
    return this.words.t(`filters.kinds.${kind}`);
  }

  protected set(name: 'team' | 'lang' | 'kind' | 'mine', value: string): void {
    void this.filters.set(name, value);
  }

  protected clear(): void {
    void this.filters.clear();
  }
}
