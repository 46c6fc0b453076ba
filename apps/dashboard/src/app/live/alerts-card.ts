import { Component, computed, inject, signal } from '@angular/core';
import type { AlertView } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { LiveStore } from './live-store';
import { OpenRow } from './open-row';

/** As many are listed before the others are asked for. */
const listedAtMost = 2;

/**
 * Always there and always as high: the calls that were marked urgent and the bursts of difficult ones, or that there are
 * none. Red only while an urgent call goes on; how many are not listed is said, and opens.
 */
@Component({
  selector: 'vg-alerts-card',
  styles: `
    section {
      display: grid;
      /* As wide as the longest title beside which something is listed, so that a count moves nothing. */
      grid-template-columns: minmax(17em, auto) minmax(0, 1fr) auto;
      align-items: center;
      gap: 0 16px;
      min-height: var(--alerts-height);
      padding: 3px 16px;
      border: 1px solid var(--line);
      border-radius: 10px;
      background: var(--surface);
    }
    section.act {
      border-color: var(--alarm);
      background: var(--alarm-bg);
    }
    section.watch {
      border-color: var(--watch);
      background: var(--watch-bg);
    }
    h2 {
      color: var(--muted);
      font-size: 13px;
      font-weight: 500;
    }
    .act h2 {
      color: var(--alarm);
      font-weight: 650;
    }
    .watch h2 {
      color: var(--watch);
      font-weight: 650;
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 0 18px;
      min-width: 0;
    }
    .name {
      margin-left: -6px;
      color: var(--ink);
      font-weight: 600;
      text-align: left;
    }
    @media (width < 1000px) {
      section {
        grid-template-columns: minmax(0, 1fr) auto;
        align-content: center;
      }
      ul {
        grid-row: 2;
        grid-column: 1 / -1;
        font-size: 13px;
      }
      li {
        flex-basis: 100%;
      }
    }
  `,
  template: `
    <section [class]="level()" aria-labelledby="alerts">
      <h2 id="alerts">
        @if (sign(); as sign) {
          <span aria-hidden="true">{{ sign }}</span>
        }
        {{ title() }}
      </h2>
      <ul>
        @for (row of shown(); track row.id) {
          <li>
            <button type="button" class="link name" (click)="openRow.open('clinic', row.clinicId)">
              {{ row.name }}
            </button>
            {{ row.about }}
          </li>
        }
      </ul>
      @if (others() > 0) {
        <button
          type="button"
          class="link"
          [attr.aria-expanded]="expanded()"
          (click)="expanded.set(!expanded())"
        >
          {{ expanded() ? words.t('board.fewer') : words.n('board.laneMore', others()) }}
        </button>
      }
    </section>
  `,
})
export class AlertsCard {
  private readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  protected readonly openRow = inject(OpenRow);
  protected readonly expanded = signal(false);

  /** Red while an urgent call goes on, amber for difficult ones, neutral once the urgent ones have ended. */
  protected readonly level = computed(() => {
    if (this.store.urgent() > 0) return 'act';
    return this.store.alerts().some(({ kind }) => kind === 'difficult') ? 'watch' : 'calm';
  });
  protected readonly sign = computed(() => ({ act: '▲', watch: '◆', calm: '' })[this.level()]);
  protected readonly title = computed(() => {
    const { words } = this;
    const alerts = this.store.alerts();
    const open = this.store.urgent();
    const urgent = alerts.filter(({ kind }) => kind === 'urgent').length;
    if (urgent > 0) {
      const ended = urgent > open ? [words.n('alert.ended', urgent - open)] : [];
      return [words.n('alert.urgent', urgent), ...ended].join(', ');
    }
    return words.t(alerts.length > 0 ? 'alert.difficult' : 'alert.none');
  });
  private readonly rows = computed(() =>
    this.store.alerts().map((alert) => ({
      id: alert.id,
      clinicId: alert.clinicId,
      name: this.store.clinics()[alert.clinicId]?.name ?? this.words.t('concern.noClinic'),
      about: this.aboutOf(alert),
    })),
  );
  protected readonly others = computed(() => Math.max(0, this.rows().length - listedAtMost));
  protected readonly shown = computed(() =>
    this.expanded() ? this.rows() : this.rows().slice(0, listedAtMost),
  );

  private aboutOf({ kind, at, count, isOpen }: AlertView): string {
    if (kind === 'difficult') return this.words.n('alert.burst', count);
    const time = this.formats.hourInWords(at);
    return this.words.t(isOpen ? 'alert.open' : 'alert.over', { time });
  }
}
