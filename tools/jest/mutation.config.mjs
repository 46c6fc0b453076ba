import config from '../../jest.config.mjs';

const { rootDir, moduleNameMapper, transform } = config.projects.find(
  ({ displayName }) => displayName === 'unit',
);
const [[files, [swc, options]]] = Object.entries(transform);

/**
 * The tests of the pure libraries alone, as CommonJS: native modules are never freed by Node, and a thousand mutants
 * would fill the memory.
 */
export default {
  rootDir,
  moduleNameMapper,
  testEnvironment: 'node',
  transform: { [files]: [swc, { ...options, module: { type: 'commonjs' } }] },
  testMatch: ['<rootDir>/libs/{calls,metrics}/**/*.spec.ts'],
};
