import { effect, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';

import { LiveStore } from '../live/live-store';
import { Formats } from './formats';
import { Words } from './words';

const signs = { calm: '', watch: '◆', act: '▲' } as const;
const icons = { calm: 'favicon.svg', watch: 'favicon-watch.svg', act: 'favicon-act.svg' } as const;

/** Keeps the browser's tab saying how many wait and how bad it is, in its title and its icon, while `live()`. */
export function followTabSigns(live: () => boolean): void {
  const store = inject(LiveStore);
  const words = inject(Words);
  const formats = inject(Formats);
  const title = inject(Title);
  effect(() => {
    const [totals, headline] = [store.totals(), store.headline()];
    if (!live()) return setIcon('favicon.svg');
    const centre = store.centre()?.name ?? words.t('app.page');
    if (store.isPast()) {
      const time = formats.moment(store.now());
      title.setTitle(words.t('replay.tab', { time, centre }));
      return setIcon('favicon.svg');
    }
    if (totals === null || headline === null) return title.setTitle(words.t('app.title', { centre }));
    const n = formats.number(totals.waiting);
    title.setTitle(words.t('app.titles', { sign: signs[headline.level], n, centre }).trim());
    setIcon(icons[headline.level]);
  });
}

function setIcon(href: string): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link !== null && link.getAttribute('href') !== href) link.setAttribute('href', href);
}
