import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CentreView, HeadlineView, Ratio, TotalsView } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-cards';
import { countsBelow } from '../shell/format-values';
import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { Words } from '../shell/words';
import { DayCalls } from './day-calls';
import { LiveStore } from './live-store';
import { LiveTile } from './live-tile';
import { callBackState, lostState, rateState, staffState, waitingState, type TileState } from './tile-states';

const none: TileState = { level: '', foot: '' };
type Board = {
  readonly totals: TotalsView;
  readonly centre: CentreView;
  readonly headline: HeadlineView;
};

/** The six tiles: the number, its company, and a mark only where a drawn line is passed. */
@Component({
  selector: 'vg-live-tiles',
  imports: [FormulaButton, LiveTile, RouterLink],
  styleUrl: './live-tiles.css',
  templateUrl: './live-tiles.html',
})
export class LiveTiles {
  protected readonly store = inject(LiveStore);
  protected readonly me = inject(Me);
  private readonly dayCalls = inject(DayCalls);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly speech = { words: this.words, formats: this.formats };

  private readonly board = computed<Board | null>(() => {
    const [totals, centre, headline] = [this.store.totals(), this.store.centre(), this.store.headline()];
    return totals === null || centre === null || headline === null ? null : { totals, centre, headline };
  });
  protected readonly waiting = this.state(({ totals, centre }) =>
    waitingState(totals, centre, this.store.now(), this.speech),
  );
  protected readonly answered = this.state(({ totals, centre }) =>
    rateState(totals.answerRate30m, centre.answerRateTarget, this.speech),
  );
  protected readonly lost = this.state(({ totals, headline }) => lostState(totals, headline, this.speech));
  protected readonly quickly = this.state(({ totals, centre }) =>
    rateState(totals.serviceLevel30m, centre.serviceLevelTarget, this.speech),
  );
  protected readonly staff = this.state(({ totals, headline }) =>
    staffState(totals, headline, this.store.teams(), this.speech),
  );
  protected readonly callBack = this.state(({ totals }) =>
    callBackState(totals, this.store.now(), this.speech),
  );
  protected readonly line = computed(() =>
    this.formats.line((this.store.centre()?.serviceLevelSeconds ?? 0) * 1000),
  );

  /** The calls that the day's unanswered are; null where a list of as many cannot be had. */
  protected readonly lostCalls = computed(() => this.dayCalls.of('unanswered'));

  /** What a percentage rests on; a small base is in the number itself. */
  protected base({ part, of }: Ratio): string {
    if (of < countsBelow) return '';
    return this.words.t('tile.base', { part: this.formats.number(part), of: this.formats.number(of) });
  }

  private state(of: (board: Board) => TileState) {
    return computed(() => {
      const board = this.board();
      return board === null ? none : of(board);
    });
  }
}
