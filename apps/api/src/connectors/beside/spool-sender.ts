import { toConnectorFault, type ConnectorFault } from '../connector-fault';
import { paused } from '../runner/connector-lease';
import { backOffMs } from '../runner/supervised-connector';
import type { CountedAnswer } from '../runner/connector-counts';
import type { Door } from './door';
import type { Spool, SpooledLines } from './spool';

const mostLines = 1_000;
const mostBytes = 1_048_576;
/** So long a look at an empty spool is apart from the next, where nobody says that something came. */
const idleMs = 1_000;
const longestMs = 15_000;

export type SenderParts = Readonly<{
  spool: Spool;
  door: Pick<Door, 'send'>;
  /** What became of lines that have arrived. */
  arrived: (answer: CountedAnswer) => void;
  /** Nothing can be sent just now: what waits stays on the disk, and it is tried again. */
  troubled: (fault: ConnectorFault) => void;
}>;

/** Sends what the spool holds, in its order, and takes nothing out of it before it has arrived. */
export class SpoolSender {
  private wanted = Promise.withResolvers<void>();
  private failed = 0;
  private most = mostLines;

  constructor(private readonly parts: SenderParts) {}

  /** Something came into the spool. */
  wake(): void {
    this.wanted.resolve();
  }

  /** Until it is told to end; what is not sent by then is sent by the next process. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.wanted = Promise.withResolvers<void>();
      if (await this.sendOne(signal)) continue;
      if (this.failed > 0) await paused(Math.min(longestMs, backOffMs(this.failed, Math.random())), signal);
      else await Promise.race([this.wanted.promise, paused(idleMs, signal)]);
    }
  }

  /** What waits is sent while that goes well, and no longer than `signal` allows. */
  async flush(signal: AbortSignal): Promise<void> {
    let isSent = true;
    while (isSent && !signal.aborted) isSent = await this.sendOne(signal);
  }

  /** False where there was nothing to send, or it did not arrive. */
  private async sendOne(signal: AbortSignal): Promise<boolean> {
    const { spool, door, arrived, troubled } = this.parts;
    let lines: SpooledLines | null = null;
    try {
      lines = await spool.next(this.most, mostBytes);
      if (lines === null) return false;
      const answer = await door.send(lines.text, lines.lines, signal);
      await spool.sent(lines);
      this.failed = 0;
      this.most = Math.min(mostLines, this.most * 2);
      arrived(answer);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      const fault = toConnectorFault(error);
      if (fault.code === 'door_too_small' && this.halve(lines)) return true;
      this.failed += 1;
      troubled(fault);
      return false;
    }
  }

  /** A proxy before the door takes less at once. False where a single line is too large already. */
  private halve(lines: SpooledLines | null): boolean {
    if (lines === null || lines.lines < 2) return false;
    this.most = Math.floor(lines.lines / 2);
    return true;
  }
}
