import { Component, computed, inject } from '@angular/core';

import { LiveStore } from '../live/live-store';
import { Formats } from './formats';
import { Words } from './words';

type Look = { readonly level: string; readonly sign: string; readonly text: string };

/** How far the figures can be trusted, in a word and a sign: green only while they come, move and are heard of. */
@Component({
  selector: 'vg-connection-pill',
  host: { class: 'pill', '[class]': 'look().level', '[title]': 'look().text' },
  styles: `
    b {
      overflow: hidden;
      text-overflow: ellipsis;
    }
    /* Where the names of several centres need the room: it is still read out, and the banner says it in full. */
    @media (width < 760px) {
      :host-context(.several) .text {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
    }
  `,
  template: `<b
    ><span aria-hidden="true">{{ look().sign }}</span
    >&ngsp;<span class="text">{{ look().text }}</span></b
  >`,
})
export class ConnectionPill {
  private readonly store = inject(LiveStore);
  private readonly words = inject(Words);
  private readonly formats = inject(Formats);

  protected readonly look = computed<Look>(() => {
    const connection = this.store.connection();
    switch (connection.kind) {
      case 'stale':
        return {
          level: 'act',
          sign: '▲',
          text: this.words.t('connection.since', { time: this.formats.hourInWords(connection.since) }),
        };
      case 'refused':
        return { level: 'act', sign: '▲', text: this.words.t('connection.refused') };
      case 'connecting':
        return { level: 'muted', sign: '○', text: this.words.t('connection.connecting') };
      case 'preparing':
        return { level: 'muted', sign: '◐', text: this.words.t('connection.preparing') };
      case 'live':
        return this.whileLive();
      default:
        return connection satisfies never;
    }
  });

  private whileLive(): Look {
    if (this.store.frozen()) {
      const time = this.formats.hourInWords(this.store.now());
      return { level: 'watch', sign: '❚❚', text: this.words.t('app.frozenPill', { time }) };
    }
    if (this.store.sources().some(({ silent }) => silent))
      return { level: 'act', sign: '▲', text: this.words.t('headline.titles.telephony_silent') };
    return { level: 'fine', sign: '●', text: this.words.t('connection.live') };
  }
}
