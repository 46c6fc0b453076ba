import { Component, computed, inject, input, resource } from '@angular/core';
import type { SettingsItem, SettingsKind } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { CentreSettings } from './centre-settings';
import { fieldInWords, valueInWords } from './setting-words';

/** Who changed what of one item, when, and from when it holds. */
@Component({
  selector: 'vg-settings-history',
  styles: `
    :host {
      display: grid;
      gap: 8px;
      padding-top: 14px;
      border-top: 1px solid var(--line);
    }
    h3 {
      font-size: 13px;
    }
    li {
      padding: 6px 0;
      font-size: 13px;
      overflow-wrap: anywhere;
    }
  `,
  template: `
    <h3>{{ words.t('settings.history') }}</h3>
    <ul>
      @for (row of rows(); track $index) {
        <li>
          <b>{{ row.who }}</b>
          <div class="muted">{{ row.from }}</div>
          @for (field of row.fields; track field.name) {
            <div>{{ field.name }} : {{ field.before }} → {{ field.after }}</div>
          }
        </li>
      } @empty {
        @if (changes.hasValue()) {
          <li class="muted">{{ words.t('settings.noHistory') }}</li>
        }
      }
    </ul>
  `,
})
export class SettingsHistory {
  readonly kind = input.required<SettingsKind>();
  readonly item = input.required<SettingsItem>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly settings = inject(CentreSettings);
  /** Read again when the item is another one, or was changed. */
  protected readonly changes = resource({
    params: () => ({ kind: this.kind(), id: this.item().id, revision: this.item().revision }),
    loader: async ({ params }) => this.settings.changes(params.kind, params.id),
  });
  protected readonly rows = computed(() => {
    const { words, formats } = this;
    return (this.changes.hasValue() ? this.changes.value() : []).map(({ at, from, by, fields }) => ({
      who: words.t('settings.changedOn', { who: by ?? words.t('settings.byFile'), when: formats.moment(at) }),
      from:
        from === null
          ? words.t('settings.holdsAlways')
          : words.t('settings.holdsFrom', { day: formats.day(from) }),
      fields: fields.map(({ field, before, after }) => ({
        name: fieldInWords(words, field),
        before: valueInWords(words, before),
        after: valueInWords(words, after),
      })),
    }));
  });
}
