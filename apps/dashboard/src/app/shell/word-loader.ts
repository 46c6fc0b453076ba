import { Service } from '@angular/core';
import type { Translation, TranslocoLoader } from '@jsverse/transloco';

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

/** Loads the words of one language when it is first shown; they are part of the build, no request leaves for others. */
@Service()
export class WordLoader implements TranslocoLoader {
  async getTranslation(code: string): Promise<Translation> {
    const load = dictionaries[code];
    if (load === undefined) throw new Error(`no words for the language ${code}`);
    const texts = await load();
    if (code !== 'fr') return texts;
    const { frenchSpacing } = await import('../words/french-spacing');
    return mapped(texts, frenchSpacing);
  }
}
