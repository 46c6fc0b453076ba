import { inject, Service } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, type Params } from '@angular/router';
import { filter, map } from 'rxjs';

const withoutChoices = (url: string): string => url.split(/[?#]/u, 1)[0] ?? '/';

/** The choices that are kept in the address, so that a link shows the same picture to someone else. */
@Service()
export class Address {
  private readonly router = inject(Router);
  private readonly params = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(() => this.router.routerState.snapshot.root.queryParams),
    ),
    { initialValue: this.router.routerState.snapshot.root.queryParams },
  );

  /** All choices that are made. */
  readonly choices = this.params;

  /** The address without its choices: which page is shown. */
  readonly path = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => withoutChoices(event.urlAfterRedirects)),
    ),
    { initialValue: withoutChoices(this.router.url) },
  );

  /** The value of one choice; null when it is not made. */
  value(name: string): string | null {
    const value: unknown = this.params()[name];
    return typeof value === 'string' && value !== '' ? value : null;
  }

  /** All values of one choice: none when it is not made. */
  values(name: string): readonly string[] {
    const value: unknown = this.params()[name];
    const all: readonly unknown[] = Array.isArray(value) ? value : [value];
    return all.filter((one): one is string => typeof one === 'string' && one !== '');
  }

  /** Changes choices; null takes one out of the address. `keep` leaves a step to go back to. */
  async set(choices: Params, keep = false): Promise<void> {
    await this.router.navigate([], { queryParams: choices, queryParamsHandling: 'merge', replaceUrl: !keep });
  }
}
