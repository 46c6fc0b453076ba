import { Component, computed, inject, input, resource } from '@angular/core';
import type { SettingsChanges, SettingsItem, SettingsKind } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { CentreSettings } from './centre-settings';
import { changeInWords } from './setting-words';

/** Settings that hold from before this hold from the beginning: nobody's calls are older. */
const beginning = Date.parse('2001-01-01');

type FieldChange = SettingsChanges[number]['fields'][number];

/** Changes of settings: who made each, when, from when it holds, and what it changed. */
@Component({
  selector: 'vg-change-list',
  styles: `
    :host {
      display: grid;
      gap: 8px;
    }
    h2 {
      font-size: 13px;
    }
    li {
      padding: 6px 0;
      font-size: 13px;
      overflow-wrap: anywhere;
    }
  `,
  template: `
    <h2>{{ words.t('settings.history') }}</h2>
    <ul>
      @for (row of rows(); track $index) {
        <li>
          <b>{{ row.who }}</b> {{ row.proposed }}
          <div class="muted">{{ row.from }}</div>
          @for (field of row.fields; track field) {
            <div>{{ field }}</div>
          }
        </li>
      } @empty {
        @if (changes() !== null) {
          <li class="muted">{{ words.t('settings.noHistory') }}</li>
        }
      }
    </ul>
  `,
})
export class ChangeList {
  /** Newest first; null while they are read. */
  readonly changes = input.required<SettingsChanges | null>();
  /** A field that changed, in a line. */
  readonly told = input.required<(change: FieldChange) => string>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  protected readonly rows = computed(() => {
    const { words, formats } = this;
    return (this.changes() ?? []).map(({ at, from, by, proposedBy, fields }) => ({
      who: words.t('settings.changedOn', { who: by ?? words.t('settings.byFile'), when: formats.moment(at) }),
      proposed: proposedBy === null ? '' : words.t('settings.proposals.was', { who: proposedBy }),
      from:
        from === null || Date.parse(from) < beginning
          ? words.t('settings.holdsAlways')
          : words.t('settings.holdsFrom', { day: formats.dateAt(from) }),
      fields: fields.filter(({ field }) => field !== 'id').map(this.told()),
    }));
  });
}

/** Who changed what of one item, when, and from when it holds. */
@Component({
  selector: 'vg-settings-history',
  imports: [ChangeList],
  styles: `
    :host {
      display: grid;
      padding-top: 14px;
      border-top: 1px solid var(--line);
    }
  `,
  template: `<vg-change-list [changes]="list()" [told]="told" />`,
})
export class SettingsHistory {
  readonly kind = input.required<SettingsKind>();
  readonly item = input.required<SettingsItem>();

  private readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly settings = inject(CentreSettings);
  /** Read again when the item is another one, or was changed. */
  private readonly changes = resource({
    params: () => ({ kind: this.kind(), id: this.item().id, revision: this.item().revision }),
    loader: async ({ params }) => this.settings.changes(params.kind, params.id),
  });
  protected readonly list = computed(() => (this.changes.hasValue() ? this.changes.value() : null));
  protected readonly told = (change: FieldChange): string =>
    changeInWords({ words: this.words, formats: this.formats, nameOf: this.settings.nameOf }, change);
}
