import { parseArgs } from 'node:util';

import { Stryker } from '@stryker-mutator/core';

import { loadTypescript } from '../load-typescript.mjs';
import { isDrawn } from './sample.mjs';

const libs = ['calls', 'metrics'];
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'string' }, seed: { type: 'string', default: '1' } },
});
const [lib = '', ...parts] = positionals;
const isSample = values.sample !== undefined;
if (!libs.includes(lib) || (isSample && !/^1\/[1-9]\d*$/.test(values.sample)) || !/^\d+$/.test(values.seed)) {
  process.stderr.write(
    `Say which library: npm run test:mutation -- ${libs.join('|')} [parts of names of files] [--sample 1/8 --seed 1]\n`,
  );
  process.exit(2);
}
if (isSample) process.env.VIGIE_MUTATION_SAMPLE = `${values.sample}:${values.seed}`;

const mutated = (parts.length === 0 ? [''] : parts).map((part) => `libs/${lib}/src/**/*${part}*.ts`);

/**
 * Changes the code of a library in every small way there is and counts how many changes its tests notice: some four
 * thousand, a quarter of a second each on one core, so it is no part of `npm test`. With parts of names, only files whose
 * names hold one; with a sample, one mutant in so many, and how far the score of all may be from that of these.
 */
const mutants = await new Stryker({
  configFile: 'tools/mutation/stryker.config.mjs',
  mutate: [...mutated, '!**/*.spec.ts', '!**/testing/**', '!**/index.ts'],
  checkers: isSample ? ['sample'] : [],
  concurrency: Number(process.env['VIGIE_MUTATION_WORKERS'] ?? 1),
  jsonReporter: { fileName: `dist/mutation-${lib}.json` },
}).runMutationTest();

const drawn = mutants.filter(isDrawn);
const detected = drawn.filter(({ status }) => ['Killed', 'Timeout'].includes(status)).length;
const counted = detected + drawn.filter(({ status }) => ['Survived', 'NoCoverage'].includes(status)).length;
const { wilson } = await loadTypescript('libs/metrics/src/satisfaction/proportions.ts');
const percent = (share) => `${(100 * share).toFixed(1)} %`;
const { value, low, high } = wilson(detected, counted) ?? { value: 0, low: 0, high: 1 };
const between = isSample ? ` (95 %: ${percent(low)} to ${percent(high)} of all ${mutants.length})` : '';
process.stdout.write(`${lib}: ${detected} of ${counted} seen, ${percent(value)}${between}\n`);
