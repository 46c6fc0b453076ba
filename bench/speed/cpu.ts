import { readFile } from 'node:fs/promises';

const ticksPerSecond = 100;

/** Processor time (user and system) a process has used so far, ms; only where the kernel tells it in /proc. */
export async function cpuMsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond;
}
