import { computed, inject, linkedSignal, resource, Service } from '@angular/core';
import { Router } from '@angular/router';
import type { LiveSnapshot } from '@vigie/contracts';

import { Address } from '../shell/address';
import { failureOf, ServerSaidNo, type AskFailure } from '../shell/ask-server';
import { Clock } from '../shell/clock';

/** Why a past moment is not shown; `gone`: the calls of that day are no longer kept; `wrong`: no past moment. */
export type ReplayTrouble = AskFailure | 'gone' | 'wrong';

const refusals: Readonly<Record<number, ReplayTrouble>> = { 400: 'wrong', 410: 'gone' };

function troubleOf(error: unknown): ReplayTrouble {
  return (error instanceof ServerSaidNo ? refusals[error.status] : undefined) ?? failureOf(error);
}

function instantOf(text: string | null): number | null {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : at;
}

type Asked = { readonly at: number; readonly tenant: string | null };
type Told = Asked & { readonly board: LiveSnapshot | null };

/**
 * The past moment that the live page looks at: it stands in the address (`?at=`), and what is shown is folded by the
 * server from what had happened by then. While another moment is read, the one shown last stays, with its own time.
 */
@Service()
export class Replay {
  private readonly address = inject(Address);
  private readonly router = inject(Router);
  private readonly clock = inject(Clock);

  /** The moment that is asked for, ms since 1970; null while the present is shown. */
  readonly at = computed(() => (this.address.path() === '/' ? instantOf(this.address.value('at')) : null));
  readonly isOn = computed(() => this.at() !== null);

  private readonly asked = computed<Asked | undefined>(
    () => {
      const at = this.at();
      return at === null ? undefined : { at, tenant: this.address.value('tenant') };
    },
    { equal: (one, other) => one?.at === other?.at && one?.tenant === other?.tenant },
  );
  private readonly read = resource({
    params: () => this.asked(),
    loader: async ({ params, abortSignal }) =>
      (await import('./past-board')).readPastBoard(params, abortSignal),
  });
  private readonly told = linkedSignal<Told | null, Told | null>({
    source: () => {
      const asked = this.asked();
      if (asked === undefined || this.read.error() !== undefined) return null;
      return { ...asked, board: this.read.hasValue() ? this.read.value() : null };
    },
    computation: (fresh, previous) => {
      if (fresh === null || fresh.board !== null) return fresh;
      const last = previous?.value ?? null;
      return last?.tenant === fresh.tenant ? last : fresh;
    },
  });

  /** The board of the moment that is shown, whose `at` it names; null before the first, and where it cannot be read. */
  readonly board = computed(() => this.told()?.board ?? null);
  readonly isReading = this.read.isLoading;
  readonly trouble = computed<ReplayTrouble | null>(() => {
    const error = this.read.error();
    return error === undefined || !this.isOn() ? null : troubleOf(error);
  });

  /** Looks at a moment from wherever one is; a step to go back from. */
  open(at: number): void {
    void this.router.navigate(['/'], { queryParams: this.choices(at), queryParamsHandling: 'merge' });
  }

  /** Looks at another moment; the future cannot be looked at. */
  turnTo(at: number): void {
    if (at < this.clock.now()) void this.address.set(this.choices(at));
  }

  /** Whether so much later is still the past. */
  reaches(stepMs: number): boolean {
    return (this.at() ?? Number.POSITIVE_INFINITY) + stepMs < this.clock.second();
  }

  step(stepMs: number): void {
    this.turnTo((this.at() ?? Number.POSITIVE_INFINITY) + stepMs);
  }

  /** Back to the present. */
  close(): void {
    void this.address.set({ at: null }, true);
  }

  again(): void {
    this.read.reload();
  }

  private choices(at: number) {
    return { at: new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000', '') };
  }
}
