import type { ReadToken } from './secret-token';

type Verdict<T> = Readonly<{ tenantId: string; until: number; owner: Promise<T | null> }>;

/** As many as one process remembers. */
const remembered = 4_096;

/**
 * Whose a token is, believed for a while after the database was asked, so that not every request asks it. A change that
 * is told of is seen at once, by {@link forget}; one that is not, when the while is over.
 */
export class Verdicts<T> {
  private readonly known = new Map<string, Verdict<T>>();
  /** A clock that nobody sets, ms: one that is put back must not keep alive what was ended. */
  elapsedMs: () => number = () => performance.now();

  constructor(
    private readonly trustedMs: number,
    private readonly lookUp: (token: ReadToken) => Promise<T | null>,
  ) {}

  /** Null for nobody's, and for what is no token at all. Rejects when the database is away: that is no verdict. */
  owner(token: ReadToken | null): Promise<T | null> {
    if (token === null) return Promise.resolve(null);
    const name = `${token.tenantId} ${token.tokenHash.toString('base64')}`;
    const known = this.known.get(name);
    const now = this.elapsedMs();
    if (known !== undefined && known.until > now) return known.owner;
    if (this.known.size >= remembered) this.known.clear();
    const owner = this.lookUp(token);
    this.known.set(name, { tenantId: token.tenantId, until: now + this.trustedMs, owner });
    owner.catch(() => this.known.delete(name));
    return owner;
  }

  /** Of a tenant nothing is believed any more. */
  forget(tenantId: string): void {
    for (const [name, verdict] of this.known) if (verdict.tenantId === tenantId) this.known.delete(name);
  }
}
