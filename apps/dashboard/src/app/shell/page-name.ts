import { effect, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';

import { Words } from './words';

/** Names the page in the browser's tab, as what it is called changes with what it shows and with the language. Injects. */
export function showPageName(name: () => string): void {
  const title = inject(Title);
  const words = inject(Words);
  effect(() => {
    title.setTitle(words.t('app.title', { centre: name() }));
  });
}
