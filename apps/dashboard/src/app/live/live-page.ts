import { Component, computed, inject } from '@angular/core';

import { ClinicCallbacks } from '../callbacks/clinic-callbacks';
import { Me } from '../shell/me';
import { Words } from '../shell/words';
import { AgentsCard } from './agents-card';
import { AlertsCard } from './alerts-card';
import { BoardCard } from './board-card';
import { ClaimDialog } from './claim-dialog';
import { Claims } from './claims';
import { ConcernsCard } from './concerns-card';
import { DayCard } from './day-card';
import { FollowupsNowCard } from './followups-now';
import { HandoversNowCard } from './handovers-now';
import { HeadlineBanner } from './headline-banner';
import { LiveSkeleton } from './live-skeleton';
import { LiveStore } from './live-store';
import { LiveTiles } from './live-tiles';
import { OwnBoard } from './own-board';
import { RowDrawer } from './row-drawer';
import { SatisfactionTile } from './satisfaction-tile';
import { StaffStrip } from './staff-strip';
import { WaitsTile } from './waits-tile';

/** The live page: how it goes, who is here, where it hurts, how the day went. What goes wrong moves nothing. */
@Component({
  selector: 'vg-live-page',
  imports: [
    AgentsCard,
    AlertsCard,
    BoardCard,
    ClaimDialog,
    ClinicCallbacks,
    ConcernsCard,
    DayCard,
    FollowupsNowCard,
    HandoversNowCard,
    HeadlineBanner,
    LiveSkeleton,
    LiveTiles,
    OwnBoard,
    RowDrawer,
    SatisfactionTile,
    StaffStrip,
    WaitsTile,
  ],
  styleUrl: './live-page.css',
  template: `
    <h1 class="hidden">{{ words.t('app.page') }}</h1>
    @if (store.board() === null) {
      @if (store.isPast() || store.connection().kind !== 'refused') {
        <vg-live-skeleton />
      }
    } @else if (store.centre()?.scope === 'agent') {
      <div class="page" [class.old]="old()"><vg-own-board /></div>
    } @else {
      <div class="page" [class.old]="old()">
        <vg-headline-banner />
        <vg-live-tiles />
        @if (tellsStaff()) {
          <vg-staff-strip />
        }
        <vg-alerts-card />
        <vg-concerns-card />
        @if (nothingYet()) {
          <section class="card empty">
            <h2>{{ words.t('empty.title') }}</h2>
            <p>{{ words.t('empty.text') }}</p>
          </section>
        }
        <vg-board-card />
        <div class="two">
          <vg-day-card />
          <div class="side">
            @if (tellsStaff()) {
              <vg-agents-card />
            }
            <vg-waits-tile />
            @if (!store.isPast()) {
              <vg-satisfaction-tile />
            }
            <vg-followups-now />
            @if (me.may('callbacks.work') && !store.isPast()) {
              <vg-clinic-callbacks class="card" [clinicId]="null" />
            }
            <!-- Last, since it comes, grows and goes with what is open: nothing stands below it. -->
            @if (me.may('metrics.see') && !store.isPast()) {
              @defer (on immediate) {
                <vg-handovers-now />
              }
            }
          </div>
        </div>
      </div>
      <vg-row-drawer />
      @if (claims.asking() !== null) {
        <vg-claim-dialog />
      }
      @if (claims.failure(); as why) {
        <p class="failed" role="alert">
          <span aria-hidden="true">▲</span>
          {{ words.t(why === 'refused' ? 'claim.refused' : 'claim.failed') }}
          <button type="button" class="button" (click)="claims.failure.set(null)">
            {{ words.t('drawer.close') }}
          </button>
        </p>
      }
    }
  `,
})
export class LivePage {
  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly me = inject(Me);
  protected readonly claims = inject(Claims);
  protected readonly old = computed(() => !this.store.isPast() && this.store.connection().kind !== 'live');
  /** A board of some clinics tells nothing of secretaries; one of some teams tells those of its teams. */
  protected readonly tellsStaff = computed(
    () =>
      (this.store.totals()?.agents ?? null) !== null ||
      (this.store.totals() === null && this.store.teams().length > 0),
  );
  protected readonly nothingYet = computed(
    () => this.store.totals()?.presentedDay === 0 && this.store.teams().length === 0 && !this.store.isPast(),
  );
}
