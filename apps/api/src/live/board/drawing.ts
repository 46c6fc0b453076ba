import type { Instant } from '@vigie/calls';
import type { SourceView } from '@vigie/contracts';
import type { AgentsNow } from './agents-now';
import type { BoardCall } from './board-call';
import type { BoardEntries } from './board-entries';
import type { CentreMap } from './centre-map';
import type { Claims } from './claims';
import type { Figures } from './figures';
import type { Staffing } from './staffing';
import type { TroubleOrder } from './trouble-order';

/** What one drawing of the board is made from. */
export type Drawing = {
  readonly now: Instant;
  readonly map: CentreMap;
  readonly figures: Figures;
  readonly agents: AgentsNow;
  /** Undecided callers, without those whose end was evidently never told. */
  readonly shown: readonly BoardCall[];
  readonly sources: readonly SourceView[];
  /** Since when one of them is silent, or was until less than a minute ago; null when none is. */
  readonly silentSince: Instant | null;
  readonly staffing: Staffing;
  readonly claims: Claims;
  readonly troubles: TroubleOrder;
  readonly entries: BoardEntries;
  /** Draw every row, not only those that were touched. */
  readonly everything: boolean;
  /** A minute began since the last drawing. */
  readonly newMinute: boolean;
};
