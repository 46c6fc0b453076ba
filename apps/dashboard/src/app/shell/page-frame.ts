import { Component, computed, effect, inject, untracked } from '@angular/core';
import { RouterOutlet } from '@angular/router';

import { LiveStore } from '../live/live-store';
import { ReplayBar } from '../live/replay-bar';
import { Address } from './address';
import { Announcer } from './announcer';
import { LevelAlarm } from './level-alarm';
import { Me } from './me';
import { PageHeader } from './page-header';
import { PageLoads } from './page-loads';
import { StaleBanner } from './stale-banner';
import { leadByAccess } from './lead-by-access';
import { followTabSigns } from './tab-signs';
import { Tenants } from './tenants';
import { Words } from './words';

/** The head, the banner of old figures, and the page. */
@Component({
  selector: 'vg-page-frame',
  imports: [RouterOutlet, PageHeader, StaleBanner, ReplayBar, Announcer],
  styles: `
    :host {
      display: block;
    }
    .skip {
      position: absolute;
      z-index: 30;
      left: 12px;
      top: -60px;
      padding: 8px 14px;
      border-radius: 8px;
      background: var(--accent);
      color: var(--on-accent);
    }
    .skip:focus {
      top: 8px;
    }
    .top {
      position: sticky;
      top: 0;
      z-index: 10;
    }
    main:focus {
      outline: none;
    }
    @media (width >= 2400px) {
      :host {
        zoom: 1.3;
      }
    }
    @media (width >= 3400px) {
      :host {
        zoom: 1.75;
      }
    }
    @media (width < 760px) {
      .top {
        position: static;
      }
      /* The head goes with the page; that it is the past stays in sight. */
      .top.past {
        position: sticky;
        top: -92px;
      }
    }
    @media print {
      .top,
      .skip {
        display: none;
      }
    }
  `,
  template: `
    <button type="button" class="skip" (click)="content.focus()">{{ words.t('app.skip') }}</button>
    <div class="top" [class.past]="isPast()">
      <vg-page-header [live]="showsPresent()" />
      <vg-stale-banner [live]="showsPresent()" />
      @if (isPast()) {
        @defer (on immediate) {
          <vg-replay-bar />
        } @placeholder {
          <p class="past">{{ words.t('replay.reading') }}</p>
        }
      }
    </div>
    @if (showsPresent()) {
      <vg-announcer />
    }
    <main #content tabindex="-1"><router-outlet /></main>
  `,
})
export class PageFrame {
  protected readonly words = inject(Words);
  private readonly address = inject(Address);
  /** Whether the page shows live figures; those of reports do not grow old by the second. */
  private readonly live = computed(() => this.address.path() === '/');
  protected readonly isPast = inject(LiveStore).isPast;
  protected readonly showsPresent = computed(() => this.live() && !this.isPast());

  constructor() {
    const [store, tenants, alarm, me] = [inject(LiveStore), inject(Tenants), inject(LevelAlarm), inject(Me)];
    // Who opens another page has not looked at the board: it is watched where its figures are shown, or listened for.
    const watches = computed(() => this.showsPresent() || (alarm.isOn() && me.seesRoom()));
    effect(() => {
      const [tenant, isWatched] = [tenants.chosen(), watches()];
      untracked(() => {
        if (isWatched) store.watch(tenant);
        else store.stay(tenant);
      });
    });
    inject(PageLoads);
    followTabSigns(this.live);
    leadByAccess();
  }
}
