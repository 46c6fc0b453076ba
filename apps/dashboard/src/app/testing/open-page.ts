import { provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { provideTransloco } from '@jsverse/transloco';

import { LIVE_SOCKET } from '../live/live-socket';
import { Language, type LanguageCode } from '../shell/language';
import { routes } from '../shell/app-config';
import { WordLoader } from '../shell/words';
import { fillBrowserGaps } from './browser-gaps';
import type { FakeHttp } from './fake-http';
import { FakeSocket } from './fake-socket';
import { ManualClock, provideManualClock } from './manual-clock';

export type OpenedPage = {
  readonly socket: FakeSocket;
  readonly clock: ManualClock;
  readonly page: HTMLElement;
  /** The page's text as one line, once it has settled. */
  readonly text: () => Promise<string>;
  readonly settle: () => Promise<void>;
};

/** The providers of a page without a server: real words, real routes, a socket and a clock of the test. */
export function preparePages(): { readonly socket: FakeSocket; readonly clock: ManualClock } {
  fillBrowserGaps();
  const socket = new FakeSocket();
  const clock = new ManualClock();
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [
      provideZonelessChangeDetection(),
      provideRouter(routes, withComponentInputBinding()),
      provideTransloco({
        config: {
          availableLangs: ['fr', 'ca', 'en'],
          defaultLang: 'fr',
          interpolation: ['{', '}'],
          prodMode: true,
        },
        loader: WordLoader,
      }),
      provideManualClock(clock),
      { provide: LIVE_SOCKET, useValue: () => socket.asLiveSocket() },
    ],
  });
  globalThis.fetch = () => Promise.reject(new Error('no server in this test'));
  return { socket, clock };
}

/** The texts of an element, one space between two, unbreakable spaces made plain. */
function visibleText(element: HTMLElement): string {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode() !== null) texts.push(walker.currentNode.textContent ?? '');
  return texts.join(' ').replaceAll(/\s+/gu, ' ').trim();
}

/** Opens an address as a browser would, in one language. */
export async function openPage(
  address: string,
  language: LanguageCode = 'fr',
  http?: FakeHttp,
): Promise<OpenedPage> {
  const { socket, clock } = preparePages();
  http?.install();
  await TestBed.inject(Language).choose(language);
  const harness = await RouterTestingHarness.create(address);
  const page = harness.fixture.nativeElement as HTMLElement;
  const settle = async (): Promise<void> => {
    await harness.fixture.whenStable();
    TestBed.tick();
  };
  const text = async (): Promise<string> => {
    await settle();
    return visibleText(page);
  };
  return { socket, clock, page, text, settle };
}
