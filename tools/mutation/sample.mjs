import { createHash } from 'node:crypto';

/** `1/8:3` → one mutant in eight, drawn by the seed 3; every one where nothing is said. */
function readSample(text = '1/1:0') {
  const [, of, seed] = /^1\/([1-9]\d*):(\d+)$/.exec(text) ?? [];
  if (of === undefined) throw new Error(`Not a sample: ${text}`);
  return { of: Number(of), seed };
}

/** Whether a mutant is drawn: the same ones again of the same code by the same seed. */
export function isDrawn({ id }) {
  const { of, seed } = readSample(process.env.VIGIE_MUTATION_SAMPLE);
  return createHash('sha256').update(`${seed} ${id}`).digest().readUInt32BE() % of === 0;
}

/** Stryker draws no samples; but it leaves out what a checker says does not compile, and counts it nowhere. */
class SampleChecker {
  async init() {}

  group(mutants) {
    return [mutants.map(({ id }) => id)];
  }

  async check(mutants) {
    const drawn = { status: 'passed' };
    const left = { status: 'compileError', reason: 'not drawn' };
    return Object.fromEntries(mutants.map((mutant) => [mutant.id, isDrawn(mutant) ? drawn : left]));
  }
}

export const strykerPlugins = [{ kind: 'Checker', name: 'sample', injectableClass: SampleChecker }];
