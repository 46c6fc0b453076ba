import { Component, computed, inject } from '@angular/core';
import type { AlertView } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { LiveStore } from './live-store';
import { OpenRow } from './open-row';

/** One line, always: the calls that were marked urgent and the bursts of difficult ones, or that there are none. */
@Component({
  selector: 'vg-alerts-card',
  styles: `
    section {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      align-items: center;
      gap: 0 16px;
      height: 40px;
      padding: 3px 16px;
      border: 1px solid var(--line);
      border-radius: 10px;
      background: var(--surface);
    }
    section.some {
      border-color: var(--alarm);
      background: var(--alarm-bg);
    }
    h2 {
      overflow: hidden;
      color: var(--muted);
      font-size: 13px;
      font-weight: 500;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .some h2 {
      color: var(--alarm);
      font-weight: 650;
    }
    ul {
      display: flex;
      gap: 4px 18px;
      min-width: 0;
      overflow-x: auto;
      white-space: nowrap;
    }
    .name {
      margin-left: -6px;
      color: var(--ink);
      font-weight: 600;
    }
  `,
  template: `
    <section [class.some]="rows().length > 0" aria-labelledby="alerts">
      <h2 id="alerts">
        @if (rows().length > 0) {
          <span aria-hidden="true">▲</span>
        }
        {{ title() }}
      </h2>
      <ul>
        @for (row of rows(); track row.id) {
          <li>
            <button type="button" class="link name" (click)="openRow.open('clinic', row.clinicId)">
              {{ row.name }}
            </button>
            {{ row.about }}
          </li>
        }
      </ul>
    </section>
  `,
})
export class AlertsCard {
  private readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  protected readonly openRow = inject(OpenRow);

  protected readonly title = computed(() => {
    const urgent = this.store.alerts().filter(({ kind }) => kind === 'urgent').length;
    if (urgent > 0) return this.words.n('alert.urgent', urgent);
    return this.words.t(this.store.alerts().length > 0 ? 'alert.difficult' : 'alert.none');
  });
  protected readonly rows = computed(() =>
    this.store.alerts().map((alert) => ({
      id: alert.id,
      clinicId: alert.clinicId,
      name: this.store.clinics()[alert.clinicId]?.name ?? this.words.t('concern.noClinic'),
      about: this.aboutOf(alert),
    })),
  );

  private aboutOf({ kind, at, count, isOpen }: AlertView): string {
    if (kind === 'difficult') return this.words.n('alert.burst', count);
    const time = this.formats.hourInWords(at);
    return this.words.t(isOpen ? 'alert.open' : 'alert.over', { time });
  }
}
