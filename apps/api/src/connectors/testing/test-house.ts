import type { ConnectorPorts } from '../connector';
import { ConnectorCounts } from '../runner/connector-counts';

type Heard = Readonly<{
  id: string;
  type: string;
  subject: string;
  time: string;
  data: Readonly<Record<string, unknown>>;
}>;

/** The door, and all that is kept outside a connection. */
export class TestHouse<Event extends Heard = Heard> {
  readonly events = new Map<string, Event>();
  readonly counts = new ConnectorCounts();
  checkpoint: unknown = null;
  offsetMs: number | null = null;
  isAway = false;
  /** How often it was said that the source is heard. */
  alive = 0;

  constructor(private readonly now: () => number) {}

  ports(signal: AbortSignal): ConnectorPorts {
    return {
      signal,
      intake: {
        receive: (_, items) => {
          if (this.isAway) return Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }));
          const fresh = (items as Event[]).filter(({ id }) => !this.events.has(id));
          for (const event of fresh) this.events.set(event.id, event);
          const [received, accepted] = [items.length, fresh.length];
          return Promise.resolve({
            received,
            accepted,
            duplicates: received - accepted,
            rejectedCount: 0,
            rejected: [],
          });
        },
      },
      alive: () => {
        this.alive += 1;
      },
      troubled: () => undefined,
      heard: () => undefined,
      counted: (answer) => this.counts.add(answer, this.now()),
      unknown: (name) => this.counts.addUnknown(name),
      offset: (offsetMs) => {
        this.offsetMs = offsetMs;
      },
      loadCheckpoint: () => Promise.resolve(JSON.parse(JSON.stringify(this.checkpoint))),
      saveCheckpoint: (checkpoint) => {
        this.checkpoint = checkpoint;
        return Promise.resolve();
      },
    };
  }

  typesOf(subject: string): string[] {
    return [...this.events.values()].flatMap((event) => (event.subject === subject ? [event.type] : []));
  }
}
