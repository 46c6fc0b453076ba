import { computed, effect, inject, untracked } from '@angular/core';
import { Router } from '@angular/router';

import { LiveStore } from '../live/live-store';
import type { WordKey } from '../words/dictionary';
import { Address } from './address';
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

/** The page somebody was on their way to; never an address of another site. */
export function pageAfter(wanted: string | null): string {
  const isOurs = wanted !== null && /^\/(?![/\\])/u.test(wanted) && !wanted.startsWith('/sign-in');
  return isOurs ? wanted : '/';
}

type Page = { readonly path: string; readonly permission: string; readonly word: WordKey };

/** Pages in the order in which whoever may open several begins with them. */
const pages: readonly Page[] = [
  { path: '/', permission: 'board.see', word: 'app.live' },
  { path: '/callbacks', permission: 'callbacks.work', word: 'callbacks.title' },
  { path: '/reports', permission: 'reports.see', word: 'app.reports' },
  { path: '/history', permission: 'metrics.see', word: 'app.history' },
  { path: '/people', permission: 'people.see', word: 'menu.people' },
  { path: '/audit', permission: 'audit.see', word: 'menu.audit' },
  { path: '/settings', permission: 'settings.see', word: 'menu.settings' },
];
/** Open to everybody, about themselves. */
const profile = { path: '/profile', word: 'menu.profile' } as const satisfies Omit<Page, 'permission'>;

/** Where somebody begins: the first page that is theirs, else what their account is. */
export function firstPageOf(me: Pick<Me, 'may'>): Omit<Page, 'permission'> {
  return pages.find(({ permission }) => me.may(permission)) ?? profile;
}
