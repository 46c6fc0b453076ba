import type { QueueLogLine } from './queue-log-line';

/** What lines of a pause tell beside the pause itself. */
export type NotedMember = {
  /** The line for all queues of that second has said it already. */
  readonly repeated: boolean;
  /** The interface of the member that this line names. */
  readonly interface?: string;
};

const nothing: NotedMember = { repeated: false };

/**
 * A pause in all queues is one line for all and then one for each queue. Older Asterisk names the member by its
 * interface in the first and by its member name in the others: there the log itself shows that both are one person.
 */
export class MemberNames {
  private readonly pausedAll = new Map<string, number>();
  private before: QueueLogLine | undefined;

  /** Takes every line with a meaning, in their order. */
  note(line: QueueLogLine): NotedMember {
    const { before } = this;
    this.before = line;
    const all = allOf(line);
    if (all === undefined) return nothing;
    const key = `${all} ${line.agent}`;
    if (line.event === all) this.pausedAll.set(key, line.at);
    else if (this.pausedAll.get(key) === line.at) return { repeated: true };
    else if (before?.event === all && isSaidOf(before, line))
      return { repeated: false, interface: before.agent };
    return nothing;
  }
}

/** The line for all queues that a line of a pause may follow. */
function allOf({ event }: QueueLogLine): string | undefined {
  if (event === 'PAUSEALL' || event === 'PAUSE') return 'PAUSEALL';
  return event === 'UNPAUSEALL' || event === 'UNPAUSE' ? 'UNPAUSEALL' : undefined;
}

const isSaidOf = (all: QueueLogLine, one: QueueLogLine): boolean =>
  all.at === one.at && all.agent !== 'NONE' && all.parameters[0] === one.parameters[0];
