import { Component, inject } from '@angular/core';

import { Language, languageCodes, languageNames } from '../shell/language';
import { Words } from '../shell/words';

/** The name and sign of the product and the choice of language, at the head of a page without menus. */
@Component({
  selector: 'vg-brand-mark',
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: 6px;
      font-size: 17px;
      font-weight: 700;
    }
    svg {
      width: 19px;
      height: 19px;
      fill: var(--accent);
    }
    .half {
      opacity: 0.45;
    }
    select {
      min-height: 32px;
      padding: 2px 8px;
      margin-left: auto;
      border: 1px solid var(--line);
      border-radius: 8px;
      background: var(--surface);
      color: var(--ink);
      font-size: 13px;
      font-weight: 400;
    }
  `,
  template: `
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <path d="M10 2 18 17H10Z" />
      <path class="half" d="M10 2 2 17h8Z" />
    </svg>
    Vigie
    <select #chosen [attr.aria-label]="words.t('app.language')" (change)="choose(chosen.value)">
      @for (code of languageCodes; track code) {
        <option [value]="code" [attr.lang]="code" [selected]="code === language.active()">
          {{ languageNames[code] }}
        </option>
      }
    </select>
  `,
})
export class BrandMark {
  protected readonly words = inject(Words);
  protected readonly language = inject(Language);
  protected readonly languageCodes = languageCodes;
  protected readonly languageNames = languageNames;

  protected choose(value: string): void {
    const code = languageCodes.find((known) => known === value);
    if (code !== undefined) void this.language.choose(code);
  }
}
