import { computed, inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

import type { PluralKey, WordKey } from '../words/dictionary';
import { Language, languages } from './language';

export type WordParams = { readonly [name: string]: string | number };

/** The texts of the pages in the language now chosen; what reads them is drawn again when it changes. */
@Service()
export class Words {
  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);
  private readonly rules = computed(() => new Intl.PluralRules(languages[this.language.active()]));
  private readonly numbers = computed(() => new Intl.NumberFormat(languages[this.language.active()]));

  /** The text of a key. */
  t(key: WordKey, params: WordParams = {}): string {
    return this.transloco.translate(key, { ...params }, this.language.active());
  }

  /** The text of a key for a count, which it holds as `{n}`, in the form the language asks for. */
  n(key: PluralKey, count: number, params: WordParams = {}): string {
    const form = this.rules().select(count) === 'one' ? 'one' : 'other';
    return this.t(`${key}.${form}` as WordKey, { ...params, n: this.numbers().format(count) });
  }
}
