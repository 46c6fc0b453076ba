import { Component, computed, ElementRef, inject, input } from '@angular/core';
import { levelSigns, waitLevel, WaitingLane, type LaneMark } from '@vigie/charts';
import type { ClinicView, TeamView, WaitingView } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-cards';
import type { FormulaRow } from '../formula/formula-request';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { ClaimButton } from './claim-button';
import { laneSentence } from './lane-sentence';
import { LiveFilters } from './live-filters';
import { LiveStore } from './live-store';
import { OpenRow } from './open-row';
import { rateLevel } from './tile-states';

const sentenceEveryMs = 5000;

/** One lane of the board with its figures: a team, or a clinic in trouble. */
@Component({
  selector: 'vg-board-row',
  imports: [ClaimButton, FormulaButton, WaitingLane],
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
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly signs = levelSigns;

  protected readonly team = computed(() => {
    const row = this.row();
    return 'agents' in row ? row : null;
  });
  protected readonly clinic = computed(() => {
    const row = this.row();
    return 'troubleRank' in row ? row : null;
  });
  /** More give up than are taken. */
  protected readonly losing = computed(() => {
    const { lostPerMinute, takenPerMinute } = this.row();
    return lostPerMinute > 0 && lostPerMinute >= takenPerMinute;
  });
  protected readonly missing = computed(() => {
    const team = this.team();
    return team === null ? 0 : (team.planned ?? 0) - team.agents.present;
  });
  /** Who is here, of those planned where there is a plan. */
  protected readonly staff = computed(() => {
    if (this.store.totals()?.agents === null) return '–';
    const team = this.team();
    if (team === null) return '';
    const present = this.formats.number(team.agents.present);
    if (team.planned === null) return present;
    return this.words.t('board.ofPlanned', { n: present, of: this.formats.number(team.planned) });
  });
  protected readonly unreached = computed(() => {
    const { lost30m, lostUnreached30m } = this.row();
    if (lost30m === 0) return '';
    return lostUnreached30m === 0
      ? this.words.t('board.allReached')
      : this.words.n('board.unreached', lostUnreached30m);
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
      const first = !named.has(caller.clinicId);
      named.add(caller.clinicId);
      return {
        id: caller.id,
        since: caller.since,
        label: this.team() === null ? this.attempt(caller) : first ? this.shortName(caller) : '',
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
  protected readonly rate = computed(() => {
    const { answerRate30m, answerRateTarget } = this.row();
    return rateLevel(answerRate30m, answerRateTarget);
  });

  /** Moves between the numbers of the row: the keyboard stops at its name alone. */
  protected move(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const buttons = [...this.host.querySelectorAll('button')];
    const next = buttons[buttons.findIndex((button) => button === event.target) + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  }

  private shortName({ clinicId }: WaitingView): string {
    return this.store.clinics()[clinicId]?.shortName ?? '';
  }

  /** Which try of its caller, from the second on. */
  private attempt({ attempt }: WaitingView): string {
    return attempt === null || attempt < 2 ? '' : this.words.nth('drawer.attempts', attempt);
  }

  protected open(): void {
    this.openRow.open(this.formulaRow().kind, this.row().id);
  }
}
