import { Stryker } from '@stryker-mutator/core';

const libs = ['calls', 'metrics'];
const [lib = '', part = '', ...rest] = process.argv.slice(2);
if (!libs.includes(lib) || rest.length > 0) {
  process.stderr.write(
    `Say which library: npm run test:mutation -- ${libs.join('|')} [part of a file's name]\n`,
  );
  process.exit(2);
}

/**
 * Changes the code of a library in every small way there is and counts how many changes its tests notice. Slow: minutes
 * a file on one core, so it is no part of `npm test`; with a part of a name, only files whose names hold it.
 */
await new Stryker({
  configFile: 'tools/stryker.config.mjs',
  mutate: [`libs/${lib}/src/**/*${part}*.ts`, '!**/*.spec.ts', '!**/testing/**', '!**/index.ts'],
  concurrency: Number(process.env['VIGIE_MUTATION_WORKERS'] ?? 1),
  jsonReporter: { fileName: `dist/mutation-${lib}.json` },
}).runMutationTest();
