import type { ChildProcess } from 'node:child_process';
import { appendFile, copyFile, mkdir, rename, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { nowMs, pause, until } from '../harness/clock';
import { ask, checkRebuild, must, settled } from '../harness/oracle';
import { seeded, type Draw } from '../harness/seeded';
import type { Vigie } from '../harness/vigie';
import type { Fault } from './fault';

const linesPerRound = 60;

/** F21. What was followed through everything is, line for line, what one import of the whole log gives. */
export const queueLogFollowed: Fault = {
  id: 'F21',
  title: 'a queue_log is rotated, copied and cut, and its follower killed, while it is written',
  async run(vigie, scale) {
    await vigie.tenant('f21');
    await vigie.tenant('f21-whole');
    const log = await QueueLog.begin(join(vigie.folder, 'asterisk'));
    const follower = new Follower(vigie, log);
    // A follower is answerable for what is written from its first look on.
    await log.write(linesPerRound);
    await follower.readAll();
    const rounds = scale.starts(80, strikes.length);
    for (let round = 0; round < rounds; round += 1) {
      await log.write(linesPerRound);
      await strikes[round % strikes.length]?.(log, follower);
    }
    await log.write(linesPerRound);
    await follower.readAll();
    await follower.stop();
    await vigie.command(['import', 'asterisk-queue-log', log.wholePath, '--tenant', 'f21-whole']);
    await sameEvents(vigie, log.lines);
    for (const tenant of ['f21', 'f21-whole']) await settled(vigie, tenant);
    await sameCounts(vigie);
    await checkRebuild(vigie, 'f21');
    return `${rounds} rounds, ${log.rotations} rotations, ${log.cuts} cuts, follower killed ${follower.kills} times, ${log.lines} lines, each once`;
  },
};

const strikes: readonly ((log: QueueLog, follower: Follower) => Promise<void>)[] = [
  (log) => log.rotate(),
  (_, follower) => follower.kill(),
  (log) => log.copyAndCut(),
  // Both at once: what the dead one had not read is in a rotated copy by the time the next one comes.
  async (log, follower) => Promise.all([log.rotate(), follower.kill()]).then(() => undefined),
  // Twice between two looks of a follower that is at work.
  async (log, follower) => {
    await follower.readAll();
    await log.rotate();
    await log.write(3);
    await log.rotate();
  },
  async (log, follower) => Promise.all([log.copyAndCut(), follower.kill()]).then(() => undefined),
];

/** The log as Asterisk writes it, in pieces that end anywhere, beside a whole copy that nobody rotates. */
class QueueLog {
  lines = 0;
  rotations = 0;
  cuts = 0;
  private readonly draw: Draw = seeded(21);
  private readonly firstAt = Math.floor(nowMs() / 1_000) - 3_600;

  private constructor(private readonly folder: string) {}

  static async begin(folder: string): Promise<QueueLog> {
    await mkdir(folder, { recursive: true });
    const log = new QueueLog(folder);
    await writeFile(log.path, '');
    await writeFile(log.wholePath, '');
    return log;
  }

  get path(): string {
    return join(this.folder, 'queue_log');
  }

  get wholePath(): string {
    return join(this.folder, 'whole.log');
  }

  async write(lines: number): Promise<void> {
    const text = Array.from({ length: lines }, () => `${this.nextLine()}\n`).join('');
    await appendFile(this.wholePath, text);
    for (let at = 0; at < text.length;) {
      const piece = text.slice(at, at + 1 + this.draw(400));
      await appendFile(this.path, piece);
      at += piece.length;
      if (this.draw(3) === 0) await pause(this.draw(30));
    }
  }

  async rotate(): Promise<void> {
    this.rotations += 1;
    await rename(this.path, `${this.path}.${this.rotations + this.cuts}`);
    await writeFile(this.path, '');
  }

  async copyAndCut(): Promise<void> {
    this.cuts += 1;
    await copyFile(this.path, `${this.path}.${this.rotations + this.cuts}`);
    await truncate(this.path);
  }

  /** Four lines a call, one of them written twice: a phone that rang in vain twice within a second. */
  private nextLine(): string {
    const call = Math.floor(this.lines / 5);
    const step = this.lines % 5;
    this.lines += 1;
    const at = this.firstAt + call;
    const about = `${at}|1700000000.${call}|queue-${call % 4}`;
    const agent = `SIP/agent-${call % 7}`;
    if (step === 0) return `${about}|NONE|ENTERQUEUE||0199000${String(call % 1_000).padStart(3, '0')}|1`;
    if (step < 3) return `${about}|${agent}|RINGNOANSWER|900`;
    if (step === 3) return `${about}|${agent}|CONNECT|${call % 50}|1700000000.${call}-b|2`;
    return `${about}|${agent}|COMPLETECALLER|${call % 50}|${call % 300}|1`;
  }
}

/** `import … --follow` in a process of its own. */
class Follower {
  kills = 0;
  private child: ChildProcess;

  constructor(
    private readonly vigie: Vigie,
    private readonly log: QueueLog,
  ) {
    this.child = this.spawn();
  }

  /** Waits until everything that was written is in. */
  async readAll(): Promise<void> {
    const read = async (): Promise<number> => (await idsOf(this.vigie, 'f21')).length;
    const all = async () => ((await read()) >= this.log.lines ? true : undefined);
    await until('every line to be read', all, 30_000, 250).catch(() => undefined);
    must('F21 every line is read', (await read()) === this.log.lines, `${await read()} of ${this.log.lines}`);
  }

  async kill(): Promise<void> {
    // Sometimes it is killed at work, sometimes while it starts.
    await pause((this.kills % 3) * 900);
    this.kills += 1;
    await this.end('SIGKILL');
    this.child = this.spawn();
  }

  async stop(): Promise<void> {
    const code = await this.end('SIGTERM');
    must('F21 the follower ends in order', code === 0, `exit code ${String(code)}`);
  }

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    const closed = new Promise<number | null>((resolve) => this.child.once('close', resolve));
    this.child.kill(signal);
    return closed;
  }

  private spawn(): ChildProcess {
    const child = this.vigie.spawnCommand([
      'import',
      'asterisk-queue-log',
      this.log.path,
      '--tenant',
      'f21',
      '--follow',
    ]);
    child.stdout?.resume();
    child.stderr?.resume();
    return child;
  }
}

