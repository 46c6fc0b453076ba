import { computed, inject, linkedSignal, Service } from '@angular/core';
import {
  clinicRowKinds,
  type ClinicRowKind,
  type ClinicView,
  type TeamView,
  type WaitingView,
} from '@vigie/contracts';

import { Address } from '../shell/address';
import { LiveStore } from './live-store';
import { MyClinics } from './my-clinics';

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** Whether a name holds what was typed, whatever the accents and the case. */
export const nameMatches = (name: string, typed: string): boolean =>
  plain(name).includes(plain(typed.trim()));

/** What of the board is looked at: a team, a kind of clinic, one's own clinics, a language asked for, a clinic's name; kept in the address. */
@Service()
export class LiveFilters {
  private readonly address = inject(Address);
  private readonly store = inject(LiveStore);
  private readonly own = inject(MyClinics);

  readonly team = computed(() => this.address.value('team'));
  readonly language = computed(() => this.address.value('lang'));
  readonly search = computed(() => this.address.value('q') ?? '');
  readonly kind = computed<ClinicRowKind | null>(
    () => clinicRowKinds.find((kind) => kind === this.address.value('kind')) ?? null,
  );
  /** Only the clinics this viewer looks after; without any chosen, all. */
  readonly mine = computed(() => this.address.value('mine') === 'yes' && this.own.ids().size > 0);
  readonly hasOwn = computed(() => this.own.ids().size > 0);
  readonly active = computed(
    () => this.team() !== null || this.language() !== null || this.kind() !== null || this.mine(),
  );
  /** Whether some patients are drawn hollow: those who are not looked at, on the lanes of their team. */
  readonly hollow = computed(() => this.language() !== null || this.kind() !== null || this.mine());
  /** Kinds that clinics of the board have, in their usual order, and the one chosen. */
  readonly kinds = computed(() => {
    const there = new Set(this.store.clinicList().map(({ kind }) => kind));
    return clinicRowKinds.filter((kind) => there.has(kind) || kind === this.kind());
  });

  /** The centre's language and every one a caller asked for since the page was opened: none goes away again. */
  readonly languages = linkedSignal<readonly (string | null)[], readonly string[]>({
    source: () => [
      this.store.centre()?.locale ?? null,
      this.language(),
      ...this.store.waiting().map((caller) => caller.language),
    ],
    computation: (asked, previous) => {
      const known = previous?.value ?? [];
      const all = [...new Set([...known, ...asked])].filter((code) => code !== null);
      return all.length === known.length ? known : all.toSorted();
    },
  });

  readonly teams = computed<readonly TeamView[]>(() => {
    const team = this.team();
    return team === null ? this.store.teams() : this.store.teams().filter((one) => one.id === team);
  });

  /** Whether a clinic is one of those looked at, whoever waits for it. */
  holdsClinic(clinic: ClinicView): boolean {
    const [team, kind] = [this.team(), this.kind()];
    if (team !== null && !clinic.teamIds.includes(team)) return false;
    if (kind !== null && clinic.kind !== kind) return false;
    return !this.mine() || this.own.ids().has(clinic.id);
  }

  showsClinic(clinic: ClinicView): boolean {
    if (!this.holdsClinic(clinic)) return false;
    const waiting = this.store.waitingByClinic().get(clinic.id) ?? [];
    return this.language() === null || waiting.some((caller) => this.showsCaller(caller));
  }

  showsCaller(caller: WaitingView): boolean {
    const language = this.language();
    if (language !== null && caller.language !== language) return false;
    if (this.kind() === null && !this.mine()) return true;
    const clinic = this.store.clinics()[caller.clinicId];
    return clinic !== undefined && this.holdsClinic(clinic);
  }

  async set(name: 'team' | 'lang' | 'kind' | 'mine' | 'q', value: string): Promise<void> {
    await this.address.set({ [name]: value === '' ? null : value });
  }

  async clear(): Promise<void> {
    await this.address.set({ team: null, lang: null, kind: null, mine: null });
  }
}
