import { DestroyRef, inject, Service, signal } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';

import { Clock } from './clock';
import { remember, remembered } from './remembered';

const askEveryMs = 2000;
const triedKey = 'pageLoad';
/** A page that fails again so soon after it was opened whole does so for another reason than the server's absence. */
const againWithinMs = 30_000;

/**
 * Pages that could not be opened, because the server was away when their part of the program was asked for, or had
 * become another one. They are opened whole as soon as it answers: a browser may keep that a part failed.
 */
@Service()
export class PageLoads {
  private readonly router = inject(Router);
  private readonly clock = inject(Clock);
  private readonly asked = signal<string | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** The address of the page that is waited for; null while none is. */
  readonly waiting = this.asked.asReadonly();

  constructor() {
    // Another page was opened meanwhile: that is the one that is wanted.
    const opened = this.router.events.subscribe((event) => {
      if (event instanceof NavigationEnd) this.forget();
    });
    inject(DestroyRef).onDestroy(() => {
      opened.unsubscribe();
      clearTimeout(this.timer);
    });
  }

  /** A page could not be opened. */
  failed(url: string): void {
    clearTimeout(this.timer);
    this.asked.set(url);
    void this.look(url);
  }

  /** Opens an address as if it was typed: everything is loaded anew. */
  open(url: string): void {
    globalThis.location.assign(url);
  }

  private async look(url: string): Promise<void> {
    const isThere = await fetch('/', { cache: 'no-store' }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (this.asked() !== url) return;
    if (isThere && !this.wasTried(url)) return this.open(url);
    this.timer = setTimeout(() => void this.look(url), askEveryMs);
  }

  /** Remembers the try, so that what fails for another reason is not tried over and over. */
  private wasTried(url: string): boolean {
    const [at, last] = (remembered(triedKey) ?? '').split(' ');
    if (last === url && this.clock.now() - Number(at) < againWithinMs) return true;
    remember(triedKey, `${this.clock.now()} ${url}`);
    return false;
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.asked.set(null);
  }
}
