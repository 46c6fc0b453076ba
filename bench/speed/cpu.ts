import { readdir, readFile } from 'node:fs/promises';

const ticksPerSecond = 100;

/** Processor time (user and system) a process has used so far, ms; only where the kernel tells it in /proc. */
export async function cpuMsOf(pid: number): Promise<number> {
  return (await statOf(pid)).ownMs;
}

/** The same of a process and all it started, those that have ended among them. */
export async function cpuMsOfTree(pid: number): Promise<number> {
  const pids = (await readdir('/proc')).map(Number).filter((known) => known > 0);
  const stats = await Promise.all(pids.map((known) => statOf(known).catch(() => undefined)));
  const children = Map.groupBy(
    stats.filter((stat) => stat !== undefined),
    ({ parent }) => parent,
  );
  const { ownMs, endedMs } = await statOf(pid);
  const ofChildren = (of: number): number =>
    (children.get(of) ?? []).reduce(
      (sum, child) => sum + child.ownMs + child.endedMs + ofChildren(child.pid),
      0,
    );
  return ownMs + endedMs + ofChildren(pid);
}

type Stat = {
  readonly pid: number;
  readonly parent: number;
  readonly ownMs: number;
  /** Of its children that have ended. */
  readonly endedMs: number;
};

async function statOf(pid: number): Promise<Stat> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ms = (at: number): number => (Number(fields[at]) * 1_000) / ticksPerSecond;
  return { pid, parent: Number(fields[1]), ownMs: ms(11) + ms(12), endedMs: ms(13) + ms(14) };
}
