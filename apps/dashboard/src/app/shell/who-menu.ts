import { Component, computed, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';

import { Me } from './me';
import { Words } from './words';

/** Who looks: a way to one's own profile; in the demonstration, as whom of its people one looks. */
@Component({
  selector: 'vg-who-menu',
  imports: [RouterLink],
  styles: `
    :host {
      display: flex;
      flex: none;
      align-items: center;
      min-width: 0;
    }
    a,
    select {
      min-width: 0;
      max-width: 130px;
      min-height: 32px;
      padding: 4px 10px;
      overflow: hidden;
      border: 1px solid var(--line);
      border-radius: 8px;
      background: var(--surface);
      color: var(--ink);
      font-size: 13px;
      text-decoration: none;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    /* Whose choice is offered says so whole. */
    select {
      max-width: 190px;
    }
    a:hover,
    select:hover {
      border-color: var(--edge);
    }
    @media (width < 760px) {
      a,
      select {
        max-width: 76px;
        padding: 4px 6px;
      }
    }
  `,
  template: `
    @if (demoPeople().length > 0) {
      <select
        #chosen
        [attr.aria-label]="words.t('menu.seeAs')"
        [title]="words.t('menu.seeAs')"
        (change)="choose(chosen)"
      >
        <option value="" [selected]="person() === null">{{ words.t('menu.everyone') }}</option>
        @for (one of demoPeople(); track one.id) {
          <option [value]="one.id" [selected]="one.id === person()?.id">
            {{ one.name }}
          </option>
        }
        <option [value]="toSignIn">{{ words.t('menu.signIn') }}</option>
      </select>
    } @else if (person(); as it) {
      <a routerLink="/profile" [queryParams]="{ tenant: null }" [title]="words.t('menu.profile')">{{
        it.name
      }}</a>
    }
  `,
})
export class WhoMenu {
  protected readonly words = inject(Words);
  protected readonly me = inject(Me);
  protected readonly person = computed(() => this.me.who()?.person ?? null);
  protected readonly demoPeople = computed(() => this.me.who()?.demoPeople ?? []);
  /** No person of the demonstration is called so. */
  protected readonly toSignIn = '/sign-in';
  private readonly router = inject(Router);

  protected choose(menu: HTMLSelectElement): void {
    const { value } = menu;
    if (value !== this.toSignIn) return this.me.seeAs(value === '' ? null : value);
    menu.value = this.person()?.id ?? '';
    void this.router.navigate([this.toSignIn]);
  }
}
