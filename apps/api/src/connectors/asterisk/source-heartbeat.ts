import type { EventIntake } from '../../intake/event-intake';
import type { Clock } from '../../platform/clock';

const everyMs = 15_000;

/**
 * Says that a telephone system is listened to: a quiet hour has a reader that lives, and a reader that stopped is heard
 * of no more. One beat a quarter of a minute, whoever tells it, since its id is of that quarter.
 */
export class SourceHeartbeat {
  private latest = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly intake: Pick<EventIntake, 'receive'>,
    private readonly clock: Clock,
    private readonly of: { readonly tenantId: string; readonly source: string },
  ) {}

  /** To be called as often as one likes; with by how much the source's clock is ahead, where that is measured. */
  async beat(offsetMs?: number): Promise<void> {
    const now = this.clock.now();
    const turn = Math.floor(now / everyMs);
    if (turn === this.latest) return;
    const { tenantId, source } = this.of;
    const event = {
      specversion: '1.0',
      id: `heartbeat-${turn}`,
      source,
      type: 'source.heartbeat',
      subject: source,
      time: new Date(now).toISOString(),
      data: offsetMs === undefined ? {} : { offsetMs: Math.round(offsetMs) },
    };
    await this.intake.receive(tenantId, [event]);
    this.latest = turn;
  }
}
