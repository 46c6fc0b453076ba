import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier';
import importX from 'eslint-plugin-import-x';
import jest from 'eslint-plugin-jest';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import globals from 'globals';
import typescript from 'typescript-eslint';

import { directions, zones } from './tools/lint/rooms.mjs';

const noClock = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Only the clock reads the time: take it as an argument.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Only the clock reads the time: take it as an argument.',
  },
];

const noEnum = { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' };

const tooMany = 'A function takes four parameters at most: hand in an object.';

/** What Nest injects a class with is no call that somebody must read; every other function has its budget. */
const fewParameters = [
  'FunctionDeclaration[params.length>4]',
  'ArrowFunctionExpression[params.length>4]',
  'MethodDefinition[kind!="constructor"] > FunctionExpression[params.length>4]',
  'ClassDeclaration:not(:has(> Decorator)) > ClassBody > MethodDefinition[kind="constructor"] > FunctionExpression[params.length>4]',
].map((selector) => ({ selector, message: tooMany }));

const budget = {
  'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  complexity: ['error', 10],
  'max-depth': ['error', 3],
};

export default typescript.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      '.nx/',
      '.data/',
      '.angular/',
      'coverage/',
      '**/fixtures/**',
      'test-results/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [typescript.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@nx': nx, 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.base.json' })],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: {
      ...budget,
      eqeqeq: 'error',
      // Control characters are what some of our patterns look for.
      'no-control-regex': 'off',
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...noClock, ...fewParameters, noEnum],
      'import-x/no-default-export': 'error',
      'import-x/no-self-import': 'error',
      '@nx/enforce-module-boundaries': ['error', { depConstraints: directions, allow: [] }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      // Nest injects by the types of a decorated class's constructor; the rule knows and leaves those alone.
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/unbound-method': ['error', { ignoreStatic: true }],
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  {
    files: [
      'apps/api/src/platform/clock.ts',
      'apps/dashboard/src/app/shell/clock.ts',
      'bench/harness/clock.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', ...fewParameters, noEnum] },
  },
  {
    // Tables of words and of the wire: one place to look, nothing to follow.
    files: [
      'apps/dashboard/src/app/words/**/*.ts',
      'apps/api/src/reports/words/*.ts',
      'apps/dashboard/src/app/**/*-answers.ts',
      'libs/contracts/src/*.ts',
    ],
    rules: { 'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['libs/calls/**/*.ts', 'libs/metrics/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^(?!\\.|@vigie/)', message: 'The core imports no package and no module of Node.' },
          ],
        },
      ],
    },
  },
  {
    // Specs of a room may stand on the whole application; what is shipped may not.
    files: ['apps/api/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/testing/**'],
    rules: { 'import-x/no-restricted-paths': ['error', { zones }] },
  },
  {
    files: ['apps/api/src/**/*.ts'],
    ignores: [
      'apps/api/src/event-log/**',
      'apps/api/src/platform/**',
      '**/*-store.ts',
      '**/*-query.ts',
      '**/*.entity.ts',
      '**/*.int.spec.ts',
      '**/testing/**',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: ['pg', 'typeorm', 'pg-copy-streams'].map((name) => ({
            name,
            allowTypeImports: true,
            message: 'SQL lives in event-log/, *-store, *-query, *.entity and platform/.',
          })),
        },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', '**/testing/**/*.ts'],
    plugins: { jest },
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', ...noClock, noEnum],
      'jest/no-focused-tests': 'error',
      'jest/no-disabled-tests': 'error',
      'jest/no-identical-title': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.browser.spec.ts'],
    rules: { 'jest/no-disabled-tests': 'off', 'jest/no-focused-tests': 'off' },
  },
  {
    files: ['apps/dashboard/**/*.ts', 'libs/charts/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'vg', style: 'kebab-case' }],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'vg', style: 'camelCase' },
      ],
    },
  },
  {
    files: ['apps/dashboard/**/*.html', 'libs/charts/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: globals.node },
    rules: { ...budget, 'no-restricted-syntax': ['error', ...fewParameters] },
  },
  prettier,
);
