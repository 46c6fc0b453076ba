import { computed, effect, inject, untracked } from '@angular/core';
import { Router } from '@angular/router';

import { LiveStore } from '../live/live-store';
import { Address } from './address';
import { firstPageOf } from './first-page';
import { Me } from './me';

/** Open to whoever must still set up a second factor. */
const ownPages: ReadonlySet<string> = new Set(['/profile', '/my-data', '/sign-in', '/welcome']);

/**
 * Leads viewers to pages that are theirs: whoever is not signed in to where they do, and back to the page they wanted
 * afterwards; whoever may not see the board from there to the first page they open. To be called where effects may be
 * made.
 */
export function leadByAccess(): void {
  const me = inject(Me);
  const router = inject(Router);
  const address = inject(Address);
  const store = inject(LiveStore);

  let wasIn = false;
  effect(() => {
    wasIn ||= (me.who()?.sessionId ?? null) !== null;
    if (!me.isOut()) return;
    untracked(() => {
      const queryParams = { tenant: address.value('tenant'), ended: wasIn ? '1' : null, next: router.url };
      void router.navigate(['/sign-in'], { queryParams });
    });
  });
  effect(() => {
    if (me.who() === null || me.may('board.see') || address.path() !== '/') return;
    untracked(() => {
      void router.navigate([firstPageOf(me).path], { queryParamsHandling: 'preserve', replaceUrl: true });
    });
  });
  // The link was cut because what they may has changed, or the server was another for a while.
  effect(() => {
    if (store.returns() > 0) untracked(() => me.reload());
  });
  effect(() => {
    if (me.who()?.owesSecondFactor !== true || ownPages.has(address.path())) return;
    untracked(() => {
      void router.navigate(['/profile'], { queryParamsHandling: 'preserve', replaceUrl: true });
    });
  });
  const isRefused = computed(() => {
    const connection = store.connection();
    return connection.kind === 'refused' && connection.reason === 'forbidden';
  });
  // The session has ended, or a role was taken away, while the page was open.
  effect(() => {
    if (isRefused()) untracked(() => me.reload());
  });
}
