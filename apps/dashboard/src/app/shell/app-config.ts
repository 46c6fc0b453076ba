import {
  inject,
  isDevMode,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
  type ApplicationConfig,
} from '@angular/core';
import { provideRouter, withComponentInputBinding, withInMemoryScrolling } from '@angular/router';
import { provideTransloco } from '@jsverse/transloco';

import { Language, languageCodes } from './language';
import { routes } from './routes';
import { Theme } from './theme';
import { WordLoader } from './word-loader';

/** What the whole dashboard shares: its pages, its words, and the catching of errors nobody handled. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
    ),
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
