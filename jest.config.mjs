import { availableParallelism } from 'node:os';

import angularPresets from 'jest-preset-angular/presets/index.js';

const libs = ['contracts', 'calls', 'metrics', 'charts', 'simulator'];

const aliases = {
  '^@vigie/migrations$': '<rootDir>/migrations/index.ts',
  ...Object.fromEntries(libs.map((lib) => [`^@vigie/${lib}$`, `<rootDir>/libs/${lib}/src/index.ts`])),
};

const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      target: 'es2024',
      keepClassNames: true,
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

const shared = {
  rootDir: import.meta.dirname,
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.nx/', '<rootDir>/.data/'],
  moduleNameMapper: aliases,
};

const onNode = {
  ...shared,
  testEnvironment: '<rootDir>/tools/jest/shared-environment.mjs',
  runtime: '<rootDir>/tools/jest/shared-runtime.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': swc },
};

/** Three kinds of tests, told apart by suffix and place: pure, against a real PostgreSQL, in a simulated browser. */
export default {
  // For machines that are busy with other things, ten times slower than one's own; the tests themselves wait for nothing.
  testTimeout: 300_000,
  // On two cores one would be left free by itself, while half of the time is spent in waiting for a PostgreSQL.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  workerIdleMemoryLimit: '1500MB',
  projects: [
    {
      ...onNode,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/libs/{contracts,calls,metrics,simulator}/**/*.spec.ts',
        '<rootDir>/{apps/api,bench,migrations,tools}/**/*.spec.ts',
      ],
      testPathIgnorePatterns: ['\\.int\\.spec\\.ts$', '/node_modules/'],
    },
    {
      ...onNode,
      displayName: 'integration',
      testMatch: ['<rootDir>/{libs/**,apps/api/**,bench/**,migrations}/*.int.spec.ts'],
      globalSetup: '<rootDir>/tools/jest/start-postgres.mjs',
      globalTeardown: '<rootDir>/tools/jest/stop-postgres.mjs',
    },
    {
      ...shared,
      ...angularPresets.createEsmPreset({ tsconfig: '<rootDir>/tools/jest/tsconfig.angular.json' }),
      displayName: 'browser',
      testEnvironment: '<rootDir>/tools/jest/shared-page.mjs',
      runtime: '<rootDir>/tools/jest/shared-runtime.mjs',
      testMatch: ['<rootDir>/{apps/dashboard,libs/charts}/src/**/*.spec.ts'],
      setupFiles: ['<rootDir>/tools/jest/setup-angular.mjs'],
      moduleNameMapper: aliases,
    },
  ],
};
