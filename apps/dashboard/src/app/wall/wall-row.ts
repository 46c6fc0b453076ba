import { Component, computed, inject, input } from '@angular/core';
import { levelSigns, waitLevel, WaitingLane, type LaneMark } from '@vigie/charts';
import type { TeamView, WaitingView } from '@vigie/contracts';

import { LiveStore } from '../live/live-store';
import { laneSentence } from '../live/lane-sentence';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';

const sentenceEveryMs = 10_000;

type Standing = Pick<WaitingView, 'id' | 'clinicId' | 'since' | 'toVerify'>;

/** One team on the television: its lane, how many wait, and the longest wait. */
@Component({
  selector: 'vg-wall-row',
  imports: [WaitingLane],
  host: { role: 'listitem' },
  styles: `
    :host {
      --lane-mark: calc(var(--u) * 36);
      display: grid;
      grid-column: 1 / -1;
      grid-template-columns: subgrid;
      grid-template-rows: calc(var(--u) * 70);
      align-items: center;
      height: calc(var(--u) * 70);
    }
    .name {
      overflow: hidden;
      font-weight: 500;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .count,
    .longest {
      text-align: right;
      white-space: nowrap;
    }
    .longest {
      font-weight: 700;
    }
    .fine {
      color: var(--ok);
    }
    .watch {
      color: var(--watch);
    }
    .act {
      color: var(--alarm);
    }
    .muted {
      color: var(--muted);
    }
    @media (width < 900px) {
      :host {
        grid-template-columns: minmax(0, 1fr) auto auto;
        column-gap: calc(var(--u) * 24);
        grid-template-rows: auto auto;
        height: auto;
        padding: calc(var(--u) * 12) 0;
      }
      vg-waiting-lane {
        grid-row: 2;
        grid-column: 1 / -1;
      }
    }
  `,
  template: `
    <span class="name">{{ row().name }}</span>
    <vg-waiting-lane
      [marks]="marks()"
      [departed]="store.departed()"
      [lines]="row().lines"
      [now]="store.now()"
      [sentence]="sentence()"
    />
    <span class="count">{{ row().waiting === 0 ? '' : formats.number(row().waiting) }}</span>
    @if (longest(); as wait) {
      <span [class]="'longest ' + wait.level"
        ><span aria-hidden="true">{{ signs[wait.level] }}</span> {{ wait.text }}</span
      >
    } @else {
      <span class="longest muted">–</span>
    }
  `,
})
export class WallRow {
  readonly row = input.required<TeamView>();

  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly signs = levelSigns;

  private readonly callers = computed<readonly Standing[]>(() => {
    const { id, longestSince } = this.row();
    const callers = this.store.waitingByTeam().get(id) ?? [];
    // By a link nobody who waits is told of but how long the first one does: that is one mark.
    if (callers.length > 0 || longestSince === null) return callers;
    return [{ id: `longest ${longestSince}`, clinicId: '', since: longestSince, toVerify: false }];
  });
  /** Without labels: a name beside a mark cannot be read from five metres. */
  protected readonly marks = computed<readonly LaneMark[]>(() =>
    this.callers().map(({ id, since, toVerify }) => ({ id, since, label: '', hollow: toVerify })),
  );
  protected readonly longest = computed(() => {
    const { longestSince, lines } = this.row();
    if (longestSince === null) return null;
    const waitMs = this.store.now() - longestSince;
    return { level: waitLevel(waitMs, lines), text: this.formats.duration(waitMs) };
  });
  private readonly saidAt = computed(() => Math.floor(this.store.now() / sentenceEveryMs) * sentenceEveryMs);
  protected readonly sentence = computed(() =>
    laneSentence(
      {
        name: this.row().name,
        callers: this.callers(),
        waiting: this.row().waiting,
        now: this.saidAt(),
        clinicName: () => null,
      },
      { words: this.words, formats: this.formats },
    ),
  );
}
