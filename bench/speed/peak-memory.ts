import { readFile } from 'node:fs/promises';

const everyMs = 50;

/** What a process holds in memory, MB; only where the kernel tells it in /proc. */
export async function memoryMbOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1] ?? Number.NaN) / 1_000;
}

/** Watches how much memory a process holds, twenty times a second, until it is told to stop. */
export class PeakMemory {
  private peakMb: number;
  private readonly timer: NodeJS.Timeout;

  private constructor(
    private readonly pid: number,
    private readonly beforeMb: number,
  ) {
    this.peakMb = beforeMb;
    this.timer = setInterval(() => void this.look(), everyMs);
  }

  static async watch(pid: number): Promise<PeakMemory> {
    return new PeakMemory(pid, await memoryMbOf(pid));
  }

  end(): { readonly beforeMb: number; readonly peakMb: number } {
    clearInterval(this.timer);
    return { beforeMb: this.beforeMb, peakMb: this.peakMb };
  }

  private async look(): Promise<void> {
    this.peakMb = Math.max(this.peakMb, await memoryMbOf(this.pid));
  }
}
