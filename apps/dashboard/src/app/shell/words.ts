import { computed, inject, Service } from '@angular/core';
import { TranslocoService, type Translation, type TranslocoLoader } from '@jsverse/transloco';

import type { PluralKey, WordKey } from '../words/dictionary';
import { Language, languages } from './language';

export type WordParams = { readonly [name: string]: string | number };

/** The texts of the pages in the language now chosen; what reads them is drawn again when it changes. */
@Service()
export class Words {
  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);
  private readonly rules = computed(() => new Intl.PluralRules(languages[this.language.active()]));
  private readonly ordinals = computed(
    () => new Intl.PluralRules(languages[this.language.active()], { type: 'ordinal' }),
  );
  private readonly numbers = computed(() => new Intl.NumberFormat(languages[this.language.active()]));

  /** The text of a key. */
  t(key: WordKey, params: WordParams = {}): string {
    return this.transloco.translate(key, { ...params }, this.language.active());
  }

  /** A name and what is said of it, with the colon as the language writes it. */
  pair(name: string, value: string): string {
    return this.t('app.pair', { name, value });
  }

  /** The text of a key for a count, which it holds as `{n}`, in the form the language asks for. */
  n(key: PluralKey, count: number, params: WordParams = {}): string {
    const form = this.rules().select(count) === 'one' ? 'one' : 'other';
    return this.t(`${key}.${form}` as WordKey, { ...params, n: this.numbers().format(count) });
  }

  /** The text of a key that holds a place in an order as `{nth}`: `3e appel`, `3rd call`. */
  nth(key: WordKey, place: number): string {
    const form = this.ordinals().select(place);
    const word = form === 'one' || form === 'two' || form === 'few' ? form : 'other';
    return this.t(key, { nth: this.t(`app.ordinals.${word}`, { n: this.numbers().format(place) }) });
  }
}

const dictionaries: { readonly [code: string]: () => Promise<Translation> } = {
  fr: async () => (await import('../words/fr')).fr,
  ca: async () => (await import('../words/ca')).ca,
  en: async () => (await import('../words/en')).en,
};

const mapped = (texts: Translation, change: (text: string) => string): Translation =>
  Object.fromEntries(
    Object.entries(texts).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' ? change(value) : mapped(value as Translation, change),
    ]),
  );

/** French texts as they are set: signs kept with their words. */
export async function inFrenchSpacing(texts: Translation): Promise<Translation> {
  const { frenchSpacing } = await import('../words/french-spacing');
  return mapped(texts, frenchSpacing);
}

/** Loads the words of one language when it is first shown; they are part of the build, no request leaves for others. */
@Service()
export class WordLoader implements TranslocoLoader {
  async getTranslation(code: string): Promise<Translation> {
    const load = dictionaries[code];
    if (load === undefined) throw new Error(`no words for the language ${code}`);
    const texts = await load();
    return code === 'fr' ? inFrenchSpacing(texts) : texts;
  }
}
