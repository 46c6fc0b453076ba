import { Component, computed, effect, inject } from '@angular/core';
import { RouterLink } from '@angular/router';

import { LiveStore } from '../live/live-store';
import { Address } from '../shell/address';
import { Announcer } from '../shell/announcer';
import { leadByAccess } from '../shell/lead-by-access';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { WallBand } from './wall-band';
import { WallClinics } from './wall-clinics';
import { WallCut } from './wall-cut';
import { WallFigures } from './wall-figures';
import { WallRow } from './wall-row';
import { WallStates } from './wall-states';

/** Rows for teams and clinics together that the height of a screen has room for. */
const rowsInAll = 8;
const fewestTeams = 5;

/**
 * The television: nothing personal, legible from five metres. Everything has its place whatever goes on, and no letter
 * is smaller than 52 of the 1,080 lines. `?names=off` leaves out the names of clinics, `?theme=light` draws it light.
 */
@Component({
  selector: 'vg-wall-page',
  imports: [Announcer, RouterLink, WallBand, WallClinics, WallCut, WallFigures, WallRow, WallStates],
  host: { '[class.light]': 'light()', '[class.old]': 'cut()' },
  styleUrl: './wall-page.css',
  templateUrl: './wall-page.html',
})
export class WallPage {
  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  private readonly address = inject(Address);
  protected readonly rowsInAll = rowsInAll;

  protected readonly names = computed(() => this.address.value('names') !== 'off');
  protected readonly light = computed(() => this.address.value('theme') === 'light');
  /** Whether the figures are old, or refused: then a band lies across them. */
  protected readonly cut = computed(() => {
    const { kind } = this.store.connection();
    return kind === 'stale' || kind === 'refused';
  });
  protected readonly teams = computed(() => this.store.teams().slice(0, rowsInAll));
  protected readonly clinicRows = computed(() => rowsInAll - Math.max(fewestTeams, this.teams().length));
  protected readonly waitingText = computed(() => {
    const { kind } = this.store.connection();
    return kind === 'preparing' || kind === 'connecting' ? this.words.t(`connection.${kind}`) : '';
  });

  constructor() {
    inject(Tenants).follow((tenant) => {
      this.store.watch(tenant, { wall: true });
    });
    leadByAccess();
    effect(() => {
      document.title = this.words.t('app.title', {
        centre: this.store.centre()?.name ?? this.words.t('app.wall'),
      });
    });
  }

  protected toggleNames(): void {
    void this.address.set({ names: this.names() ? 'off' : null });
  }

  protected fullScreen(): void {
    void (document.fullscreenElement === null
      ? document.documentElement.requestFullscreen()
      : document.exitFullscreen());
  }
}