async function idsOf(vigie: Vigie, tenant: string): Promise<readonly string[]> {
  const rows = await ask<{ event_id: string }>(
    vigie,
    tenant,
    `SELECT event_id FROM event_log
     WHERE tenant_id = $1 AND source <> 'vigie' AND type <> 'source.heartbeat'`,
  );
  return rows.map((row) => row.event_id);
}

async function sameEvents(vigie: Vigie, lines: number): Promise<void> {
  const [followed, whole] = [await idsOf(vigie, 'f21'), await idsOf(vigie, 'f21-whole')];
  must('F21 the whole log has an event a line', whole.length === lines, `${whole.length} of ${lines}`);
  const known = new Set(followed);
  const missing = whole.filter((id) => !known.has(id));
  must('F21 nothing is missing', missing.length === 0, `${missing.length} missing`);
  must('F21 nothing is there twice', followed.length === lines, `${followed.length} of ${lines}`);
}

async function sameCounts(vigie: Vigie): Promise<void> {
  const sql = `SELECT count(*) || ' ' || count(*) FILTER (WHERE outcome = 'answered') || ' ' || sum(wait_ms) || ' ' || sum(talk_ms) AS counted
               FROM call WHERE tenant_id = $1`;
  const [followed, whole] = [
    await ask<{ counted: string }>(vigie, 'f21', sql),
    await ask<{ counted: string }>(vigie, 'f21-whole', sql),
  ];
  must(
    'F21 same calls',
    followed[0]?.counted === whole[0]?.counted,
    `${String(followed[0]?.counted)} ≠ ${String(whole[0]?.counted)}`,
  );
}
