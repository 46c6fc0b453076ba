import { Component, computed, inject, input } from '@angular/core';

import { Words } from '../shell/words';
import { accessInWords } from './access-sentence';

/** What somebody sees and does, and what is not theirs, from the one table of permissions. */
@Component({
  selector: 'vg-access-lists',
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: 12px 28px;
    }
    p {
      grid-column: 1 / -1;
    }
    h3 {
      margin-bottom: 4px;
      font-size: 13px;
    }
    li {
      padding: 2px 0 2px 14px;
      text-indent: -14px;
      font-size: 13.5px;
    }
    li::before {
      content: '• ';
      display: inline-block;
      width: 14px;
      text-indent: 0;
    }
    @media (width < 760px) {
      :host {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
  template: `
    @if (opensNothing()) {
      <p class="muted">{{ words.t('account.people.opensNothing') }}</p>
    }
    @for (part of parts; track part) {
      <section [class.muted]="part === 'not'">
        <h3>{{ titleOf(part) }}</h3>
        <ul>
          @for (row of lists()[part]; track row.permission) {
            <li>{{ row.text }}</li>
          } @empty {
            <li>{{ words.t('account.people.nothing') }}</li>
          }
        </ul>
      </section>
    }
  `,
})
export class AccessLists {
  /** Names of the permissions somebody has. */
  readonly permissions = input.required<readonly string[]>();

  protected readonly words = inject(Words);
  protected readonly parts = ['sees', 'does', 'not'] as const;
  protected readonly lists = computed(() => accessInWords(this.words, this.permissions()));

  protected readonly opensNothing = computed(() => this.lists().sees.length + this.lists().does.length === 0);

  protected titleOf(part: (typeof this.parts)[number]): string {
    return this.words.t(`account.people.${part}`);
  }
}
