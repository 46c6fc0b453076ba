import { Component, computed, inject, signal } from '@angular/core';

import { Words } from '../shell/words';
import { ClinicGrid } from './clinic-grid';
import { LiveFilters, nameMatches } from './live-filters';
import { LiveStore } from './live-store';

/** The clinics nobody has to look at, in one line; a search and, on demand, all of them. */
@Component({
  selector: 'vg-calm-line',
  imports: [ClinicGrid],
  styleUrl: './calm-line.css',
  template: `
    <div class="line">
      <p>
        <span class="fine" aria-hidden="true">●</span>
        {{ sentence() }}
      </p>
      <input
        #typed
        type="search"
        [value]="filters.search()"
        [placeholder]="words.t('calm.search')"
        [attr.aria-label]="words.t('calm.search')"
        (input)="search(typed.value)"
      />
      <button type="button" class="link" [attr.aria-expanded]="open()" (click)="shown.set(!shown())">
        {{ words.t(shown() ? 'calm.hide' : 'calm.show') }}
      </button>
    </div>
    @if (open()) {
      @if (found().length === 0) {
        <p class="none">{{ words.t('calm.none') }}</p>
      } @else {
        <vg-clinic-grid [clinics]="found()" />
      }
    }
  `,
})
export class CalmLine {
  private readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly filters = inject(LiveFilters);
  protected readonly shown = signal(false);

  private readonly looked = computed(() =>
    this.store.clinicList().filter((clinic) => this.filters.holdsClinic(clinic)),
  );
  protected readonly open = computed(() => this.shown() || this.filters.search() !== '');
  protected readonly found = computed(() => {
    const typed = this.filters.search();
    return typed === '' ? this.looked() : this.looked().filter((clinic) => nameMatches(clinic.name, typed));
  });

  protected readonly sentence = computed(() => {
    const listed = new Set(this.store.trouble());
    const rest = this.looked().filter((clinic) => !listed.has(clinic.id));
    const waiting = rest.filter((clinic) => clinic.waiting > 0).length;
    const open = rest.filter((clinic) => clinic.waiting === 0 && clinic.covered).length;
    const parts = [
      waiting > 0 ? this.words.n('calm.waiting', waiting) : '',
      open > 0 ? this.words.n('calm.open', open) : '',
      rest.length - waiting - open > 0 ? this.words.n('calm.closed', rest.length - waiting - open) : '',
    ].filter((part) => part !== '');
    const lost = rest.reduce((sum, { lost30m }) => sum + lost30m, 0);
    if (lost > 0) parts.push(this.words.n('calm.lost', lost));
    const subject = this.words.n(listed.size === 0 ? 'calm.all' : 'calm.rest', rest.length);
    return parts.length === 0 ? subject : this.words.t('calm.sentence', { subject, parts: parts.join(', ') });
  });

  protected search(text: string): void {
    void this.filters.set('q', text);
  }
}
