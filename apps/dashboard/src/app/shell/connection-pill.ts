import { Component, computed, inject } from '@angular/core';

import { LiveStore } from '../live/live-store';
import { Formats } from './formats';
import { Words } from './words';

/** How far the figures can be trusted, in a word and a sign. */
@Component({
  selector: 'vg-connection-pill',
  host: { class: 'pill', '[class]': 'level()' },
  template: `<b
    ><span aria-hidden="true">{{ sign() }}</span> {{ text() }}</b
  >`,
})
export class ConnectionPill {
  private readonly store = inject(LiveStore);
  private readonly words = inject(Words);
  private readonly formats = inject(Formats);

  private static readonly looks = {
    connecting: { level: 'muted', sign: '○' },
    preparing: { level: 'muted', sign: '◐' },
    live: { level: 'fine', sign: '●' },
    stale: { level: 'act', sign: '▲' },
    refused: { level: 'act', sign: '▲' },
  } as const;
  protected readonly level = computed(() => ConnectionPill.looks[this.store.connection().kind].level);
  protected readonly sign = computed(() => ConnectionPill.looks[this.store.connection().kind].sign);
  protected readonly text = computed(() => {
    const connection = this.store.connection();
    return connection.kind === 'stale'
      ? this.words.t('connection.since', { time: this.formats.hourInWords(connection.since) })
      : this.words.t(`connection.${connection.kind}`);
  });
}
