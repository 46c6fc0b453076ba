import { inject, Service } from '@angular/core';
import type { CanActivateFn } from '@angular/router';
import { TranslocoService, type Translation } from '@jsverse/transloco';

import type { WordPart, WordsOfPart } from '../words/dictionary';
import { Language, type LanguageCode } from './language';
import { inFrenchSpacing } from './words';

type Loads<Part extends WordPart> = Readonly<Record<LanguageCode, () => Promise<WordsOfPart<Part>>>>;

/** Words that no page needs but those of their routes: they come with them. */
const parts: { readonly [Part in WordPart]: Loads<Part> } = {
  telephony: {
    fr: async () => ({ telephony: (await import('../words/fr-telephony')).frTelephony }),
    ca: async () => ({ telephony: (await import('../words/ca-telephony')).caTelephony }),
    en: async () => ({ telephony: (await import('../words/en-telephony')).enTelephony }),
  },
  secretary: {
    fr: async () => ({ secretary: (await import('../words/fr-secretary')).frSecretary }),
    ca: async () => ({ secretary: (await import('../words/ca-secretary')).caSecretary }),
    en: async () => ({ secretary: (await import('../words/en-secretary')).enSecretary }),
  },
  history: {
    fr: async () => ({ history: (await import('../words/fr-history')).frHistory }),
    ca: async () => ({ history: (await import('../words/ca-history')).caHistory }),
    en: async () => ({ history: (await import('../words/en-history')).enHistory }),
  },
  lists: {
    fr: async () => ({ followupList: (await import('../words/fr-followup-list')).frFollowupList }),
    ca: async () => ({ followupList: (await import('../words/ca-followup-list')).caFollowupList }),
    en: async () => ({ followupList: (await import('../words/en-followup-list')).enFollowupList }),
  },
  wall: {
    fr: async () => ({ wall: (await import('../words/fr-wall')).frWall }),
    ca: async () => ({ wall: (await import('../words/ca-wall')).caWall }),
    en: async () => ({ wall: (await import('../words/en-wall')).enWall }),
  },
  office: {
    fr: async () => (await import('../words/fr-office')).frOffice,
    ca: async () => (await import('../words/ca-office')).caOffice,
    en: async () => (await import('../words/en-office')).enOffice,
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
    const texts: Translation = await parts[part][code]();
    const words = code === 'fr' ? await inFrenchSpacing(texts) : texts;
    this.transloco.setTranslation(words, code, { emitChange: false });
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
