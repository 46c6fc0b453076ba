import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FollowupsNow } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-cards';
import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { Words } from '../shell/words';
import { LiveStore } from './live-store';

const figures = [
  'open',
  'dueToday',
  'late',
  'doneToday',
  'clinicsToTell',
] as const satisfies readonly (keyof FollowupsNow)[];
/** What somebody should look at as soon as there is one. */
const marked: readonly (keyof FollowupsNow)[] = ['late', 'clinicsToTell'];

/** The calls to patients that are planned, of clinics that have any: five figures that stand still, whatever they are. */
@Component({
  selector: 'vg-followups-now',
  imports: [FormulaButton, RouterLink],
  styleUrl: './followups-now.css',
  template: `
    @if (told(); as now) {
      <section class="card" [attr.aria-label]="words.t('followups.now.title')">
        <h3>
          @if (leads()) {
            <a routerLink="/callbacks" queryParamsHandling="preserve">{{ words.t('followups.now.title') }}</a>
          } @else {
            {{ words.t('followups.now.title') }}
          }
        </h3>
        <dl>
          @for (name of figures; track name) {
            <div [class.watch]="isMarked(name, now)">
              <dt>{{ words.t(labelOf(name)) }}</dt>
              <dd>
                <button vgFormula="followupsNow">
                  @if (isMarked(name, now)) {
                    <i aria-hidden="true">◆</i>
                  }
                  {{ formats.number(now[name]) }}
                </button>
              </dd>
            </div>
          }
        </dl>
      </section>
    }
  `,
})
export class FollowupsNowCard {
  private readonly store = inject(LiveStore);
  private readonly me = inject(Me);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly figures = figures;
  protected readonly told = computed(() => this.store.totals()?.followups ?? null);
  protected readonly leads = computed(() => this.me.may('callbacks.work') && !this.store.isPast());

  protected isMarked(name: keyof FollowupsNow, now: FollowupsNow): boolean {
    return marked.includes(name) && now[name] > 0;
  }

  protected labelOf(name: (typeof figures)[number]): `followups.now.${(typeof figures)[number]}` {
    return `followups.now.${name}`;
  }
}
