import { Vigie } from '../harness/vigie';
import { amiHeard } from './ami-heard';
import { apiDies } from './api-dies';
import { bigBatches } from './big-batches';
import { dbAway } from './db-away';
import { diesAfterCommit } from './dies-after-commit';
import { diesInFold } from './dies-in-fold';
import { disorder } from './disorder';
import { Scale, shown, type Fault } from './fault';
import { manyAtOneList } from './many-at-one-list';
import { noForeignRow } from './no-foreign-row';
import { oneBusyTenant } from './one-busy-tenant';
import { oracleSees } from './oracle-sees';
import { poison } from './poison';
import { queueEmptied } from './queue-emptied';
import { queueLogFollowed } from './queue-log-followed';
import { slowSenders } from './slow-senders';
import { storm } from './storm';
import { threeCutOff, threeReplicas, threeWithoutHints } from './three-replicas';

const faults: readonly Fault[] = [
  oracleSees,
  apiDies,
  diesAfterCommit,
  diesInFold,
  dbAway,
  disorder,
  poison,
  bigBatches,
  oneBusyTenant,
  noForeignRow,
  slowSenders,
  queueLogFollowed,
  amiHeard,
  queueEmptied,
  storm,
  manyAtOneList,
  threeReplicas,
  threeCutOff,
  threeWithoutHints,
];

/** `npm run faults -- [--tenth] [F1 F4 …]`: does every fault, or those named, to a product of its own. */
const args = process.argv.slice(2);
const scale = args.includes('--tenth') ? Scale.tenth : Scale.full;
const named = new Set(args.filter((arg) => !arg.startsWith('-')));
const chosen = faults.filter(({ id, isLong }) =>
  named.size === 0 ? scale === Scale.full || isLong !== true : named.has(id),
);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

let failed = 0;
const vigie = await Vigie.prepare();
const leave = (): void => void vigie.remove().finally(() => process.exit(1));
process.once('SIGINT', leave).once('SIGTERM', leave);
try {
  for (const fault of chosen) failed += (await survives(fault)) ? 0 : 1;
} finally {
  await vigie.remove();
}
say(`${chosen.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function survives({ id, title, run }: Fault): Promise<boolean> {
  const began = performance.now();
  try {
    if (!vigie.alive) await vigie.start();
    const figures = await run(vigie, scale);
    say(`ok ${id} ${title}: ${figures} (${shown(performance.now() - began)})`);
    return true;
  } catch (error) {
    say(`not ok ${id} ${title}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    // The next fault begins with a server that no failpoint is armed in.
    await vigie.end('SIGKILL');
    return false;
  }
}
