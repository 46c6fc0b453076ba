import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { root } from './sandbox.mjs';

/** The commands of docs/operating.md, and what became of each. */
export class Page {
  constructor(sandbox, commands) {
    this.sandbox = sandbox;
    this.left = new Set(commands);
    this.skipped = [];
    this.done = 0;
  }

  static async read(sandbox) {
    const text = await readFile(join(root, 'docs/operating.md'), 'utf8');
    const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gmu)].map(([, block]) => block);
    return new Page(
      sandbox,
      blocks.flatMap((block) => block.split('\n').filter((line) => line !== '')),
    );
  }

  /** Runs a command as it stands on the page. */
  async run(line, { env = {}, instead } = {}) {
    this.take(line);
    this.done += 1;
    return this.sandbox.shell(instead ?? this.sandbox.render(line), env);
  }

  /** Says that a command is done by other means. */
  async by(line, work) {
    this.take(line);
    this.done += 1;
    return work();
  }

  /** Leaves a command out, with the reason. */
  skip(line, why) {
    this.take(line);
    this.skipped.push([line, why]);
  }

  take(line) {
    this.taken ??= new Set();
    if (!this.left.has(line) && !this.taken.has(line)) throw new Error(`The page does not say: ${line}`);
    this.left.delete(line);
    this.taken.add(line);
  }

  assertAllTried() {
    if (this.left.size > 0)
      throw new Error(`Nothing tries these commands of the page:\n${[...this.left].join('\n')}`);
  }
}
