import { Component, computed, inject } from '@angular/core';
import { Sparkline, waitLevel, type WaitLevel } from '@vigie/charts';
import type { Ratio } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-button';
import { Formats } from '../shell/formats';
import { pointsUnder } from '../shell/format-values';
import { Words } from '../shell/words';
import { AgentsBar } from './agents-bar';
import { LiveStore } from './live-store';
import { LiveTile } from './live-tile';
import { SatisfactionTile } from './satisfaction-tile';

/** The seven tiles: the number, its company, and a mark only where a drawn line is passed. */
@Component({
  selector: 'vg-live-tiles',
  imports: [AgentsBar, FormulaButton, LiveTile, SatisfactionTile, Sparkline],
  styleUrl: './live-tiles.css',
  templateUrl: './live-tiles.html',
})
export class LiveTiles {
  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);

  protected readonly longestMs = computed(() => {
    const since = this.store.totals()?.longestSince ?? null;
    return since === null ? null : Math.max(0, this.store.now() - since);
  });
  protected readonly waitingLevel = computed<WaitLevel | ''>(() => {
    const longest = this.longestMs();
    const centre = this.store.centre();
    if (longest === null || centre === null) return '';
    const level = waitLevel(longest, centre.lines);
    return level === 'fine' ? '' : level;
  });
  protected readonly line = computed(() =>
    this.formats.line((this.store.centre()?.serviceLevelSeconds ?? 0) * 1000),
  );
  protected readonly secondLine = computed(() =>
    this.formats.line((this.store.centre()?.secondServiceLevelSeconds ?? 0) * 1000),
  );

  /** How far under its target a rate is, in words; null on target or on nothing counted. */
  protected under(ratio: Ratio, target: number): string | null {
    const points = pointsUnder(ratio.of === 0 ? null : ratio.value, target);
    return points === null ? null : this.words.n('tile.under', points);
  }

  /** The states of the secretaries who are not free, in words, those that have any. */
  protected readonly states = computed(() => {
    const agents = this.store.totals()?.agents;
    if (agents === undefined) return '';
    const shown = ['on_call', 'ringing', 'outbound', 'wrap_up', 'break', 'training', 'off_phone'] as const;
    return shown
      .filter((state) => agents[state] > 0)
      .map((state) => this.words.t(`stateShort.${state}`, { n: this.formats.number(agents[state]) }))
      .join(' · ');
  });
}
