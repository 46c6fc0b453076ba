import type { ClinicView, LiveState } from '@vigie/contracts';

import type { ViewerScope } from '../../access/viewer';
import { BoardEntries, toLiveState, type EntryChange } from './board-entries';
import type { LiveBoard } from './live-board';

/** What a television shows that was opened by a link: of which scope, and whether it names clinics. */
export type WallScope = {
  readonly kind: 'wall';
  readonly of: ViewerScope;
  readonly namesClinics: boolean;
};

/** Clinics in trouble that a screen has room for. */
const mostClinics = 8;

/**
 * What the television of a link shows of a board: totals, teams and, by the link's setting, the names of clinics in
 * trouble; without names they are known by their place alone. Nobody who waits, no secretary, no one call, no wish of a
 * patient and nobody's name leaves the server. It draws nothing anew: it is read off the board of its scope.
 */
export class WallBoard {
  private readonly entries = new BoardEntries();

  constructor(
    private readonly whole: LiveBoard,
    private readonly namesClinics: boolean,
  ) {}

  refresh(now: number): EntryChange[] {
    this.draw(now);
    return this.entries.takeChanges();
  }

  view(now: number): LiveState {
    this.draw(now);
    return toLiveState(this.entries.all());
  }

  drawn(): Iterable<EntryChange> {
    return this.entries.all();
  }

  private draw(now: number): void {
    const { entries, namesClinics } = this;
    const shown = this.whole.drawnAs(now);
    const [centre, totals, headline] = [
      shown.single('centre'),
      shown.single('totals'),
      shown.single('headline'),
    ];
    if (centre !== undefined) entries.putSingle('centre', { ...centre, queueNames: {} });
    if (totals !== undefined) entries.putSingle('totals', totals);
    if (headline !== undefined)
      entries.putSingle('headline', namesClinics ? headline : { ...headline, clinic: null });
    for (const section of ['teams', 'sources'] as const)
      entries.putAll(section, new Map([...shown.values(section)].map((view) => [view.id, view])));
    const troubled = [...shown.values('clinics')]
      .flatMap((view) => (view.troubleRank === null ? [] : [{ view, rank: view.troubleRank }]))
      .toSorted((a, b) => a.rank - b.rank)
      .slice(0, mostClinics)
      .map(({ view, rank }) => (namesClinics ? named(view) : nameless(view, rank)));
    entries.putAll('clinics', new Map(troubled.map((view) => [view.id, view])));
  }
}

/** Who deals with it is a name, too. */
function named(view: ClinicView): ClinicView {
  return { ...view, teamIds: [], claim: null };
}

function nameless(view: ClinicView, rank: number): ClinicView {
  return { ...named(view), id: `clinic-${rank + 1}`, name: '', shortName: '', kind: 'cabinet' };
}
