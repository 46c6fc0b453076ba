import { computed, effect, inject, resource, Service } from '@angular/core';
import type { Me as MeView } from '@vigie/contracts';

import { addressOf, askServer, failureOf, ServerSaidNo, type AskFailure } from './ask-server';
import { Formats } from './formats';
import { meShape } from './page-answers';
import { readAnswer } from './read-answer';
import { Tenants } from './tenants';

/** As whom one looks at the demonstration: the server reads it there, and nowhere else. */
const asCookie = 'vigie-as';

/** Who looks at the pages, and what they may; menus and pages follow it. */
@Service()
export class Me {
  private readonly tenants = inject(Tenants);
  private readonly read = resource({
    params: () => ({ tenant: this.tenants.chosen() }),
    loader: async ({ params, abortSignal }) => {
      const answer = await askServer(addressOf('/api/v1/me', params), { signal: abortSignal });
      return readAnswer(meShape, answer);
    },
  });

  /** Null while it is asked, and for whoever is not signed in. */
  readonly who = computed<MeView | null>(() => (this.read.hasValue() ? this.read.value() : null));
  /** Why it is not known; null while it is asked and when it is known. */
  readonly failure = computed<AskFailure | null>(() => {
    const error = this.read.error();
    return error === undefined ? null : failureOf(error);
  });
  /** Whether the server wants somebody to sign in. */
  readonly isOut = computed(() => {
    const error = this.read.error();
    // While it is asked again, as after signing in, the last answer says nothing any more.
    return !this.read.isLoading() && error instanceof ServerSaidNo && error.status === 401;
  });
  private readonly allowed = computed(
    () => new Set((this.who()?.permissions ?? []).map(({ permission }) => permission)),
  );

  /** Whether they have the permission; false while that is not known. */
  may(permission: string): boolean {
    return this.allowed().has(permission);
  }

  /** Whether they may see the board of a room, and not their own state alone. */
  readonly seesRoom = computed(() =>
    (this.who()?.permissions ?? []).some(
      ({ permission, scope }) => permission === 'board.see' && scope.kind !== 'agent',
    ),
  );

  constructor() {
    const formats = inject(Formats);
    // Also for who sees no board: the times of every page are the centre's.
    effect(() => {
      const zone = this.who()?.tenant.timezone;
      if (zone !== undefined) formats.zone.set(zone);
    });
  }

  /** Asks again: somebody signed in or out, or is told that what they may has changed. */
  reload(): void {
    this.read.reload();
  }

  /** Looks at the demonstration as one of its people; null: as nobody in particular. Everything is read anew. */
  seeAs(personId: string | null): void {
    const value = personId === null ? '; Max-Age=0' : encodeURIComponent(personId);
    document.cookie = `${asCookie}=${value}; Path=/; SameSite=Strict`;
    globalThis.location.reload();
  }
}
