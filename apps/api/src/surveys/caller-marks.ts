import { createHmac, randomBytes, scrypt } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { InvitationChannel } from '@vigie/contracts';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { readOrAddMarkKey } from './caller-mark-store';

/** What a mark is made of: an address in one spelling, or what stands for the caller's number in the log. */
export type Marked =
  | { readonly kind: InvitationChannel; readonly address: string }
  | { readonly kind: 'caller'; readonly aniHash: string };

const markBytes = 16;
const mostKept = 1000;
/**
 * About 40 ms and 16 MB each. Telephone numbers are few enough to try them all: whoever got hold of the table and its
 * key together would need months, not seconds.
 */
const cost = { N: 16_384, r: 8, p: 1 };

/**
 * Marks by which an address or a caller is recognised and not known. They are made under a random key of the tenant
 * that is stored and never changes, so that a refusal for good still holds when the installation's secret is another.
 */
@Injectable()
export class CallerMarks {
  private readonly keys = new Map<string, Promise<Buffer>>();
  /** Marks made lately, the oldest first, by a digest that means nothing to another process. */
  private readonly lately = new Map<string, Promise<Buffer>>();
  private readonly digestKey = randomBytes(32);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Always the same for the same tenant and the same address or caller; asked again soon it is not made again. */
  of(tenantId: string, marked: Marked): Promise<Buffer> {
    const { kind } = marked;
    const text = marked.kind === 'caller' ? marked.aniHash : marked.address;
    const digest = createHmac('sha256', this.digestKey)
      .update(`${tenantId}\0${kind}\0${text}`)
      .digest('base64');
    const known = this.lately.get(digest);
    if (known !== undefined) return known;
    const mark = this.make(tenantId, kind, text);
    this.lately.set(digest, mark);
    mark.catch(() => this.lately.delete(digest));
    const [oldest] = this.lately.keys();
    if (this.lately.size > mostKept && oldest !== undefined) this.lately.delete(oldest);
    return mark;
  }

  private async make(tenantId: string, kind: Marked['kind'], text: string): Promise<Buffer> {
    const key = await this.keyOf(tenantId);
    return new Promise((resolve, reject) =>
      scrypt(`${kind}\0${text}`, key, markBytes, cost, (error, mark) =>
        error === null ? resolve(mark) : reject(error),
      ),
    );
  }

  private keyOf(tenantId: string): Promise<Buffer> {
    const known = this.keys.get(tenantId);
    if (known !== undefined) return known;
    const read = this.database.withTenant(tenantId, (tx) =>
      readOrAddMarkKey(tx, tenantId, randomBytes(32), this.clock.now()),
    );
    this.keys.set(tenantId, read);
    read.catch(() => this.keys.delete(tenantId));
    return read;
  }
}
