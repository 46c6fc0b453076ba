import { Component, computed, inject, input } from '@angular/core';
import { levelSigns, waitLevel, WaitingLane, type LaneMark } from '@vigie/charts';
import type { ClinicView, TeamView, WaitingView } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-button';
import type { FormulaRow } from '../formula/formula-request';
import { countsBelow } from '../shell/format-values';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { laneSentence } from './lane-sentence';
import { LiveFilters } from './live-filters';
import { LiveStore } from './live-store';
import { OpenRow } from './open-row';

const sentenceEveryMs = 5000;

/** One lane of the board with its figures: a team, or a clinic in trouble. */
@Component({
  selector: 'vg-board-row',
  imports: [FormulaButton, WaitingLane],
  host: { role: 'row', '[class.opened]': 'opened()' },
  styleUrl: './board-row.css',
  templateUrl: './board-row.html',
})
export class BoardRow {
  readonly row = input.required<TeamView | ClinicView>();
  readonly sub = input.required<string>();

  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly openRow = inject(OpenRow);
  private readonly filters = inject(LiveFilters);
  protected readonly signs = levelSigns;

  protected readonly team = computed(() => {
    const row = this.row();
    return 'agents' in row ? row : null;
  });
  protected readonly formulaRow = computed<FormulaRow>(() => ({
    kind: this.team() === null ? 'clinic' : 'team',
    id: this.row().id,
  }));
  protected readonly opened = computed(() => {
    const open = this.openRow.row();
    return open?.id === this.row().id && open.kind === this.formulaRow().kind;
  });

  private readonly callers = computed<readonly WaitingView[]>(() => {
    const groups = this.team() === null ? this.store.waitingByClinic() : this.store.waitingByTeam();
    return groups.get(this.row().id) ?? [];
  });
  protected readonly marks = computed<readonly LaneMark[]>(() => {
    const named = new Set<string>();
    return this.callers().map((caller) => {
      const first = this.team() !== null && !named.has(caller.clinicId);
      named.add(caller.clinicId);
      return {
        id: caller.id,
        since: caller.since,
        label: first ? (this.store.clinics()[caller.clinicId]?.shortName ?? '') : '',
        hollow: caller.toVerify || !this.filters.showsCaller(caller),
      };
    });
  });

  private readonly saidAt = computed(() => Math.floor(this.store.now() / sentenceEveryMs) * sentenceEveryMs);
  protected readonly sentence = computed(() =>
    laneSentence(
      {
        name: this.row().name,
        callers: this.callers(),
        now: this.saidAt(),
        clinicName: (id) => (this.team() === null ? null : (this.store.clinics()[id]?.name ?? null)),
      },
      { words: this.words, formats: this.formats },
    ),
  );

  protected readonly longest = computed(() => {
    const { longestSince, lines } = this.row();
    if (longestSince === null) return null;
    const waitMs = this.store.now() - longestSince;
    return { level: waitLevel(waitMs, lines), text: this.formats.duration(waitMs) };
  });
  protected readonly underTarget = computed(() => {
    const { answerRate30m, answerRateTarget } = this.row();
    return (
      answerRate30m.of >= countsBelow &&
      answerRate30m.value !== null &&
      answerRate30m.value < answerRateTarget
    );
  });

  protected open(): void {
    this.openRow.open(this.formulaRow().kind, this.row().id);
  }
}
