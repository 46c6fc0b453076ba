import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from '@swc/core';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');

/** esbuild writes no decorator metadata, and Nest injects by it: files with decorators go through swc first. */
const decorators = {
  name: 'decorators',
  setup(bundle) {
    bundle.onLoad({ filter: /\/apps\/api\/.*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!/^\s*@\w/m.test(source)) return undefined;
      const { code } = await transform(source, {
        filename: path,
        sourceMaps: 'inline',
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2024',
          keepClassNames: true,
        },
      });
      return { contents: code, loader: 'js' };
    });
  },
};

/** Our own libraries are named like packages; they are to be inside the bundle. */
const ours = {
  name: 'ours',
  setup(bundle) {
    bundle.onResolve({ filter: /^@vigie\// }, ({ path }) => {
      const name = path.slice('@vigie/'.length);
      return {
        path: join(root, name === 'migrations' ? 'migrations/index.ts' : `libs/${name}/src/index.ts`),
      };
    });
  },
};

/** Bundles TypeScript entry points for Node 24; npm packages stay outside. */
export async function bundle(entryPoints, options) {
  await build({
    entryPoints: entryPoints.map((path) => join(root, path)),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    packages: 'external',
    sourcemap: true,
    // Classes keep theirs anyhow, as nothing is minified; naming each function again costs at every call that makes one.
    keepNames: false,
    logLevel: 'warning',
    plugins: [ours, decorators],
    ...options,
  });
}

if (process.argv[1] === import.meta.filename) {
  // The thread that draws reports is a program of its own, beside the server's.
  const programs = ['main.ts', 'cli.ts', 'reports/pdf/pdf-worker.ts'];
  await bundle(
    programs.map((program) => `apps/api/src/${program}`),
    { outdir: join(root, 'dist/apps/api'), entryNames: '[name]' },
  );
}
