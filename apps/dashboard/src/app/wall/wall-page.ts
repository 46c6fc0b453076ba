import { Component, computed, effect, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { waitLevel } from '@vigie/charts';

import { headlineText } from '../live/headline-text';
import { DayCard } from '../live/day-card';
import { LiveStore } from '../live/live-store';
import { Address } from '../shell/address';
import { Announcer } from '../shell/announcer';
import { Formats } from '../shell/formats';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { wallView } from './wall-view';
import { WallClinics } from './wall-clinics';
import { WallRow } from './wall-row';
import { WallTiles } from './wall-tiles';

const namedAtMost = 3;

/**
 * The television: nothing personal, legible from across the room. `?names=off` leaves out the names of clinics,
 * `?theme=light` draws it light. It turns to the day's chart only while nobody waits past the limit.
 */
@Component({
  selector: 'vg-wall-page',
  imports: [Announcer, DayCard, RouterLink, WallClinics, WallRow, WallTiles],
  host: {
    '[class.light]': 'light()',
    '[class.old]': 'old()',
    '(document:keydown.space)': 'toggleTurning($event)',
  },
  styleUrl: './wall-page.css',
  templateUrl: './wall-page.html',
})
export class WallPage {
  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly address = inject(Address);

  protected readonly names = computed(() => this.address.value('names') !== 'off');
  protected readonly light = computed(() => this.address.value('theme') === 'light');
  protected readonly old = computed(
    () => this.store.board() !== null && this.store.connection().kind !== 'live',
  );
  protected readonly stopped = signal(false);
  protected readonly clock = computed(() => this.formats.hour(this.store.now()));

  private readonly pastLimit = computed(() =>
    this.store
      .teams()
      .some(
        ({ longestSince, lines }) =>
          longestSince !== null && waitLevel(this.store.now() - longestSince, lines) === 'act',
      ),
  );
  protected readonly view = computed(() => wallView(this.store.now(), this.pastLimit(), this.stopped()));

  protected readonly said = computed(() => {
    const headline = this.store.headline();
    if (headline === null || headline.level === 'calm') return null;
    const shown = this.names() ? headline : { ...headline, clinic: null };
    const { words, formats } = this;
    return {
      level: headline.level,
      ...headlineText(shown, { words, formats, sources: this.store.sources(), now: this.store.now() }),
    };
  });

  /** Patients who wish to be called back after a bad experience; their clinics are named where names may be. */
  protected readonly wishes = computed(() => {
    const concerns = this.store.concerns();
    if (concerns.length === 0) return null;
    const clinics = new Set(concerns.map(({ clinicId }) => this.store.clinics()[clinicId]?.name ?? ''));
    const named = [...clinics].filter((name) => name !== '').slice(0, namedAtMost);
    return {
      title: this.words.n('concern.title', concerns.length),
      clinics: this.names() ? named.join(', ') : '',
    };
  });

  protected readonly state = computed(() => {
    const connection = this.store.connection();
    switch (connection.kind) {
      case 'live':
        return { level: 'fine', sign: '●', text: this.words.t('connection.live') };
      case 'connecting':
      case 'preparing':
        return { level: 'muted', sign: '○', text: this.words.t(`connection.${connection.kind}`) };
      case 'stale':
        return {
          level: 'act',
          sign: '▲',
          text: this.words.t('connection.stale', { time: this.formats.hourInWords(connection.since) }),
        };
      case 'refused':
        return { level: 'act', sign: '▲', text: this.words.t(`connection.reasons.${connection.reason}`) };
      default:
        return connection satisfies never;
    }
  });

  constructor() {
    inject(Tenants).follow((tenant) => {
      this.store.watch(tenant);
    });
    effect(() => {
      document.title = this.words.t('app.title', {
        centre: this.store.centre()?.name ?? this.words.t('app.wall'),
      });
    });
  }

  protected toggleTurning(event: Event): void {
    if (event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement) return;
    event.preventDefault();
    this.stopped.update((stopped) => !stopped);
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
