import { Component, computed, inject, signal } from '@angular/core';
import { lanePosition, laneTicksMs } from '@vigie/charts';
import type { ClinicView, TeamView } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { BoardRow } from './board-row';
import { CalmLine } from './calm-line';
import { FiltersBar } from './filters-bar';
import { LiveFilters } from './live-filters';
import { LiveStore } from './live-store';
import { WaitingTable } from './waiting-table';

const troubleAtMost = 8;

/** The heart of the page: teams, then clinics in trouble, then the calm line, on one scale of wait. */
@Component({
  selector: 'vg-board-card',
  imports: [BoardRow, CalmLine, FiltersBar, WaitingTable],
  host: { class: 'card' },
  styleUrl: './board-card.css',
  templateUrl: './board-card.html',
})
export class BoardCard {
  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly filters = inject(LiveFilters);

  protected readonly asTable = signal(false);
  protected readonly expanded = signal(false);
  protected readonly ticks = laneTicksMs.map((ms) => ({ ms, at: lanePosition(ms) }));

  private readonly troubled = computed(() =>
    this.store
      .trouble()
      .entries.map((entry) => ({ entry, clinic: this.store.clinics()[entry.id] }))
      .filter(
        (row): row is { entry: typeof row.entry; clinic: ClinicView } =>
          row.clinic !== undefined && this.filters.showsClinic(row.clinic),
      ),
  );
  protected readonly shown = computed(() =>
    this.expanded() ? this.troubled() : this.troubled().slice(0, troubleAtMost),
  );
  protected readonly others = computed(() => this.troubled().length - this.shown().length);
  protected readonly canFold = computed(() => this.expanded() && this.troubled().length > troubleAtMost);

  protected teamSub(team: TeamView): string {
    return this.words.n('board.clinics', team.clinics);
  }

  /** The clinic's team, and why it is here: what is wrong, or since when it is calm again. */
  protected clinicSub({
    entry,
    clinic,
  }: {
    entry: { calmSince: number | null };
    clinic: ClinicView;
  }): string {
    const team = this.store.team(clinic.teamIds[0] ?? '')?.name ?? '';
    const reason = clinic.trouble[0];
    const calm = entry.calmSince === null ? '' : this.formats.duration(this.store.now() - entry.calmSince);
    const why =
      calm === ''
        ? reason && this.words.t(`board.reasons.${reason}`)
        : this.words.t('board.calmNow', { age: calm });
    return [team, why ?? ''].filter((part) => part !== '').join(' · ');
  }
}
