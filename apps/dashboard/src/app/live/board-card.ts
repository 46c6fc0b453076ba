import { Component, computed, effect, inject, signal } from '@angular/core';
import { lanePosition, laneTicksMs } from '@vigie/charts';
import type { ClinicView, TeamView } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { BoardRow } from './board-row';
import { CalmLine } from './calm-line';
import { ClinicGrid } from './clinic-grid';
import { FiltersBar } from './filters-bar';
import { LiveFilters } from './live-filters';
import { LiveStore } from './live-store';
import { WaitingTable } from './waiting-table';

const troubleAtMost = 9;
const namesAtMost = 3;
/** With so few in trouble, there is room below them for the others: always from the same line on. */
const fewInTrouble = 4;

/**
 * The heart of the page: teams, then clinics in trouble, on one scale of wait. Nine rows are kept for clinics in
 * trouble and show the calm ones when none is: what stands below never moves.
 */
@Component({
  selector: 'vg-board-card',
  imports: [BoardRow, CalmLine, ClinicGrid, FiltersBar, WaitingTable],
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
  /** Whether the pointer, or the keyboard, is on the rows in trouble. */
  protected readonly pointed = signal(false);
  protected readonly keyed = signal(false);
  protected readonly ticks = laneTicksMs.map((ms) => ({ ms, at: lanePosition(ms) }));

  protected readonly troubled = computed<readonly ClinicView[]>(() =>
    this.store
      .trouble()
      .flatMap((id) => this.store.clinics()[id] ?? [])
      .filter((clinic) => this.filters.showsClinic(clinic)),
  );
  protected readonly calm = computed(() =>
    this.store.clinicList().filter((clinic) => this.filters.holdsClinic(clinic)),
  );
  /** A board of some clinics tells no teams: they take the calls of others too. */
  protected readonly tellsTeams = computed(
    () => this.store.teams().length > 0 || (this.store.totals()?.agents ?? null) !== null,
  );
  /** As many rows as can ever be in trouble, nine at most: what stands below them stays where it is. */
  protected readonly keptRows = computed(() =>
    Math.max(2, Math.min(troubleAtMost, this.store.clinicList().length)),
  );
  protected readonly shown = computed(() =>
    this.expanded() ? this.troubled() : this.troubled().slice(0, troubleAtMost),
  );
  /** The others, where so few are in trouble that half of the rows kept would stand empty. */
  protected readonly beside = computed<readonly ClinicView[]>(() => {
    const shown = this.troubled();
    if (shown.length === 0 || shown.length > fewInTrouble || this.keptRows() < troubleAtMost) return [];
    return this.calm().filter(({ id }) => !shown.some((one) => one.id === id));
  });
  protected readonly others = computed(() => this.troubled().length - this.shown().length);
  protected readonly canFold = computed(() => this.expanded() && this.troubled().length > troubleAtMost);
  protected readonly about = computed(() => {
    const count = this.troubled().length;
    if (count === 0) return this.words.t('board.noTrouble');
    const order = this.words.t(this.store.troubleHeld() ? 'board.heldOrder' : 'board.worstFirst');
    return `${this.handled()} · ${order}`;
  });
  /** How many of all in trouble somebody deals with, and who; how many nobody. */
  private readonly handled = computed(() => {
    const rows = this.troubled();
    const claims = rows.flatMap(({ claim }) => (claim === null ? [] : [claim.by]));
    if (claims.length === 0) return this.words.n('board.unhandled', rows.length);
    const names = [...new Set(claims)];
    const more = names.length - namesAtMost;
    const told = [
      names.slice(0, namesAtMost).join(', '),
      ...(more > 0 ? [this.words.n('board.laneMore', more)] : []),
    ].join(' ');
    return this.words.t(claims.length < rows.length ? 'board.handledSome' : 'board.handledAll', {
      n: this.formats.number(claims.length),
      of: this.formats.number(rows.length),
      rest: this.formats.number(rows.length - claims.length),
      names: told,
    });
  });

  constructor() {
    effect(() => {
      this.store.troubleHeld.set(this.pointed() || this.keyed());
    });
  }

  /** A button that was pressed keeps the focus; only a focus that shows holds the list. */
  protected focused({ target }: Event): void {
    this.keyed.set(target instanceof Element && target.matches(':focus-visible'));
  }

  protected teamSub(team: TeamView): string {
    return this.words.n('board.clinics', team.clinics);
  }

  /** The teams that take the clinic's calls; the one that is looked at, where one is. */
  protected clinicSub({ teamIds }: ClinicView): string {
    const chosen = this.filters.team();
    const ids = chosen !== null && teamIds.includes(chosen) ? [chosen] : teamIds;
    return ids.map((id) => this.store.team(id)?.name ?? '').join(', ');
  }
}
