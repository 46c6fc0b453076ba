import { Component, computed, inject } from '@angular/core';
import { levelSigns, waitLevel, type WaitLevel } from '@vigie/charts';

import { LiveStore } from '../live/live-store';
import { worstLevel } from '../live/worst-level';
import { countsBelow } from '../shell/format-values';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';

/** Letters of the largest size that fit into a figure's column; a unit's letter takes less. */
const fitting = 4;
const unitLetters = 0.6;
/** Parts of the wanted share answered below which one watches, and acts: as the level of the centre. */
const watchShare = 0.9;
const actShare = 0.8;
const minutesOfPace = 5;
const fewestLost = 3;

type FigureId = 'waiting' | 'longest' | 'answered' | 'lost' | 'people';

type WallFigure = {
  readonly id: FigureId;
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  readonly level: WaitLevel;
};

/** The four figures that are read from the other end of the room. */
@Component({
  selector: 'vg-wall-figures',
  styleUrl: './wall-figures.css',
  template: `
    @for (figure of figures(); track figure.id) {
      <div role="group" [attr.aria-label]="figure.label" [class]="figure.level">
        <h2>{{ figure.label }}</h2>
        <p [style.--fit]="fit(figure)">
          {{ figure.value }}<span class="unit">{{ figure.unit }}</span>
          @if (figure.level !== 'fine') {
            <i aria-hidden="true">{{ signs[figure.level] }}</i>
          }
        </p>
      </div>
    }
  `,
})
export class WallFigures {
  private readonly store = inject(LiveStore);
  private readonly words = inject(Words);
  private readonly formats = inject(Formats);
  protected readonly signs = levelSigns;

  protected readonly figures = computed<readonly WallFigure[]>(() => {
    const totals = this.store.totals();
    if (totals === null) return this.ofTeams();
    const { waiting, answerRate30m, lost30m, agents, planned } = totals;
    const count = (value: number): string => this.formats.number(value);
    const figures = [
      this.figure('waiting', { value: count(waiting), unit: '' }, this.waitingLevel()),
      this.figure('answered', this.formats.ratio(answerRate30m), this.answeredLevel()),
      this.figure('lost', { value: count(lost30m), unit: '' }, this.lostLevel()),
    ];
    if (agents === null) return figures;
    const present = count(agents.present);
    const people = planned === null ? present : `${present}/${count(planned)}`;
    return [...figures, this.figure('people', { value: people, unit: '' }, 'fine')];
  });

  /** A board of teams has no total of calls: who waits for them, how long, and who of a single one is there. */
  private ofTeams(): readonly WallFigure[] {
    const teams = this.store.teams();
    if (teams.length === 0) return [];
    const waiting = teams.reduce((sum, team) => sum + team.waiting, 0);
    const level = worstLevel(teams, this.store.now());
    const longest = Math.min(...teams.map(({ longestSince }) => longestSince ?? Infinity));
    const wait = Number.isFinite(longest) ? this.formats.duration(this.store.now() - longest) : '–';
    const figures = [
      this.figure('waiting', { value: this.formats.number(waiting), unit: '' }, level),
      this.figure('longest', { value: wait, unit: '' }, level),
    ];
    const [only, ...others] = teams;
    if (only === undefined || others.length > 0) return figures;
    const lost = this.figure('lost', { value: this.formats.number(only.lost30m), unit: '' }, 'fine');
    const present = this.formats.number(only.agents.present);
    const people = only.planned === null ? present : `${present}/${this.formats.number(only.planned)}`;
    return [...figures, lost, this.figure('people', { value: people, unit: '' }, 'fine')];
  }

  /** How much smaller than the largest size a figure is drawn, so that nothing of it is cut. */
  protected fit({ value, unit }: WallFigure): number {
    return Math.min(1, fitting / (value.length + unit.length * unitLetters));
  }

  private figure(
    id: FigureId,
    { value, unit }: Pick<WallFigure, 'value' | 'unit'>,
    level: WaitLevel,
  ): WallFigure {
    return { id, label: this.words.t(`wall.figures.${id}`), value, unit, level };
  }

  private waitingLevel(): WaitLevel {
    const since = this.store.totals()?.longestSince ?? null;
    const centre = this.store.centre();
    return since === null || centre === null ? 'fine' : waitLevel(this.store.now() - since, centre.lines);
  }

  private answeredLevel(): WaitLevel {
    const rate = this.store.totals()?.answerRate30m;
    const target = this.store.centre()?.answerRateTarget ?? 0;
    if (rate === undefined || rate.value === null || rate.of < countsBelow) return 'fine';
    if (rate.value < target * actShare) return 'act';
    return rate.value < target * watchShare ? 'watch' : 'fine';
  }

  private lostLevel(): WaitLevel {
    const { lostPerMinute = 0, takenPerMinute = 0 } = this.store.totals() ?? {};
    const many = lostPerMinute * minutesOfPace >= fewestLost;
    return many && lostPerMinute >= takenPerMinute ? 'act' : 'fine';
  }
}
