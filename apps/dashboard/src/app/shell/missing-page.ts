import { Component, inject } from '@angular/core';

import { showPageName } from './page-name';
import { PageState } from './page-state';
import { Words } from './words';

/** Said, under the head of every page, for an address that names none. */
@Component({
  selector: 'vg-missing-page',
  imports: [PageState],
  styles: `
    :host {
      display: block;
      max-width: 880px;
      margin: 0 auto;
      padding: 18px 24px;
    }
  `,
  template: `
    <h1 class="hidden">{{ words.t('app.states.titles.missing') }}</h1>
    <vg-page-state kind="missing" />
  `,
})
export class MissingPage {
  protected readonly words = inject(Words);

  constructor() {
    showPageName(() => this.words.t('app.states.titles.missing'));
  }
}
