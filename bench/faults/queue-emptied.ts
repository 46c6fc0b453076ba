import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { nowMs, pause, until } from '../harness/clock';
import { ask, checkRebuild, must, settled } from '../harness/oracle';
import { ToldQueue } from '../harness/told-queue';
import type { Vigie } from '../harness/vigie';
import { quantile, shown, type Fault } from './fault';

const tenant = 'f25';
/** What the events of a contact tell, each once. */
const types = ['call.initiated', 'call.enqueued', 'call.answered', 'call.leg_ended'] as const;
const instance = 'arn:aws:connect:eu-west-3:000000000000:instance/bench';

/**
 * F25. The server is killed while it empties a queue into which 1,000 contact events a second are put. What it deleted is in the log,
 * what it did not delete it receives again, and nothing is there twice.
 */
export const queueEmptied: Fault = {
  id: 'F25',
  title: 'the server is killed while it empties a queue of 1,000 contact events a second',
  isLong: true,
  async run(vigie, scale) {
    await vigie.tenant(tenant);
    const queue = await ToldQueue.start();
    await add(vigie, queue.url);
    const kills = scale.starts(50);
    const readyMs: number[] = [];
    let calls = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      // A process that was killed leaves its lease behind: the next one listens half a minute later.
      const before = queue.deleted;
      calls += tell(queue, calls, 25);
      await until('the queue to be read', () => (queue.deleted > before ? true : undefined), 90_000, 50);
      const end = nowMs() + 200 + Math.random() * 2_000;
      for (; nowMs() < end; await pause(20)) calls += tell(queue, calls, 5);
      await vigie.end('SIGKILL');
      readyMs.push(await vigie.start());
    }
    await until('the queue to be empty', () => (queue.length === 0 ? true : undefined), 300_000, 200);
    await settled(vigie, tenant);
    const again = queue.received - queue.deleted;
    await compare(vigie, calls);
    await checkRebuild(vigie, tenant);
    await queue.stop();
    return (
      `${kills} kills, ${calls * types.length} messages of ${calls} calls, ${again} received again, none lost, none twice, ` +
      `ready p50 ${shown(quantile(readyMs, 0.5))}`
    );
  },
};

async function add(vigie: Vigie, queue: string): Promise<void> {
  const secret = join(vigie.folder, 'sqs-secret');
  await writeFile(secret, 'x');
  const settings = ['--set', `queue=${queue}`, 'accessKeyId=AKIAEXAMPLEEXAMPLE00', '--secret-file', secret];
  const kind = ['connector', 'add', 'amazon-connect', '--tenant', tenant, '--source', '/f25'];
  await vigie.command([...kind, ...settings]);
}

/** Puts the four events of so many more calls into the queue; says how many. */
function tell(queue: ToldQueue, from: number, count: number): number {
  const began = nowMs() - 60_000;
  const at = (second: number): string => new Date(began + second * 1_000).toISOString();
  const times = { began: at(0), queued: at(1), answered: at(5), ended: at(30) };
  for (let call = from; call < from + count; call += 1) {
    const queueInfo = { queueArn: `${instance}/queue/q${call % 4}`, enqueueTimestamp: times.queued };
    const agentArn = `${instance}/agent/a${call % 20}`;
    const agentInfo = { agentArn, connectedToAgentTimestamp: times.answered };
    const ended = { queueInfo, agentInfo, disconnectTimestamp: times.ended };
    const life: readonly (readonly [eventType: string, more: object])[] = [
      ['INITIATED', {}],
      ['QUEUED', { queueInfo }],
      ['CONNECTED_TO_AGENT', { queueInfo, agentInfo }],
      ['DISCONNECTED', ended],
    ];
    const of = { contactId: `c${call}`, channel: 'VOICE', initiationMethod: 'INBOUND' };
    for (const [eventType, more] of life)
      queue.send({ detail: { ...of, eventType, initiationTimestamp: times.began, ...more } });
  }
  return count;
}

async function compare(vigie: Vigie, calls: number): Promise<void> {
  const rows = await ask<{ type: string; rows: number; calls: number }>(
    vigie,
    tenant,
    `SELECT type, count(*)::int AS rows, count(DISTINCT subject)::int AS calls FROM event_log
     WHERE tenant_id = $1 AND source = '/f25' AND type LIKE 'call.%' GROUP BY 1`,
  );
  for (const type of types) {
    const found = rows.find((row) => row.type === type) ?? { rows: 0, calls: 0 };
    must('F25 nothing is lost', found.calls === calls, `${type}: ${found.calls} of ${calls}`);
    must('F25 nothing is there twice', found.rows === calls, `${type}: ${found.rows} of ${calls}`);
  }
  const [folded] = await ask<{ calls: number }>(
    vigie,
    tenant,
    `SELECT count(*)::int AS calls FROM call WHERE tenant_id = $1 AND outcome = 'answered' AND wait_ms = 4000`,
  );
  must('F25 each call is whole', folded?.calls === calls, `${folded?.calls ?? 0} of ${calls}`);
}
