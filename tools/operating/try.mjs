import { endChildrenOnSignal, seconds } from '../console.mjs';
import { installService, tryContainers, tryKeys, tryNginx } from './installing.mjs';
import { backUp, move, restore, tryDump, upgrade } from './keeping.mjs';
import { tryLostFactor } from './lost-factor.mjs';
import { Page } from './page.mjs';
import { Sandbox } from './sandbox.mjs';
import { Service } from './service.mjs';

/**
 * `npm run operating`: does what docs/operating.md says, command by command, in a folder that stands for a machine. What
 * cannot be done here is told with its reason; a command of the page that nothing tries is a fault.
 */
endChildrenOnSignal();
const say = (line) => process.stdout.write(`${line}\n`);
const sandbox = await Sandbox.make();
const service = new Service(sandbox);
const page = await Page.read(sandbox);
const put = { away: [() => service.stop()] };
const tried = { sandbox, service, page, put };

const steps = [
  ['as a service', installService],
  ['behind nginx', tryNginx],
  ['a second factor that was lost', tryLostFactor],
  ['changing keys', tryKeys],
  ['backup', backUp],
  ['restore', restore],
  ['upgrading', upgrade],
  ['a PostgreSQL of one’s own', move],
  ['PostgreSQL’s own tools', tryDump],
  ['in containers', tryContainers],
];

let failed = false;
try {
  for (const [title, step] of steps) {
    const from = performance.now();
    const figures = await step(tried);
    say(`ok ${title}${figures ? `: ${figures}` : ''} (${seconds(from)})`);
  }
  page.assertAllTried();
} catch (error) {
  failed = true;
  say(`not ok: ${error.stack ?? error}`);
} finally {
  for (const away of put.away.toReversed()) await away().catch((error) => say(String(error)));
  await sandbox.remove();
}
say(`${page.done} commands of the page were run, ${page.skipped.length} were not:`);
for (const [line, why] of page.skipped) say(`  ${line}\n    ${why}`);
process.exit(failed ? 1 : 0);
