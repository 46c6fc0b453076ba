/** What one run of a round is given. */
export type RoundRun = {
  /** True once the process is asked to stop: end early, what is left is done by whoever comes next. */
  readonly isStopping: () => boolean;
};

type Named = {
  /** Shown in the log and in `/metrics`; with the tenant it is the key of the lease, so it never changes. */
  readonly name: string;
  readonly everyMs: number;
};

/** What it needs was not all there: it is done again after a minute, without having failed. */
export type NotWhole = 'not whole';

/** Done for each tenant once in `everyMs`, however many processes there are: by whoever holds the tenant's lease. */
export type LeasedRound = Named & {
  readonly kind: 'leased';
  readonly run: (tenantId: string, run: RoundRun) => Promise<void | NotWhole>;
};

/** Done for each tenant by every process: what there is to do is claimed, item by item, where it is done. */
export type SharedRound = Named & {
  readonly kind: 'shared';
  readonly run: (tenantId: string, run: RoundRun) => Promise<void>;
};

/** Done by every process for itself: it finds the tenants that need it by a query of its own, and locks them. */
export type ProcessRound = Named & {
  readonly kind: 'process';
  readonly run: (run: RoundRun) => Promise<void>;
};

/** Work that comes back by the clock. */
export type Round = LeasedRound | SharedRound | ProcessRound;
