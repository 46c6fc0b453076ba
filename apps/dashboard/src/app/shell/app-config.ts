import {
  inject,
  isDevMode,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
  type ApplicationConfig,
} from '@angular/core';
import {
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
  withRouterConfig,
  type Routes,
} from '@angular/router';
import { provideTransloco } from '@jsverse/transloco';

import { Language, languageCodes } from './language';
import { officePages } from './office-pages';
import { PageLoads } from './page-loads';
import { Theme } from './theme';
import { withWords } from './word-parts';
import { WordLoader } from './words';

/** The pages that exist, each loaded when it is first opened. */
export const routes: Routes = [
  {
    path: 'sign-in/back',
    canActivate: [withWords('office')],
    loadComponent: async () => (await import('../account/provider-back-page')).ProviderBackPage,
  },
  {
    path: 'sign-in',
    canActivate: [withWords('office')],
    loadComponent: async () => (await import('../account/sign-in-page')).SignInPage,
  },
  {
    path: 'welcome',
    canActivate: [withWords('office')],
    loadComponent: async () => (await import('../account/welcome-page')).WelcomePage,
  },
  {
    path: 'reader',
    canActivate: [withWords('office')],
    loadComponent: async () => (await import('../reader/reader-page')).ReaderPage,
  },
  {
    path: 'reader/sheet',
    canActivate: [withWords('office')],
    loadComponent: async () => (await import('../reader/sheet-reader-page')).SheetReaderPage,
  },
  {
    path: 'alert',
    canActivate: [withWords('lists')],
    loadComponent: async () => (await import('../callbacks/alert-page')).AlertPage,
  },
  {
    path: 'wall',
    canActivate: [withWords('wall')],
    loadComponent: async () => (await import('../wall/wall-page')).WallPage,
  },
  {
    path: 'poste',
    canActivate: [withWords('secretary'), withWords('office')],
    loadComponent: async () => (await import('../secretary/secretary-page')).SecretaryPage,
  },
  // Last: whatever else is asked for is a page of the frame, or an address that names none.
  {
    path: '',
    loadComponent: async () => (await import('./page-frame')).PageFrame,
    children: [
      {
        path: '',
        pathMatch: 'full',
        loadComponent: async () => (await import('../live/live-page')).LivePage,
      },
      { path: 'live', pathMatch: 'full', redirectTo: '' },
      {
        path: 'history',
        canActivate: [withWords('history')],
        loadComponent: async () => (await import('../history/history-page')).HistoryPage,
      },
      {
        path: 'history/definitions',
        canActivate: [withWords('history')],
        loadComponent: async () => (await import('../history/presets-page')).PresetsPage,
      },
      {
        path: 'history/invoice',
        canActivate: [withWords('history')],
        loadComponent: async () => (await import('../history/invoice-page')).InvoicePage,
      },
      {
        path: 'history/mailings',
        canActivate: [withWords('history')],
        loadComponent: async () => (await import('../history/mailings-page')).MailingsPage,
      },
      {
        path: 'calls',
        canActivate: [withWords('history')],
        loadComponent: async () => (await import('../calls/calls-page')).CallsPage,
      },
      {
        path: 'calls/:callId',
        canActivate: [withWords('history')],
        loadComponent: async () => (await import('../calls/call-page')).CallPage,
      },
      {
        path: 'callbacks',
        canActivate: [withWords('lists')],
        loadComponent: async () => (await import('../callbacks/callbacks-page')).CallbacksPage,
      },
      {
        path: 'telephony',
        canActivate: [withWords('telephony')],
        loadComponent: async () => (await import('../telephony/telephony-page')).TelephonyPage,
      },
      {
        path: '',
        canActivate: [withWords('office')],
        children: officePages,
      },
      { path: '**', loadComponent: async () => (await import('./missing-page')).MissingPage },
    ],
  },
];

/** How pages are opened: what one needs comes with the address, and one that cannot be loaded is opened later. */
export const routing = [
  withComponentInputBinding(),
  withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
  withRouterConfig({ resolveNavigationPromiseOnError: true }),
  withNavigationErrorHandler(({ url }) => {
    inject(PageLoads).failed(url);
  }),
] as const;

/** What the whole dashboard shares: its pages, its words, and the catching of errors nobody handled. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(routes, ...routing),
    provideTransloco({
      config: {
        availableLangs: [...languageCodes],
        defaultLang: 'fr',
        interpolation: ['{', '}'],
        prodMode: !isDevMode(),
      },
      loader: WordLoader,
    }),
    provideAppInitializer(async () => {
      inject(Theme);
      await inject(Language).start();
    }),
  ],
};
