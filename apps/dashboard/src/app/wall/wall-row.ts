import { Component, computed, inject, input } from '@angular/core';
import { levelSigns, waitLevel, WaitingLane, type LaneMark } from '@vigie/charts';
import type { ClinicView, TeamView } from '@vigie/contracts';

import { LiveStore } from '../live/live-store';
import { laneSentence } from '../live/lane-sentence';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';

const sentenceEveryMs = 10_000;

/** One team on the television: its lane, its longest wait, its share answered. */
@Component({
  selector: 'vg-wall-row',
  imports: [WaitingLane],
  host: { role: 'listitem' },
  styleUrl: './wall-row.css',
  template: `
    <b class="name">{{ row().name }}</b>
    <vg-waiting-lane
      [marks]="marks()"
      [departed]="store.departed()"
      [lines]="row().lines"
      [now]="store.now()"
      [sentence]="sentence()"
    />
    @if (longest(); as wait) {
      <b [class]="'longest ' + wait.level"
        ><span aria-hidden="true">{{ signs[wait.level] }}</span> {{ wait.text }}</b
      >
    } @else {
      <span class="longest muted">{{ words.t('wall.nobody') }}</span>
    }
    <span class="rate"
      >{{ formats.ratioText(row().answerRate30m) }} <small>{{ words.t('wall.answeredShort') }}</small></span
    >
  `,
})
export class WallRow {
  readonly row = input.required<TeamView | ClinicView>();
  /** Whether clinics may be named on the lane. */
  readonly names = input(true);

  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly signs = levelSigns;

  private readonly callers = computed(() => this.store.waitingByTeam().get(this.row().id) ?? []);
  protected readonly marks = computed<readonly LaneMark[]>(() => {
    const named = new Set<string>();
    return this.callers().map((caller) => {
      const first = this.names() && !named.has(caller.clinicId);
      named.add(caller.clinicId);
      const label = first ? (this.store.clinics()[caller.clinicId]?.shortName ?? '') : '';
      return { id: caller.id, since: caller.since, label, hollow: caller.toVerify };
    });
  });
  protected readonly longest = computed(() => {
    const { longestSince, lines } = this.row();
    if (longestSince === null) return null;
    const waitMs = this.store.now() - longestSince;
    return { level: waitLevel(waitMs, lines), text: this.formats.duration(waitMs) };
  });
  private readonly saidAt = computed(() => Math.floor(this.store.now() / sentenceEveryMs) * sentenceEveryMs);
  protected readonly sentence = computed(() =>
    laneSentence(
      { name: this.row().name, callers: this.callers(), now: this.saidAt(), clinicName: () => null },
      { words: this.words, formats: this.formats },
    ),
  );
}
