import { effect, inject, Service, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';

import { remember, remembered } from './remembered';

/** The languages of the pages, and how numbers and dates are written in each. */
export const languages = { fr: 'fr-FR', ca: 'ca-ES', en: 'en-GB' } as const;
export type LanguageCode = keyof typeof languages;
/** Each as who speaks it calls it. */
export const languageNames: Readonly<Record<LanguageCode, string>> = {
  fr: 'Français',
  ca: 'Català',
  en: 'English',
};
export const languageCodes = ['fr', 'ca', 'en'] as const satisfies readonly LanguageCode[];

const known = (tag: string | null): LanguageCode | undefined =>
  languageCodes.find((code) => tag !== null && tag.toLowerCase().split('-')[0] === code);

/** The language to begin with: the one chosen before, else the browser's first that we speak, else French. */
export function firstLanguage(chosen: string | null, wanted: readonly string[]): LanguageCode {
  return known(chosen) ?? wanted.map((tag) => known(tag)).find((code) => code !== undefined) ?? 'fr';
}

/** The language of the pages. It changes only once its words are there, so that no half-translated page is seen. */
@Service()
export class Language {
  private readonly transloco = inject(TranslocoService);
  private readonly shown = signal<LanguageCode>('fr');
  readonly active = this.shown.asReadonly();
  private readonly more = new Map<string, (code: LanguageCode) => Promise<void>>();

  constructor() {
    effect(() => {
      document.documentElement.lang = this.active();
    });
  }

  /** Loads the first language; the application starts when it resolves. */
  async start(): Promise<void> {
    await this.show(firstLanguage(remembered('language'), navigator.languages));
  }

  /** Changes the language and remembers the choice. */
  async choose(code: LanguageCode): Promise<void> {
    remember('language', code);
    await this.show(code);
  }

  /** What else must be there before a language is shown: words that only some pages have. */
  bring(name: string, load: (code: LanguageCode) => Promise<void>): void {
    this.more.set(name, load);
  }

  private async show(code: LanguageCode): Promise<void> {
    await firstValueFrom(this.transloco.load(code));
    await Promise.all([...this.more.values()].map((load) => load(code)));
    this.transloco.setActiveLang(code);
    this.shown.set(code);
  }
}
