import type { Clock } from '../../platform/clock';
import type { Database } from '../../platform/database';
import { addToRecording, recordingBounds, runningRecording, type RecordingOf } from './recording-store';
import { Scrubber, type Heard } from './scrub';

/** Writes down what one connection hears while somebody wants it recorded; nothing of it is held in clear. */
export class Recorder {
  private scrubber: Scrubber | null = null;
  private until = 0;
  private lines: string[] = [];

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly of: RecordingOf,
  ) {}

  heard(heard: Heard): void {
    const now = this.clock.now();
    if (this.scrubber === null || now >= this.until || this.lines.length >= recordingBounds.messages) return;
    this.lines.push(this.scrubber.record(heard, now));
  }

  /** Keeps what was heard since, and looks whether it is still to be recorded. To be called every few seconds. */
  async turn(): Promise<void> {
    const now = this.clock.now();
    const { lines } = this;
    this.lines = [];
    const running = await this.database.withTenant(this.of.tenantId, async (tx) => {
      if (lines.length > 0) await addToRecording(tx, this.of, lines, now);
      return runningRecording(tx, this.of, now);
    });
    this.until = running?.until ?? 0;
    this.scrubber = running === null ? null : new Scrubber(running.key);
  }
}
