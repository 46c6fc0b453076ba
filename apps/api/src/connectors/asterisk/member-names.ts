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
 * interface in the first and by its member name in the others: there the log itself shows that both are one person,
 * unless two pause in one second and their lines stand among each other.
 */
export class MemberNames {
  private readonly pausedAll = new Map<string, number>();
  /** Whose interface was told in which second. */
  private readonly toldAt = new Map<string, number>();
  /** Lines for all queues that stand together, with nothing after them yet. */
  private latest: readonly QueueLogLine[] = [];

  /** Takes every line with a meaning, in their order. */
  note(line: QueueLogLine): NotedMember {
    const { latest } = this;
    const all = allOf(line);
    const isForAll = all !== undefined && line.event === all;
    const goesOn = latest.every(({ event, at }) => event === line.event && at === line.at);
    this.latest = isForAll ? [...(goesOn ? latest : []), line] : [];
    if (all === undefined) return nothing;
    const key = `${all} ${line.agent}`;
    if (isForAll) this.pausedAll.set(key, line.at);
    else if (this.pausedAll.get(key) === line.at) return { repeated: true };
    else return this.paired(all, line, latest);
    return nothing;
  }

  private paired(all: string, line: QueueLogLine, [before, ...others]: readonly QueueLogLine[]): NotedMember {
    if (before?.event !== all || others.length > 0 || !isSaidOf(before, line)) return nothing;
    const key = `${all} ${line.agent}`;
    if (this.toldAt.get(key) === line.at) return nothing;
    this.toldAt.set(key, line.at);
    return { repeated: false, interface: before.agent };
  }
}

/** The line for all queues that a line of a pause may follow. */
function allOf({ event }: QueueLogLine): string | undefined {
  if (event === 'PAUSEALL' || event === 'PAUSE') return 'PAUSEALL';
  return event === 'UNPAUSEALL' || event === 'UNPAUSE' ? 'UNPAUSEALL' : undefined;
}

const isSaidOf = (all: QueueLogLine, one: QueueLogLine): boolean =>
  all.at === one.at && all.agent !== 'NONE' && all.parameters[0] === one.parameters[0];
