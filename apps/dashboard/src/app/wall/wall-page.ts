import { Component, computed, effect, inject, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';

import { LiveStore } from '../live/live-store';
import { Address } from '../shell/address';
import { Announcer } from '../shell/announcer';
import { leadByAccess } from '../shell/lead-by-access';
import { Me } from '../shell/me';
import { PageState } from '../shell/page-state';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { WallBand } from './wall-band';
import { WallClinics } from './wall-clinics';
import { WallCut } from './wall-cut';
import { WallFigures } from './wall-figures';
import { WallLink } from './wall-link';
import { WallRow } from './wall-row';
import { WallStates } from './wall-states';
import { WallStopped } from './wall-stopped';

/** Rows for teams and clinics together that the height of a screen has room for. */
const rowsInAll = 8;
const fewestTeams = 5;

/**
 * The television: nothing personal, legible from five metres. Everything has its place whatever goes on, and no letter
 * is smaller than 52 of the 1,080 lines. `?names=off` leaves out the names of clinics, `?theme=light` draws it light.
 * It is shown to whoever may see the board, or by the link of a television, which says itself what is named.
 */
@Component({
  selector: 'vg-wall-page',
  imports: [
    Announcer,
    PageState,
    RouterLink,
    WallBand,
    WallClinics,
    WallCut,
    WallFigures,
    WallRow,
    WallStates,
    WallStopped,
  ],
  host: { '[class.light]': 'light()', '[class.old]': 'isOld()' },
  styleUrl: './wall-page.css',
  templateUrl: './wall-page.html',
})
export class WallPage {
  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  private readonly address = inject(Address);
  /** Who looks, and at which centre; null for a television, which is nobody and asks for neither. */
  private readonly viewer: { readonly me: Me; readonly tenants: Tenants } | null;
  protected readonly rowsInAll = rowsInAll;

  private readonly link = inject(WallLink);
  protected readonly right = this.link.right;
  protected readonly isByLink = computed(() => this.right().kind !== 'person');
  protected readonly names = computed(() => {
    const right = this.right();
    return right.kind === 'link' ? right.wall.namesClinics : this.address.value('names') !== 'off';
  });
  protected readonly light = computed(() => this.address.value('theme') === 'light');
  /** Whether the figures are old, or refused: then a band lies across them. */
  protected readonly cut = computed(() => {
    const { kind } = this.store.connection();
    return kind === 'stale' || kind === 'refused';
  });
  /** Whoever looks by themselves may see no room, and so no television of one. */
  protected readonly isNotTheirs = computed(() => {
    const me = this.viewer?.me;
    if (me === undefined || this.right().kind !== 'person') return false;
    const isRefused = this.store.connection().kind === 'refused';
    return this.store.centre()?.scope === 'agent' || (isRefused && me.who() !== null && !me.seesRoom());
  });
  protected readonly isOld = computed(
    () => this.cut() && this.right().kind !== 'stopped' && !this.isNotTheirs(),
  );
  protected readonly teams = computed(() => this.store.teams().slice(0, rowsInAll));
  /** Clinics are told nothing of secretaries: their rows take that place too. */
  protected readonly tellsStates = computed(
    () => this.store.totals()?.agents !== null || this.teams().length > 0,
  );
  protected readonly clinicRows = computed(() => {
    const isWhole = this.store.centre()?.scope === 'all';
    const ofStates = this.tellsStates() ? 0 : 1;
    return rowsInAll + ofStates - Math.max(isWhole ? fewestTeams : 0, this.teams().length);
  });
  protected readonly waitingText = computed(() => {
    const { kind } = this.store.connection();
    const right = this.right();
    if (right.kind === 'opening' && right.isAway) return this.words.t('wall.stoppedAway');
    return kind === 'preparing' || kind === 'connecting' ? this.words.t(`connection.${kind}`) : '';
  });

  constructor() {
    const isByLink = this.link.start();
    this.viewer = isByLink ? null : { me: inject(Me), tenants: inject(Tenants) };
    if (this.viewer === null) this.followLink();
    else {
      this.viewer.tenants.follow(() => this.watch());
      leadByAccess();
    }
    effect(() => {
      document.title = this.words.t('app.title', {
        centre: this.store.centre()?.name ?? this.words.t('app.wall'),
      });
    });
  }

  /** Whoever leaves what a link showed has an account, or wants one; the browser is no television then. */
  protected leave(): void {
    this.link.forget();
  }

  protected watch(): void {
    this.store.watch(this.viewer?.tenants.chosen(), { wall: true });
  }

  protected toggleNames(): void {
    void this.address.set({ names: this.names() ? 'off' : null });
  }

  private followLink(): void {
    const isOpen = computed(() => this.right().kind === 'link');
    effect(() => {
      if (isOpen())
        untracked(() => {
          this.store.watch(undefined, { wall: true, byLink: true });
        });
    });
    const isRefused = computed(() => {
      const connection = this.store.connection();
      return connection.kind === 'refused' && connection.reason === 'forbidden';
    });
    effect(() => {
      if (isRefused()) untracked(() => void this.link.look());
    });
  }

  protected fullScreen(): void {
    void (document.fullscreenElement === null
      ? document.documentElement.requestFullscreen()
      : document.exitFullscreen());
  }
}
