import { Component, computed, inject, input, signal } from '@angular/core';
import { levelSigns, waitLevel } from '@vigie/charts';
import type { WaitingView } from '@vigie/contracts';

import { EarlierCalls } from '../callers/earlier-calls';
import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { Words } from '../shell/words';
import { LiveStore } from './live-store';

/** Waiting patients as a table, longest wait first: masked numbers at most, and how often they have tried. */
@Component({
  selector: 'vg-waiting-table',
  imports: [EarlierCalls],
  styles: `
    :host {
      display: block;
      overflow-x: auto;
    }
    th:last-child,
    td:last-child {
      padding-right: 16px;
    }
    td:first-child {
      white-space: nowrap;
    }
    .text {
      text-align: left;
    }
    .mask {
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    .panel {
      padding: 0 16px 8px;
    }
    p {
      padding: 8px 16px 14px;
    }
  `,
  template: `
    @if (rows().length === 0) {
      <p class="muted">{{ words.t('drawer.nobody') }}</p>
    } @else {
      <table>
        <caption class="hidden">
          {{
            words.t('drawer.waiting')
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">{{ words.t('drawer.wait') }}</th>
            @if (withClinic()) {
              <th scope="col" class="text">{{ words.t('drawer.clinicColumn') }}</th>
            }
            <th scope="col" class="text">{{ words.t('drawer.queue') }}</th>
            <th scope="col">{{ words.t('drawer.caller') }}</th>
            <th scope="col">{{ words.t('drawer.attempt') }}</th>
            @if (offersEarlier()) {
              <th scope="col">
                <span class="hidden">{{ words.t('earlier.title') }}</span>
              </th>
            }
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.id) {
            <tr>
              <td>
                <b [class]="row.level"
                  ><span aria-hidden="true">{{ row.sign }}</span> {{ row.wait }}</b
                >
                @if (row.phase !== 'queued') {
                  <span class="muted">
                    ·
                    {{
                      words.t(row.phase === 'ringing' ? 'drawer.phases.ringing' : 'drawer.phases.greeting')
                    }}</span
                  >
                }
                @if (row.toVerify) {
                  <span class="watch"> · {{ words.t('drawer.toVerify') }}</span>
                }
              </td>
              @if (withClinic()) {
                <td class="text">{{ row.clinic }}</td>
              }
              <td class="text">{{ row.queue }}{{ row.language === null ? '' : ' · ' + row.language }}</td>
              <td class="mask">{{ row.mask ?? words.t('drawer.withheld') }}</td>
              <td>
                @if (row.attempt !== null) {
                  <span [class]="row.attempt > 2 ? 'watch' : ''">{{
                    words.nth('drawer.attempts', row.attempt)
                  }}</span>
                } @else {
                  –
                }
              </td>
              @if (offersEarlier()) {
                <td>
                  @if (row.attempt !== null && row.clinicId !== '') {
                    <button
                      type="button"
                      class="button"
                      [attr.aria-expanded]="row.id === openId()"
                      [attr.aria-label]="words.t('earlier.of', { patient: row.mask ?? '' })"
                      (click)="openId.set(row.id === openId() ? null : row.id)"
                    >
                      {{ words.t('earlier.title') }}
                    </button>
                  }
                </td>
              }
            </tr>
            @if (row.id === openId()) {
              <tr>
                <td class="panel" [attr.colspan]="withClinic() ? 6 : 5">
                  <vg-earlier-calls [of]="{ kind: 'call', id: row.id }" />
                </td>
              </tr>
            }
          }
        </tbody>
      </table>
    }
  `,
})
export class WaitingTable {
  readonly callers = input.required<readonly WaitingView[]>();
  readonly withClinic = input(false);
  /** Whether a patient's earlier calls can be opened below them. */
  readonly withEarlier = input(false);

  private readonly me = inject(Me);
  private readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);

  protected readonly offersEarlier = computed(() => this.withEarlier() && this.me.may('callers.see'));
  protected readonly openId = signal<string | null>(null);
  protected readonly rows = computed(() => {
    const lines = this.store.centre()?.lines;
    const queues = this.store.centre()?.queueNames ?? {};
    return this.callers().map((caller) => {
      const clinic = this.store.clinics()[caller.clinicId];
      const waitMs = this.store.now() - caller.since;
      const limits = clinic?.lines ?? lines;
      const level = limits === undefined ? 'fine' : waitLevel(waitMs, limits);
      return {
        ...caller,
        level: level === 'fine' ? '' : level,
        sign: level === 'fine' ? '' : levelSigns[level],
        wait: this.formats.duration(waitMs),
        clinic: clinic?.name ?? caller.clinicId,
        queue: caller.queueId === null ? '–' : (queues[caller.queueId] ?? caller.queueId),
      };
    });
  });
}
