import { computed, inject, Service, signal } from '@angular/core';
import type { CallbackView } from '@vigie/contracts';

import { Address } from '../shell/address';
import { CallbackBoard } from './callback-board';
import { isHeld } from './callback-order';

const nameOf = ({ name }: { readonly name: string | null }): string => name ?? '';

/** What of the list is wanted: a team, a clinic, a language, those nobody is on; empty for all. */
@Service()
export class CallbackFilter {
  private readonly board = inject(CallbackBoard);
  private readonly address = inject(Address);
  /** `null`: those of no team. */
  readonly team = signal<string | null>('');
  /** In the address, so that other pages lead to the list of one clinic. */
  readonly clinic = computed(() => this.address.value('clinic') ?? '');
  readonly language = signal('');
  readonly onlyFree = signal(false);
  /** How a reference begins that somebody looks for. */
  readonly reference = signal('');
  /** Shown whatever is wanted: somebody is at it. */
  readonly kept = signal<string | null>(null);

  private readonly ofClinic = computed(() =>
    this.board
      .callbacks()
      .filter(
        (one) =>
          (this.clinic() === '' || one.clinicId === this.clinic()) &&
          (this.language() === '' || one.language === this.language()),
      ),
  );
  readonly wanted = computed<readonly CallbackView[]>(() =>
    this.ofClinic().filter(
      (one) =>
        (this.team() === '' || one.teamId === this.team()) &&
        one.reference.startsWith(this.reference().trim().toUpperCase()) &&
        (!this.onlyFree() || !isHeld(one, this.board.now()) || one.id === this.kept()),
    ),
  );
  readonly all = computed(() => this.ofClinic().length);
  readonly free = computed(() => this.ofClinic().filter((one) => !isHeld(one, this.board.now())).length);
  /** They add up to all; those of no team come last. */
  readonly teams = computed(() => {
    const byTeam = Map.groupBy(this.ofClinic(), ({ teamId }) => teamId);
    return [...byTeam]
      .map(([id, some]) => ({ id, name: some[0]?.teamName ?? id, n: some.length }))
      .toSorted(
        (a, b) => Number(a.id === null) - Number(b.id === null) || nameOf(a).localeCompare(nameOf(b)),
      );
  });
  /** Those that have somebody to call back, and the one that is wanted. */
  readonly clinics = computed(() => {
    const names = new Map(this.board.callbacks().map(({ clinicId, clinicName }) => [clinicId, clinicName]));
    const wanted = this.clinic();
    if (wanted !== '' && !names.has(wanted)) names.set(wanted, wanted);
    return [...names].toSorted((a, b) => a[1].localeCompare(b[1]));
  });
  readonly languages = computed(() =>
    [...new Set(this.board.callbacks().flatMap(({ language }) => language ?? []))].toSorted(),
  );

  /** Of which clinic the list is wanted; empty for all. */
  chooseClinic(id: string): void {
    void this.address.set({ clinic: id === '' ? null : id });
  }
}
