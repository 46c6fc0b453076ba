import { Component, computed, effect, inject, linkedSignal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { callOutcomes, type CallOutcome } from '@vigie/contracts';

import { ClinicCallbacks } from '../callbacks/clinic-callbacks';
import { EarlierCalls } from '../callers/earlier-calls';
import { LiveStore } from '../live/live-store';
import { StandingTable, waitedOf } from '../live/standing-table';
import { stateKeys } from '../live/word-keys';
import { Formats } from '../shell/formats';
import { leadByAccess } from '../shell/lead-by-access';
import { Me } from '../shell/me';
import { PageState } from '../shell/page-state';
import type { ChangeFailure } from '../shell/sender';
import { StaleBanner } from '../shell/stale-banner';
import { Tenants } from '../shell/tenants';
import { WhoMenu } from '../shell/who-menu';
import { Words } from '../shell/words';
import { CampaignCard } from './campaign-card';
import { CallNotesCard } from './call-notes-card';
import { nextPromise, pressedKey, type CallKey } from './call-keys';
import { PlanCard } from './plan-card';
import { OwnCallCard } from './own-call-card';
import { OwnCallStore } from './own-call-store';
import { SheetSearchCard } from './sheet-search-card';

const searchActs = { search: 'focus', seen: 'seen', propose: 'propose' } as const;

/**
 * A secretary's page, one column beside her own software: her call, what is said for its clinic, and what she notes of it
 * without leaving the keyboard. Every part has its place and its height; nothing moves when a call comes or ends.
 */
@Component({
  selector: 'vg-secretary-page',
  imports: [
    CallNotesCard,
    CampaignCard,
    ClinicCallbacks,
    EarlierCalls,
    OwnCallCard,
    PageState,
    PlanCard,
    RouterLink,
    SheetSearchCard,
    StaleBanner,
    StandingTable,
    WhoMenu,
  ],
  host: { '(document:keydown)': 'press($event)' },
  styleUrl: './secretary-page.css',
  template: `
    <header>
      <nav [attr.aria-label]="words.t('app.pages')">
        @if (me.may('board.see')) {
          <a routerLink="/" [queryParams]="centre()">{{ words.t('app.live') }}</a>
        }
        @if (me.may('callbacks.work')) {
          <a routerLink="/callbacks" [queryParams]="centre()">{{ words.t('callbacks.title') }}</a>
        }
      </nav>
      <span class="pill" role="status">{{ state() }}</span>
      <vg-who-menu />
    </header>
    <vg-stale-banner />
    <main>
      <h1 class="hidden">{{ words.t('secretary.title') }}</h1>
      @if (store.failure() === 'missing') {
        <section class="card none">
          <h2>{{ words.t('secretary.noAgent') }}</h2>
          <p>{{ words.t('secretary.noAgentAbout') }}</p>
        </section>
      } @else if (store.failure(); as why) {
        <vg-page-state [kind]="why" (again)="live.watch(tenants.chosen())" />
      } @else {
        <vg-own-call-card [class.talking]="store.call()?.phase === 'talking'" />
        @if (me.may('callers.see')) {
          <div class="earlier">
            <button
              type="button"
              class="button"
              [disabled]="store.call() === null"
              [attr.aria-expanded]="looksBack()"
              (click)="looksBack.set(!looksBack())"
            >
              {{ words.t('earlier.title') }}
            </button>
            @if (looksBack() && earlierOf(); as of) {
              <!-- It lies over the page: what stands below stays where it is. -->
              <vg-earlier-calls class="card" [of]="of" />
            }
          </div>
        }
        <vg-sheet-search-card />
        <p class="said" role="status">
          @if (store.refusal(); as why) {
            <span class="act">{{ refused(why) }}</span>
          } @else {
            {{ search()?.said() }}
          }
        </p>
        <vg-campaign-card />
        <div class="notes">
          <vg-call-notes-card (pressed)="do($event)" (chosen)="say($event)" />
          @if (plans()) {
            <!-- It lies over the keys: what stands below stays where it is. -->
            <vg-plan-card class="card" (left)="plans.set(false)" />
          }
        </div>
        <section class="standing card">
          <h2>{{ words.t('secretary.waitingByTeam') }}</h2>
          <vg-standing-table [headHidden]="true" />
        </section>
        @if (me.may('callbacks.work')) {
          <vg-clinic-callbacks class="card" [clinicId]="null" />
        }
      }
    </main>
    <footer>
      <span>{{ waiting() }}</span>
      <time>{{ clock() }}</time>
    </footer>
  `,
})
export class SecretaryPage {
  protected readonly store = inject(OwnCallStore);
  protected readonly live = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly me = inject(Me);
  protected readonly tenants = inject(Tenants);
  private readonly formats = inject(Formats);
  protected readonly search = viewChild(SheetSearchCard);

  protected readonly earlierOf = computed(() => {
    const id = this.store.call()?.id;
    return id === undefined ? null : ({ kind: 'call', id } as const);
  });
  /** Whether the patient's earlier calls are looked at; of another call they are closed again. */
  protected readonly looksBack = linkedSignal({
    source: () => this.store.call()?.id,
    computation: () => false,
  });
  /** Whether a call to the patient is being planned; of another call it is not. */
  protected readonly plans = linkedSignal({ source: () => this.store.call()?.id, computation: () => false });
  protected readonly centre = computed(() => ({ tenant: this.tenants.chosen() ?? null }));
  protected readonly state = computed(() => {
    const [own] = this.live.agents();
    return this.words.t(stateKeys[own?.state ?? 'offline']);
  });
  protected readonly waiting = computed(() => {
    const standing = this.live.standing();
    const count = standing.reduce((sum, { waiting }) => sum + waiting, 0);
    const longest = Math.max(0, ...standing.map((team) => waitedOf(team, this.live.now()) ?? 0));
    if (count === 0) return this.words.t('secretary.nobodyWaits');
    return this.words.n('secretary.waiting', count, { wait: this.formats.duration(longest) });
  });
  protected readonly clock = computed(() => this.formats.hour(this.live.now()));

  constructor() {
    leadByAccess();
    this.tenants.follow((tenant) => {
      this.live.watch(tenant);
    });
    effect(() => {
      document.title = this.words.t('app.title', { centre: this.words.t('secretary.title') });
    });
  }

  protected press(event: KeyboardEvent): void {
    const key = pressedKey(event);
    if (key === null || event.repeat) return;
    event.preventDefault();
    if (key === 'search' || key === 'seen' || key === 'propose') void this.search()?.[searchActs[key]]();
    else if (typeof key === 'string') this.do(key);
    else {
      const outcome = callOutcomes[key.outcome];
      if (outcome !== undefined) this.say(outcome);
    }
  }

  protected do(key: CallKey): void {
    const phase = this.store.call()?.phase;
    if (phase === undefined || phase === 'ringing') return;
    const { urgent, difficult, appointment, until = 'none', pathId } = this.store.noted();
    const acts: Readonly<Record<CallKey, () => unknown>> = {
      urgent: () => this.store.note({ kind: 'urgent', isSo: urgent !== true }),
      difficult: () => this.store.note({ kind: 'difficult', isSo: difficult !== true }),
      appointment: () => this.store.note({ kind: 'appointment', isSo: appointment !== true }),
      promised: () => {
        if (this.store.call()?.plansFollowups === true) return this.plans.update((plans) => !plans);
        return this.store.note({ kind: 'promised', until: nextPromise[until] });
      },
      missed: () => this.search()?.sayMissed(),
      unclear: () => {
        const entryId = this.search()?.entryInSight();
        return this.store.note({
          kind: 'unclear',
          ...(entryId !== undefined && { entryId }),
          ...(pathId !== undefined && { pathId }),
        });
      },
    };
    acts[key]();
  }

  protected refused(why: ChangeFailure): string {
    if (why === 'conflict') return this.words.t('secretary.tooLate');
    return this.words.t(why === 'invalid' && this.plans() ? 'secretary.notPlanned' : 'secretary.notKept');
  }

  protected say(outcome: CallOutcome): void {
    const phase = this.store.call()?.phase;
    if (phase !== undefined && phase !== 'ringing') void this.store.note({ kind: 'outcome', outcome });
  }
}
