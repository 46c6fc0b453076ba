import { createRequire } from 'node:module';

import fastCheck from 'fast-check';

const { expect } = createRequire(createRequire(import.meta.url).resolve('@jest/globals'))('expect');

/** What Jest takes where a property says nothing. */
const usualRuns = 100;

/**
 * What specs of the pure libraries import, without Jest around it: `describe` and `it` hand each test to `add`, `expect`
 * is Jest's own, and `fc.assert` tries at most `mostRuns()` examples of a property, always the same ones, and looks for no
 * smaller one; `cut()` is told where it was to try more.
 */
export function specFrame({ add, mostRuns, cut }) {
  let path = [];
  const describe = (title, body) => {
    path = [...path, title];
    body();
    path = path.slice(0, -1);
  };
  const it = (title, body) => add([...path, title].join(' › '), body);
  it.each = (rows) => (title, body) =>
    rows.forEach((row, at) =>
      it(`${title} (${at + 1})`, () => (Array.isArray(row) ? body(...row) : body(row))),
    );
  const assert = (property, { numRuns = usualRuns, ...asked } = {}) => {
    if (numRuns > mostRuns()) cut();
    const params = { ...asked, numRuns: Math.min(numRuns, mostRuns()), seed: 1, endOnFailure: true };
    return fastCheck.assert(property, params);
  };
  return {
    '@jest/globals': { describe, expect, it, test: it },
    'fast-check': { __esModule: true, ...fastCheck, default: { ...fastCheck, assert } },
  };
}
