/** So long events are let gather from when somebody says so. */
const gatherMs = 250;
/** The past is let gather while it keeps coming: three times as long as it let us wait the last time, within these bounds. */
const longestPauseMs = 2_000;
const longestMs = 10_000;

type Gathering = {
  /** When it ends at the latest, on the process's monotonic clock, as all here. */
  readonly latestMs: number;
  endsMs: number;
  heardMs: number;
  /** More of the past puts the end off, as long as nothing of now came. */
  waitsForPast: boolean;
  /** Something of the past came: much may be waiting. */
  isPast: boolean;
  timer?: NodeJS.Timeout;
};

/**
 * Tenants whose events are let gather before they are folded: the fewer turns the fold takes, the fewer times it writes a
 * call that is told in pieces, and a row of the rollup that many calls add to. Nobody waits for the past, so it gathers for
 * longer; what happens now puts an end to that.
 */
export class Gatherings {
  private readonly ofTenants = new Map<string, Gathering>();

  /** `ended`: called when a tenant has gathered; `isPast` says that events of the past are among them. */
  constructor(private readonly ended: (tenantId: string, isPast: boolean) => void) {}

  has(tenantId: string): boolean {
    return this.ofTenants.has(tenantId);
  }

  /** Begins, unless it has begun. */
  begin(tenantId: string): void {
    if (!this.has(tenantId)) this.add(tenantId);
  }

  /** Events of the past came: it gathers from now on, or for longer. */
  hearPast(tenantId: string): void {
    const gathering = this.ofTenants.get(tenantId) ?? this.add(tenantId);
    const now = performance.now();
    const pauseMs = Math.min(longestPauseMs, Math.max(gatherMs, 3 * (now - gathering.heardMs)));
    gathering.isPast = true;
    gathering.heardMs = now;
    if (gathering.waitsForPast) this.endAt(tenantId, gathering, Math.min(now + pauseMs, gathering.latestMs));
  }

  /** Events of now came: it ends soon, and is not put off any more. */
  hearNow(tenantId: string): void {
    const gathering = this.ofTenants.get(tenantId);
    if (gathering === undefined || !gathering.waitsForPast) return;
    gathering.waitsForPast = false;
    this.endAt(tenantId, gathering, Math.min(gathering.endsMs, performance.now() + gatherMs));
  }

  stop(): void {
    for (const { timer } of this.ofTenants.values()) clearTimeout(timer);
    this.ofTenants.clear();
  }

  private add(tenantId: string): Gathering {
    const now = performance.now();
    const moments = { latestMs: now + longestMs, endsMs: now, heardMs: now };
    const gathering: Gathering = { ...moments, waitsForPast: true, isPast: false };
    this.ofTenants.set(tenantId, gathering);
    this.endAt(tenantId, gathering, now + gatherMs);
    return gathering;
  }

  private endAt(tenantId: string, gathering: Gathering, endsMs: number): void {
    clearTimeout(gathering.timer);
    gathering.endsMs = endsMs;
    gathering.timer = setTimeout(() => {
      this.ofTenants.delete(tenantId);
      this.ended(tenantId, gathering.isPast);
    }, endsMs - performance.now());
  }
}
