import { join } from 'node:path';

import { Clock } from '../../platform/clock';
import type { Door } from './door';
import { replaceFile, textOf } from './replace-file';

/** Up to here the two clocks are the same: the door tells its time to the second, and takes a while to answer. */
const toleratedMs = 3_000;

/**
 * The clock of the server that is sent to, as far as it is known: a telephone system and what listens beside it are often one
 * machine, and their common error would otherwise be seen by nobody. As last measured, after a restart too.
 */
export class DoorClock extends Clock {
  private aheadMs = 0;

  constructor(
    private readonly own: Clock,
    private readonly folder: string,
    private readonly say: (line: string) => void,
  ) {
    super();
  }

  override now(): number {
    return this.own.now() - this.aheadMs;
  }

  async load(): Promise<void> {
    const known = Number(await textOf(this.path));
    if (Number.isFinite(known)) this.aheadMs = known;
  }

  /** Takes what was measured with the latest answer; true where that is another time than was thought. */
  async follow({ aheadMs }: Pick<Door, 'aheadMs'>): Promise<boolean> {
    if (aheadMs === null || Math.abs(aheadMs - this.aheadMs) <= toleratedMs) return false;
    this.aheadMs = Math.abs(aheadMs) <= toleratedMs ? 0 : aheadMs;
    await replaceFile(this.path, String(this.aheadMs));
    const off = Math.round(Math.abs(this.aheadMs) / 1_000);
    const way = this.aheadMs > 0 ? 'ahead of' : 'behind';
    const wrong = `The clock of this machine is ${off} s ${way} the server’s. It is taken into account; set it right (NTP).`;
    this.say(off === 0 ? 'The clock of this machine is right again.' : wrong);
    return true;
  }

  private get path(): string {
    return join(this.folder, 'clock');
  }
}
