import type { Instant } from '@vigie/calls';
import type { LiveState, StandingView, WaitingView } from '@vigie/contracts';

import { BoardEntries, toLiveState, type EntryChange } from './board-entries';
import type { LiveBoard } from './live-board';

/**
 * What a secretary sees of a board: her own state, the callers that ring at her now, and how many wait for each team, as
 * on the television of the room. It draws nothing anew: it is read off the board of the whole centre.
 */
export class AgentBoard {
  private readonly entries = new BoardEntries();

  constructor(
    private readonly agentId: string,
    private readonly whole: LiveBoard,
  ) {}

  refresh(now: Instant): EntryChange[] {
    this.draw(now);
    return this.entries.takeChanges();
  }

  view(now: Instant): LiveState {
    this.draw(now);
    return toLiveState(this.entries.all());
  }

  drawn(): Iterable<EntryChange> {
    return this.entries.all();
  }

  private draw(now: Instant): void {
    const { entries, agentId } = this;
    const shown = this.whole.drawnAs(now);
    const centre = shown.single('centre');
    if (centre !== undefined) entries.putSingle('centre', { ...centre, scope: 'agent', queueNames: {} });
    const own = this.whole.agentNow(agentId);
    entries.putAll('agents', new Map(own === undefined ? [] : [[agentId, own]]));
    const waiting = [...shown.values('waiting')].filter(({ id }) => this.ringsAtHer(id));
    entries.putAll('waiting', byId(waiting));
    const standing = [...shown.values('teams')].map(
      ({ id, name, order, waiting: count, longestSince, lines }): StandingView => ({
        id,
        name,
        order,
        waiting: count,
        longestSince,
        lines,
      }),
    );
    entries.putAll('standing', byId(standing));
  }

  private ringsAtHer(callKey: WaitingView['id']): boolean {
    return this.whole.heldCall(callKey)?.ringsAt.includes(this.agentId) === true;
  }
}

function byId<T extends { readonly id: string }>(views: readonly T[]): ReadonlyMap<string, T> {
  return new Map(views.map((view) => [view.id, view]));
}
