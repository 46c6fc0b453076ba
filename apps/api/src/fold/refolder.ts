import type { Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database';
import { markStale } from '../event-log/log-progress-store';
import { Projector } from './projector';

/** Folds again after settings changed. */
@Injectable()
export class Refolder {
  constructor(
    private readonly database: Database,
    private readonly projector: Projector,
  ) {}

  /**
   * Folds again, now, every call that arrived at or after an instant from which other settings hold, and waits for it.
   * If the process dies on the way, the next fold of the tenant does it.
   */
  async refoldFrom(tenantId: string, instant: Instant): Promise<void> {
    await this.database.withTenant(tenantId, (tx) => markStale(tx, tenantId, instant));
    await this.projector.foldNow(tenantId);
  }
}
