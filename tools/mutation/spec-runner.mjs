import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { specLoader } from './load-specs.mjs';
import { specFrame } from './spec-frame.mjs';

const few = 10;
const all = Infinity;
/** What the first run found, for processes that follow one that hung. */
const kept = 'first-run.json';

/** The specs of both pure libraries, tried in this process: some milliseconds where starting Jest takes seconds. */
export class SpecRunner {
  #root = process.cwd();
  #files = globSync('libs/{calls,metrics}/src/**/*.spec.ts', { cwd: this.#root })
    .sort()
    .map((file) => join(this.#root, file));
  #loader = specLoader(this.#root);
  #stryker = (globalThis.__stryker__ ??= {});
  /** Of a test its usual time; of a mutant the tests that come by it. */
  #first = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : { msOf: {}, passing: {} };
  #kills = new Map();
  #mostRuns = all;
  #isCut = false;

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun() {
    this.#stryker.activeMutant = undefined;
    const tests = [];
    for (const test of this.#load(this.#files).values()) {
      const fault = await this.#try(test, all);
      const { id, file, ms } = test;
      this.#first.msOf[id] = ms;
      const result = { id, name: id, fileName: file, timeSpentMs: ms };
      tests.push(
        fault === undefined
          ? { ...result, status: 0 }
          : { ...result, status: 1, failureMessage: String(fault) },
      );
    }
    const { mutantCoverage } = this.#stryker;
    for (const [id, mutants] of Object.entries(mutantCoverage.perTest))
      for (const mutant of Object.keys(mutants)) (this.#first.passing[mutant] ??= []).push(id);
    writeFileSync(kept, JSON.stringify(this.#first));
    return { status: 'complete', tests, mutantCoverage };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit, sandboxFileName }) {
    Object.assign(this.#stryker, { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    this.#stryker.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
    try {
      const tests = this.#load(filesOf(testFilter) ?? this.#files);
      this.#stryker.activeMutant = activeMutant.id;
      const asked = testFilter?.map((id) => tests.get(id)) ?? [...tests.values()];
      const passing = new Set(this.#first.passing[activeMutant.id]);
      return await this.#hunt(this.#inOrder(asked, passing, sandboxFileName), passing, sandboxFileName);
    } catch (fault) {
      // Not even loaded: whoever runs a spec sees it.
      return { status: 'killed', killedBy: [], failureMessage: String(fault), nrOfTests: 0 };
    } finally {
      this.#stryker.activeMutant = undefined;
    }
  }

  /**
   * First with few examples a property; whoever survives meets them all in the tests that come by it. (What changed
   * only at loading is the same in every example.)
   */
  async #hunt(tests, passing, mutated) {
    const cut = [];
    for (const test of tests) {
      let fault = await this.#try(test, few);
      if (this.#isCut && fault === undefined && passing.has(test.id)) cut.push(test);
      // Some count how many of their examples were good ones.
      if (this.#isCut && fault !== undefined) fault = await this.#try(test, all);
      if (fault !== undefined) return this.#seen(test, fault, mutated);
    }
    for (const test of cut) {
      const fault = await this.#try(test, all);
      if (fault !== undefined) return this.#seen(test, fault, mutated);
    }
    return { status: 'survived', nrOfTests: tests.length };
  }

  #seen({ id }, fault, mutated) {
    if (this.#stryker.hitCount > this.#stryker.hitLimit) return { status: 'timeout' };
    const key = `${mutated} ${id}`;
    this.#kills.set(key, (this.#kills.get(key) ?? 0) + 1);
    return { status: 'killed', killedBy: [id], failureMessage: String(fault), nrOfTests: 1 };
  }

  /** Whoever comes by the change first, then what often sees a fault in this file, then what is quick. */
  #inOrder(tests, passing, mutated) {
    const rank = ({ id }) => [
      passing.has(id) ? 0 : 1,
      -(this.#kills.get(`${mutated} ${id}`) ?? 0),
      this.#first.msOf[id] ?? 0,
    ];
    const ranked = tests.map((test) => ({ test, rank: rank(test) }));
    ranked.sort((a, b) => a.rank.map((one, at) => one - b.rank[at]).find((less) => less !== 0) ?? 0);
    return ranked.map(({ test }) => test);
  }

  #load(files) {
    const tests = new Map();
    let of = '';
    const add = (title, body) => {
      const id = `${relative(this.#root, of)} › ${title}`;
      if (tests.has(id)) throw new Error(`Two tests have one title: ${id}`);
      tests.set(id, { id, file: of, body, ms: 0 });
    };
    const cut = () => (this.#isCut = true);
    const load = this.#loader(specFrame({ add, cut, mostRuns: () => this.#mostRuns }));
    for (const file of files) {
      of = file;
      load(file);
    }
    return tests;
  }

  /** The fault a test found. */
  async #try(test, runs) {
    this.#mostRuns = runs;
    this.#isCut = false;
    this.#stryker.currentTestId = test.id;
    const from = performance.now();
    try {
      await test.body();
      return undefined;
    } catch (fault) {
      return fault;
    } finally {
      test.ms = performance.now() - from;
      this.#stryker.currentTestId = undefined;
    }
  }
}

function filesOf(testFilter) {
  if (testFilter === undefined) return undefined;
  return [...new Set(testFilter.map((id) => join(process.cwd(), id.split(' › ')[0])))];
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'specs', injectableClass: SpecRunner }];
