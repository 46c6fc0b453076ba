import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AlertView } from '@vigie/contracts';

import { IncidentActs } from '../incidents/incident-acts';
import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { sender } from '../shell/sender';
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
  imports: [RouterLink],
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
    .take {
      min-height: 28px;
      padding: 1px 10px;
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
            @if (row.mayTake) {
              <button type="button" class="button take" [disabled]="busy()" (click)="take(row.id)">
                {{ words.t('alert.take') }}<span class="hidden">: {{ row.name }}</span>
              </button>
            }
            @if (row.leads) {
              <a routerLink="/incidents" queryParamsHandling="merge" [queryParams]="{ incident: row.id }"
                >{{ words.t('menu.incidents') }}<span class="hidden">: {{ row.name }}</span></a
              >
            }
          </li>
        }
      </ul>
      <span role="status" class="hidden">{{ failure() === null ? '' : words.t('concern.failed') }}</span>
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
  private readonly me = inject(Me);
  private readonly acts = inject(IncidentActs);
  private readonly sender = sender();
  protected readonly failure = this.sender.failure;
  protected readonly busy = this.sender.sending;
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
      mayTake:
        alert.kind === 'urgent' &&
        alert.taken === null &&
        !this.store.isPast() &&
        this.me.may('incidents.work'),
      leads: alert.kind === 'urgent' && this.me.may('incidents.see'),
    })),
  );
  protected readonly others = computed(() => Math.max(0, this.rows().length - listedAtMost));
  protected readonly shown = computed(() =>
    this.expanded() ? this.rows() : this.rows().slice(0, listedAtMost),
  );

  /** Says that one looks after it, unless somebody else was faster. */
  protected async take(id: string): Promise<void> {
    await this.sender.send(async () => void (await this.acts.do(id, { what: 'take', over: false })));
  }

  private aboutOf({ kind, at, count, isOpen, taken }: AlertView): string {
    const { words, formats } = this;
    if (kind === 'difficult') return words.n('alert.burst', count);
    const said = words.t(isOpen ? 'alert.open' : 'alert.over', { time: formats.hourInWords(at) });
    if (taken === null) return said;
    return `${said}, ${words.t('alert.taken', { by: taken.by, time: formats.hourInWords(taken.at) })}`;
  }
}
