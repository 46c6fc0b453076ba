import { Component, computed, inject, input, resource } from '@angular/core';
import type { SettingsItem, SettingsKind } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { CentreSettings } from './centre-settings';
import { changeInWords } from './setting-words';

/** Settings that hold from before this hold from the beginning: nobody's calls are older. */
const beginning = Date.parse('2001-01-01');

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
          @for (field of row.fields; track field) {
            <div>{{ field }}</div>
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
        from === null || Date.parse(from) < beginning
          ? words.t('settings.holdsAlways')
          : words.t('settings.holdsFrom', { day: formats.dateAt(from) }),
      fields: fields
        .filter(({ field }) => field !== 'id')
        .map((change) => changeInWords({ words, formats, nameOf: this.settings.nameOf }, change)),
    }));
  });
}
