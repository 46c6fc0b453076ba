import { computed, inject, Service } from '@angular/core';
import type { ClinicView, TeamView, WaitingView } from '@vigie/contracts';

import { Address } from '../shell/address';
import { LiveStore } from './live-store';

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** Whether a name holds what was typed, whatever the accents and the case. */
export const nameMatches = (name: string, typed: string): boolean =>
  plain(name).includes(plain(typed.trim()));

/** What of the board is looked at: a team, a language asked for, a clinic's name; kept in the address. */
@Service()
export class LiveFilters {
  private readonly address = inject(Address);
  private readonly store = inject(LiveStore);

  readonly team = computed(() => this.address.value('team'));
  readonly language = computed(() => this.address.value('lang'));
  readonly search = computed(() => this.address.value('q') ?? '');
  readonly active = computed(() => this.team() !== null || this.language() !== null);

  /** Languages that waiting patients asked for now, and the one chosen. */
  readonly languages = computed(() => {
    const asked = this.store.waiting().map((caller) => caller.language);
    return [...new Set([...asked, this.language()])].filter((code) => code !== null).toSorted();
  });

  readonly teams = computed<readonly TeamView[]>(() => {
    const team = this.team();
    return team === null ? this.store.teams() : this.store.teams().filter((one) => one.id === team);
  });

  showsClinic(clinic: ClinicView): boolean {
    const team = this.team();
    if (team !== null && !clinic.teamIds.includes(team)) return false;
    const waiting = this.store.waitingByClinic().get(clinic.id) ?? [];
    return this.language() === null || waiting.some((caller) => this.showsCaller(caller));
  }

  showsCaller(caller: WaitingView): boolean {
    const language = this.language();
    return language === null || caller.language === language;
  }

  async set(name: 'team' | 'lang' | 'q', value: string): Promise<void> {
    await this.address.set({ [name]: value === '' ? null : value });
  }

  async clear(): Promise<void> {
    await this.address.set({ team: null, lang: null });
  }
}
