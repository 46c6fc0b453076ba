/** How mutants are made and run: `npm run test:mutation -- calls [part of a path]`. */
export default {
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  maxTestRunnerReuse: 200,
  jest: { configFile: 'tools/jest/mutation.config.mjs' },
  coverageAnalysis: 'perTest',
  // What is computed once at loading would need every test run anew in a process of its own.
  ignoreStatic: true,
  disableTypeChecks: '**/*.ts',
  // A sandbox is a copy of what the tests of the libraries need.
  ignorePatterns: [
    '/*',
    '!/libs',
    '!/migrations',
    '!/tools',
    '!/jest.config.mjs',
    '!/tsconfig.base.json',
    '!/package.json',
  ],
  tempDirName: 'dist/mutation',
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
  allowEmpty: false,
};
