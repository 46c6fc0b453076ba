import type { EntityManager } from 'typeorm';

import type { Standing } from '../event-log/log-progress-store';
import type { LoggedEvent } from '../event-log/logged-event';
import type { FoldedTable } from './shadow-store';
import type { Turn } from './turn';

/** What a step of an upgrade did: how far it came, or null when nothing is left to do; and what to say of it. */
export type UpgradeStep = { readonly progress: string | null; readonly said: string };

/**
 * One thing that is folded from the log. The turn, the rebuild and the refold know nothing but this: one more thing to
 * fold is a new file and a line in the list of `projections.ts`.
 */
export type Projection = {
  readonly name: string;
  /** Raised when the same events give something else to store: what is stored is then folded again, once. */
  readonly version: number;
  /** The tables that are its own. */
  readonly tables: readonly FoldedTable[];
  readonly takes: (type: string) => boolean;
  /** Folds some events of the log, in order; everything it writes is committed with the turn. Settings are loaded. */
  readonly fold: (tx: EntityManager, turn: Turn, events: readonly LoggedEvent[]) => Promise<void>;
  /** Forgets everything of a tenant. */
  readonly forget: (tx: EntityManager, tenantId: string) => Promise<void>;
  /**
   * Brings what an older version stored to this one, a step at a time, while the fold goes on beside it. Without it a
   * projection is forgotten and folded again from the log, which serves what does not outlive the log.
   */
  readonly upgrade?: (tx: EntityManager, turn: Turn, standing: Standing) => Promise<UpgradeStep>;
};
