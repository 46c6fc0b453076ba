import { defineConfig } from '@playwright/test';

import { chromiumArguments } from './find-chromium.mjs';

/** Real pages in a real Chromium, against the built server. */
export default defineConfig({
  testDir: '../apps/dashboard/browser',
  testMatch: '**/*.browser.spec.ts',
  outputDir: '../test-results',
  globalSetup: './make-place.mjs',
  // A page waits more than it works; each file has a server of its own, from a copy of the place that is made first.
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: process.env.VIGIE_BROWSER_REPORT
    ? [['line'], ['json', { outputFile: process.env.VIGIE_BROWSER_REPORT }]]
    : [['list']],
  use: {
    launchOptions: {
      executablePath: process.env.VIGIE_CHROMIUM ?? '/usr/bin/chromium',
      args: chromiumArguments,
    },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    trace: 'off',
  },
});
