import { Component, inject } from '@angular/core';

import { FormulaButton } from '../formula/formula-cards';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { LiveStore } from './live-store';
import { LiveTile } from './live-tile';

/** How long everybody waited who is decided in the last 30 minutes: half of them, and nine in ten. */
@Component({
  selector: 'vg-waits-tile',
  imports: [FormulaButton, LiveTile],
  styleUrl: './live-tiles.css',
  template: `
    @if (store.totals(); as totals) {
      <vg-live-tile [label]="words.t('tile.wait')" [foot]="ninth(totals.waits30m.p90Ms)">
        <button aside vgFormula="secondServiceLevel">
          {{
            words.t('tile.second', {
              line: formats.line((store.centre()?.secondServiceLevelSeconds ?? 0) * 1000),
              value: formats.ratioText(totals.secondServiceLevel30m),
            })
          }}
        </button>
        <button vgFormula="waits">
          <b>{{ totals.waits30m.p50Ms === null ? '–' : formats.duration(totals.waits30m.p50Ms) }}</b>
        </button>
        <small>{{ words.t('tile.half') }}</small>
      </vg-live-tile>
    }
  `,
  host: { class: 'one' },
})
export class WaitsTile {
  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);

  protected ninth(p90Ms: number | null): string {
    const wait = p90Ms === null ? '–' : this.formats.duration(p90Ms);
    return this.words.t('tile.nineInTen', { wait });
  }
}
