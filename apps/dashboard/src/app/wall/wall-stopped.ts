import { Component, computed, inject, output } from '@angular/core';
import { RouterLink } from '@angular/router';

import { BrandMark } from '../account/brand-mark';
import { Clock } from '../shell/clock';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';

/** A television whose link was revoked: no figure stays on it, it says why and what helps, and it tells the time. */
@Component({
  selector: 'vg-wall-stopped',
  imports: [BrandMark, RouterLink],
  host: { role: 'status' },
  styles: `
    :host {
      display: grid;
      grid-template-rows: auto 1fr auto;
      height: 100%;
      padding: calc(var(--u) * 56) calc(var(--u) * 64);
    }
    vg-brand-mark {
      zoom: 2;
      color: var(--muted);
    }
    div {
      align-self: center;
      max-width: 34ch;
    }
    b {
      display: block;
      font-size: calc(var(--u) * 108);
      font-weight: 700;
      line-height: 1.1;
      letter-spacing: -0.03em;
    }
    p {
      margin-top: calc(var(--u) * 24);
      color: var(--muted);
      line-height: 1.35;
    }
    footer {
      display: flex;
      align-items: end;
      justify-content: space-between;
    }
    a {
      padding: 8px 0;
      color: var(--muted);
      font-size: max(16px, calc(var(--u) * 36));
    }
    time {
      font-size: calc(var(--u) * 92);
      font-weight: 700;
      line-height: 1;
      letter-spacing: -0.03em;
    }
    @media (width < 900px) {
      :host {
        min-height: 100vh;
      }
    }
  `,
  template: `
    <vg-brand-mark />
    <div>
      <b>{{ words.t('wall.stopped') }}</b>
      <p>{{ words.t('wall.stoppedAbout') }}</p>
    </div>
    <footer>
      <a routerLink="/" (click)="left.emit()">{{ words.t('wall.signIn') }}</a>
      <time>{{ formats.hour(now()) }}</time>
    </footer>
  `,
})
export class WallStopped {
  readonly left = output();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly clock = inject(Clock);
  protected readonly now = computed(() => this.clock.second());
}
