import { booleanAttribute, Component, computed, inject, input } from '@angular/core';

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
    @for (part of shown(); track part) {
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
    } @empty {
      <p>{{ nothingSaid() }}</p>
    }
  `,
})
export class AccessLists {
  /** Names of the permissions somebody has. */
  readonly permissions = input.required<readonly string[]>();
  /** Their roles, which say what is to come where nothing is open yet. */
  readonly roles = input.required<readonly string[]>();
  /** Whether whoever reads it is meant: it is said as they would say it. */
  readonly own = input(false, { transform: booleanAttribute });

  protected readonly words = inject(Words);
  protected readonly lists = computed(() => accessInWords(this.words, this.permissions()));
  /** Where nothing is open, a list of all that is not would hide the one sentence that says so. */
  protected readonly shown = computed(() => {
    const { sees, does } = this.lists();
    return sees.length + does.length === 0 ? [] : (['sees', 'does', 'not'] as const);
  });
  protected readonly nothingSaid = computed(() =>
    this.words.t(`account.people.${this.roles().includes('reviewer') ? 'reviewer' : 'opensNothing'}`),
  );

  protected titleOf(part: 'sees' | 'does' | 'not'): string {
    return this.words.t(this.own() ? `account.people.mine.${part}` : `account.people.${part}`);
  }
}
