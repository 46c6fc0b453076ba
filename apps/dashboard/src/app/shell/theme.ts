import { computed, DestroyRef, effect, inject, Service, signal } from '@angular/core';

import { remember, remembered } from './remembered';

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const isChoice = (text: string | null): text is ThemeChoice => themeChoices.some((choice) => choice === text);

/** Light or dark: as the system says, until someone chooses here. */
@Service()
export class Theme {
  private readonly stored = remembered('theme');
  private readonly systemDark = signal(false);
  readonly choice = signal<ThemeChoice>(isChoice(this.stored) ? this.stored : 'system');
  readonly dark = computed(() => (this.choice() === 'system' ? this.systemDark() : this.choice() === 'dark'));

  constructor() {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const read = (): void => {
      this.systemDark.set(query.matches);
    };
    read();
    query.addEventListener('change', read);
    inject(DestroyRef).onDestroy(() => {
      query.removeEventListener('change', read);
    });
    effect(() => {
      this.show(this.choice());
    });
  }

  /** The next choice in turn: system, light, dark. */
  next(): void {
    const index = themeChoices.indexOf(this.choice());
    this.choice.set(themeChoices[(index + 1) % themeChoices.length] ?? 'system');
  }

  private show(choice: ThemeChoice): void {
    remember('theme', choice === 'system' ? null : choice);
    if (choice === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = choice;
  }
}
