import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';

import { transformSync } from '@swc/core';

const swc = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
  module: { type: 'commonjs' },
  sourceMaps: false,
};

/**
 * Loads specs of the pure libraries and all they import into this process. Text is compiled once; modules are evaluated
 * anew by every loader, in some milliseconds, so that nothing a mutant left behind is seen by the next. `given` are
 * modules that stand in for packages, by name.
 */
export function specLoader(root) {
  const compiled = new Map();
  const compile = (file) => {
    const kept = compiled.get(file);
    if (kept !== undefined) return kept;
    const { code } = transformSync(readFileSync(file, 'utf8'), { ...swc, filename: file });
    const body = compileFunction(code, ['exports', 'require'], { filename: file });
    compiled.set(file, body);
    return body;
  };
  return (given) => {
    const modules = new Map();
    const load = (file) => {
      const known = modules.get(file);
      if (known !== undefined) return known;
      const exports = {};
      modules.set(file, exports);
      const fromPackages = createRequire(file);
      compile(file)(exports, (name) => {
        const own = fileOf(root, dirname(file), name);
        return own === undefined ? (given[name] ?? fromPackages(name)) : load(own);
      });
      return exports;
    };
    return load;
  };
}

function fileOf(root, folder, name) {
  if (name.startsWith('.')) return `${join(folder, name)}.ts`;
  const lib = /^@vigie\/(\w+)$/.exec(name)?.[1];
  return lib === undefined ? undefined : join(root, 'libs', lib, 'src/index.ts');
}
