import { provideZonelessChangeDetection, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { provideTransloco } from '@jsverse/transloco';

import { CALLBACK_SOCKET } from '../callbacks/callback-socket';
import { LIVE_SOCKET } from '../live/live-socket';
import { routes, routing } from '../shell/app-config';
import { Clock } from '../shell/clock';
import { Language, type LanguageCode } from '../shell/language';
import { WordLoader } from '../shell/words';
import { fillBrowserGaps } from './browser-gaps';
import type { FakeHttp } from './fake-http';
import { FakeListSocket, FakeSocket } from './fake-socket';

/** A clock that moves only when the test says so. */
export class ManualClock {
  private readonly at = signal(Date.parse('2026-11-23T09:42:00Z'));
  readonly second = this.at.asReadonly();

  now(): number {
    return this.at();
  }

  elapsed(): number {
    return this.at();
  }

  advance(ms: number): void {
    this.at.update((at) => at + ms);
  }
}

/** Puts a manual clock in the place of the browser's. */
export const provideManualClock = (clock: ManualClock): { provide: typeof Clock; useValue: ManualClock } => ({
  provide: Clock,
  useValue: clock,
});

export type OpenedPage = {
  readonly socket: FakeSocket;
  /** Of the list to call back. */
  readonly list: FakeListSocket;
  readonly clock: ManualClock;
  readonly page: HTMLElement;
  /** The page's text as one line, once it has settled. */
  readonly text: () => Promise<string>;
  readonly settle: () => Promise<void>;
};

/** The providers of a page without a server: real words, real routes, a socket and a clock of the test. */
export function preparePages(): Pick<OpenedPage, 'socket' | 'list' | 'clock'> {
  fillBrowserGaps();
  const socket = new FakeSocket();
  const list = new FakeListSocket();
  const clock = new ManualClock();
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [
      provideZonelessChangeDetection(),
      provideRouter(routes, ...routing),
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
      { provide: CALLBACK_SOCKET, useValue: () => list.asCallbackSocket() },
    ],
  });
  globalThis.fetch = () => Promise.reject(new Error('no server in this test'));
  return { socket, list, clock };
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
  const { socket, list, clock } = preparePages();
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
  return { socket, list, clock, page, text, settle };
}
