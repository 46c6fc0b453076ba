import { join } from 'node:path';

/** How mutants are made and run: `npm run test:mutation -- calls [part of a path]`. */
export default {
  plugins: ['spec-runner.mjs', 'sample.mjs'].map((file) => join(import.meta.dirname, file)),
  testRunner: 'specs',
  coverageAnalysis: 'perTest',
  // A loop without end is seen by its count; beside other work a test may take long.
  timeoutFactor: 4,
  timeoutMS: 300_000,
  dryRunTimeoutMinutes: 30,
  disableTypeChecks: '**/*.ts',
  // A sandbox is a copy of what the tests of the libraries need.
  ignorePatterns: ['/*', '!/libs', '!/package.json'],
  tempDirName: 'dist/mutation',
  reporters: ['progress-append-only', 'clear-text', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
  allowEmpty: false,
  warnings: { slow: false },
};
