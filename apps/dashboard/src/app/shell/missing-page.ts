import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';

import { Words } from './words';

/** Said for an address that names no page. */
@Component({
  selector: 'vg-missing-page',
  imports: [RouterLink],
  styles: `
    main {
      display: grid;
      gap: 12px;
      justify-items: start;
      padding: 48px 24px;
    }
  `,
  template: `
    <main>
      <h1>{{ words.t('app.notFound') }}</h1>
      <a routerLink="/">{{ words.t('app.back') }}</a>
    </main>
  `,
})
export class MissingPage {
  protected readonly words = inject(Words);
}
