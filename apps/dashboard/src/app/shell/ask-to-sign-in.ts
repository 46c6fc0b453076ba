import { effect, inject, untracked } from '@angular/core';
import { Router } from '@angular/router';

import { Me } from './me';

/**
 * Leads whoever is not signed in to the page where they do, and back to the page they wanted afterwards. To be called
 * where effects may be made.
 */
export function askToSignIn(): void {
  const me = inject(Me);
  const router = inject(Router);
  effect(() => {
    if (!me.isOut()) return;
    untracked(() => {
      const tenant = router.routerState.snapshot.root.queryParamMap.get('tenant');
      void router.navigate(['/sign-in'], { queryParams: { tenant, next: router.url } });
    });
  });
}
