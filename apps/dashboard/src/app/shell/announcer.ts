import { Component, effect, inject, input, signal } from '@angular/core';

import { headlineText } from '../live/headline-text';
import { LiveStore } from '../live/live-store';
import { Clock } from './clock';
import { Formats } from './formats';
import { Words } from './words';

const quietMs = 20_000;

/**
 * What a screen reader is told without asking: a change of the connection and a new wish to be called back at once,
 * the headline when its kind changes and at most every 20 s. Numbers that tick are never announced.
 */
@Component({
  selector: 'vg-announcer',
  template: `<p class="hidden" role="status">{{ said() }}</p>`,
})
export class Announcer {
  /** Whether clinics may be named. */
  readonly names = input(true);

  private readonly store = inject(LiveStore);
  private readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly clock = inject(Clock);
  protected readonly said = signal('');
  private connection = 'connecting';
  private headline = '';
  private saidAt = -Infinity;
  private concerns: ReadonlySet<string> = new Set();
  private alerts: ReadonlySet<string> = new Set();

  constructor() {
    effect(() => {
      this.tellConnection();
    });
    effect(() => {
      this.tellHeadline();
    });
    effect(() => {
      this.tellConcerns();
    });
    effect(() => {
      this.tellUrgent();
    });
  }

  private tellConnection(): void {
    const connection = this.store.connection();
    if (connection.kind === this.connection) return;
    const healed = this.connection === 'stale' && connection.kind === 'live';
    this.connection = connection.kind;
    if (healed) this.said.set(this.words.t('connection.back'));
    if (connection.kind === 'stale') {
      this.said.set(this.words.t('connection.stale', { time: this.formats.hourInWords(connection.since) }));
    }
  }

  /** A new wish is said at once: someone waits for us. */
  private tellConcerns(): void {
    const concerns = this.store.concerns();
    const fresh = concerns.some(({ id }) => !this.concerns.has(id));
    this.concerns = new Set(concerns.map(({ id }) => id));
    if (fresh) this.said.set(this.words.n('concern.title', concerns.length));
  }

  /** So is a call that was just marked urgent. */
  private tellUrgent(): void {
    const urgent = this.store.alerts().filter(({ kind }) => kind === 'urgent');
    const fresh = urgent.some(({ id }) => !this.alerts.has(id));
    this.alerts = new Set(urgent.map(({ id }) => id));
    if (fresh) this.said.set(this.words.n('alert.urgent', urgent.length));
  }

  private tellHeadline(): void {
    this.clock.second();
    const headline = this.store.headline();
    const key = headline === null || headline.level === 'calm' ? '' : `${headline.kind} ${headline.level}`;
    if (key === this.headline || this.clock.elapsed() - this.saidAt < quietMs) return;
    this.headline = key;
    this.saidAt = this.clock.elapsed();
    if (headline !== null) {
      const { title, text, expected } = headlineText(
        this.names() ? headline : { ...headline, clinic: null, team: null },
        {
          words: this.words,
          formats: this.formats,
          sources: this.store.sources(),
          now: this.store.now(),
          marked: this.store.marked(),
          urgent: this.store.urgent(),
        },
        { totals: this.store.totals(), teams: [], clinics: [] },
      );
      this.said.set([`${title}.`, text, expected].join(' ').trim());
    }
  }
}
