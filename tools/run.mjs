import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';

import { build } from './build.mjs';
import { bundleFor } from './load-typescript.mjs';

/** `node tools/run.mjs PROGRAM.ts …`: builds the product, then bundles and runs one of our TypeScript programs. */
const [program, ...args] = process.argv.slice(2);
await build(['api', 'dashboard']);
const file = await bundleFor(program);
const flags = ['--enable-source-maps', '--expose-gc'];
const child = spawn(process.execPath, [...flags, file, ...args], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('close', async (code) => {
  await rm(file, { force: true });
  await rm(`${file}.map`, { force: true });
  process.exit(code ?? 1);
});
