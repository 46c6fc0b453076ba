import { inject, Service } from '@angular/core';
import type { CanActivateFn } from '@angular/router';
import { TranslocoService, type Translation } from '@jsverse/transloco';

import type { WordPart } from '../words/dictionary';
import { Language, type LanguageCode } from './language';
import { inFrenchSpacing } from './words';

type Loads = Readonly<Record<LanguageCode, () => Promise<Translation>>>;

/** Words that no page needs but their own: they come with it. */
const parts: Readonly<Record<WordPart, Loads>> = {
  telephony: {
    fr: async () => (await import('../words/fr-telephony')).frTelephony,
    ca: async () => (await import('../words/ca-telephony')).caTelephony,
    en: async () => (await import('../words/en-telephony')).enTelephony,
  },
  history: {
    fr: async () => (await import('../words/fr-history')).frHistory,
    ca: async () => (await import('../words/ca-history')).caHistory,
    en: async () => (await import('../words/en-history')).enHistory,
  },
};

/** Brings the words of a page before it is shown, and again in another language before that is. */
@Service()
export class WordParts {
  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);
  private readonly there = new Set<string>();

  async open(part: WordPart): Promise<void> {
    this.language.bring(part, async (code) => {
      await this.load(part, code);
    });
    await this.load(part, this.language.active());
  }

  private async load(part: WordPart, code: LanguageCode): Promise<void> {
    const name = `${part} ${code}`;
    if (this.there.has(name)) return;
    const texts = await parts[part][code]();
    const words = code === 'fr' ? await inFrenchSpacing(texts) : texts;
    this.transloco.setTranslation({ [part]: words }, code, { emitChange: false });
    this.there.add(name);
  }
}

/** A page of a route whose words come with it. */
export const withWords =
  (part: WordPart): CanActivateFn =>
  async () => {
    await inject(WordParts).open(part);
    return true;
  };
