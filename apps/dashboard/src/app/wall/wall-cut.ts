import { Component, computed, inject } from '@angular/core';

import { LiveStore } from '../live/live-store';
import { Clock } from '../shell/clock';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';

/** The band across the screen while the figures are old or refused: how old they are, and what time it is. */
@Component({
  selector: 'vg-wall-cut',
  host: { role: 'status' },
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
      gap: calc(var(--u) * 48);
      background: #eef3f6;
      color: #15212b;
    }
    b,
    time {
      display: block;
      font-size: calc(var(--u) * 92);
      font-weight: 700;
      line-height: 1.2;
      letter-spacing: -0.03em;
    }
    p,
    small {
      font-size: calc(var(--u) * 56);
      font-weight: 500;
      line-height: 1.3;
    }
    .now {
      text-align: right;
    }
    @media (width < 900px) {
      b,
      time {
        font-size: calc(var(--u) * 72);
      }
      p,
      small {
        font-size: calc(var(--u) * 52);
      }
    }
  `,
  template: `
    @if (cut(); as cut) {
      <div>
        <b>{{ cut.title }}</b>
        <p>{{ cut.text }}</p>
      </div>
      <div class="now">
        <time>{{ formats.hour(now()) }}</time>
        <small>{{ words.t('wall.now') }}</small>
      </div>
    }
  `,
})
export class WallCut {
  private readonly store = inject(LiveStore);
  private readonly clock = inject(Clock);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);

  protected readonly now = computed(() => this.clock.second());
  protected readonly cut = computed(() => {
    const connection = this.store.connection();
    if (connection.kind === 'stale') {
      const age = this.formats.duration(Math.max(0, this.now() - connection.since));
      const time = this.formats.hourInWords(connection.since);
      return { title: this.words.t('wall.old', { age }), text: this.words.t('wall.lostLink', { time }) };
    }
    if (connection.kind === 'refused') {
      return {
        title: this.words.t('connection.refused'),
        text: this.words.t(`connection.reasons.${connection.reason}`),
      };
    }
    return null;
  });
}
