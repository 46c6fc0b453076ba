import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SettingsItem, SettingsKind } from '@vigie/contracts';

import { nameMatches } from '../live/live-filters';
import { Address } from '../shell/address';
import { Me } from '../shell/me';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { readOfCentre } from '../shell/read-of-centre';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { CentreProposals } from './centre-proposals';
import { CentreSettings } from './centre-settings';
import { ProposalsList } from './proposals-list';
import { staffDayShape } from './settings-answers';
import { SettingsForm } from './settings-form';
import { SettingsHistory } from './settings-history';
import { TeamDayForm } from './team-day';

const kinds = ['clinics', 'queues', 'teams', 'agents'] as const satisfies readonly SettingsKind[];

/** What a centre decides: clinics, queues, teams and secretaries, each with a form and its history. */
@Component({
  selector: 'vg-settings-page',
  imports: [PageState, ProposalsList, RouterLink, SettingsForm, SettingsHistory, TeamDayForm],
  styleUrls: ['../people/people-page.css', './settings-page.css'],
  templateUrl: './settings-page.html',
})
export class SettingsPage {
  protected readonly words = inject(Words);
  protected readonly settings = inject(CentreSettings);
  protected readonly proposals = inject(CentreProposals);
  private readonly address = inject(Address);
  protected readonly me = inject(Me);
  protected readonly tenants = inject(Tenants);

  protected readonly typed = signal('');
  protected readonly adding = signal(false);
  /** One that is not there yet, by the id that was written. */
  private readonly begun = signal<SettingsItem | null>(null);
  /** The lists that hold something of the viewer's. */
  protected readonly kinds = computed<readonly SettingsKind[]>(() => {
    const view = this.settings.view();
    if (view === null) return [];
    return kinds.filter((kind) => view[kind].length > 0 || this.mayAdd());
  });
  protected readonly kind = computed<SettingsKind>(() => {
    const wanted = this.address.value('kind');
    return this.kinds().find((kind) => kind === wanted) ?? this.kinds()[0] ?? 'clinics';
  });
  private readonly items = computed(() => this.settings.view()?.[this.kind()] ?? []);
  protected readonly rows = computed(() =>
    this.items().filter(({ id, name }) => this.typed() === '' || nameMatches(`${name} ${id}`, this.typed())),
  );
  protected readonly shown = computed<SettingsItem | null>(() => {
    const wanted = this.address.value('id');
    const begun = this.begun();
    const found = this.items().find(({ id }) => id === wanted);
    return found ?? (begun !== null && begun.id === wanted ? begun : (this.items()[0] ?? null));
  });
  /** One form, made anew for each item. */
  protected readonly forms = computed(() => [this.shown()].filter((item) => item !== null));

  /** What waits for an answer, each item once, and whether it is the viewer's to give. */
  protected readonly waiting = computed(() => {
    const open = this.proposals.open();
    const mine = open.some(({ mayDecide }) => mayDecide);
    const byItem = new Map(open.map((one) => [`${one.kind} ${one.itemId}`, one]));
    const said = mine ? 'settings.proposals.open' : 'settings.proposals.waiting';
    return { text: this.words.n(said, open.length), items: [...byItem.values()] };
  });

  /** Who is planned today, of the viewer's teams. */
  protected readonly staff = readOfCentre('/api/v1/staff-plan', staffDayShape);

  constructor() {
    showPageName(() => this.words.t('settings.title'));
  }

  protected mayAdd(): boolean {
    return (this.settings.view()?.isWhole ?? false) && this.me.may('settings.manage');
  }

  protected kindName(kind: SettingsKind): string {
    return this.words.t(`settings.kinds.${kind}`);
  }

  /** How many of a team are planned today, at most and at this moment; empty where nothing says so. */
  protected plannedToday(teamId: string): string {
    const team = this.staff.value()?.teams.find((one) => one.teamId === teamId);
    if (team === undefined || team.planned === null) return '';
    const most = Math.max(0, ...team.planned.map(({ count }) => count));
    return this.words.t('settings.staff.today', { most, now: team.now ?? 0 });
  }

  protected addName(kind: SettingsKind): string {
    return this.words.t(`settings.add.${kind}`);
  }

  protected show(kind: SettingsKind, id: string | null): void {
    this.adding.set(false);
    this.typed.set('');
    void this.address.set({ kind, id });
  }

  protected begin(event: Event, id: string): void {
    event.preventDefault();
    const plain = id.trim();
    if (plain === '') return;
    this.begun.set({
      id: plain,
      name: plain,
      isSet: false,
      revision: 'new',
      values: { id: plain },
      mayChange: ['*'],
      mayPropose: [],
    });
    this.show(this.kind(), plain);
  }
}
