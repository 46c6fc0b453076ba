import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';

import { Background } from '../platform/background';
import { Database } from '../platform/database';
import { TenantDirectory } from '../tenants/tenant-directory';
import { Quarantine } from './quarantine';

const everyMs = 3_600_000;

/** Once an hour, forgets what has waited in quarantine for thirty days. */
@Injectable()
export class QuarantineKeeper implements OnModuleInit {
  private readonly logger = new Logger('Quarantine');
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();

  constructor(
    private readonly background: Background,
    private readonly database: Database,
    private readonly tenants: TenantDirectory,
    private readonly quarantine: Quarantine,
  ) {}

  onModuleInit(): void {
    this.background.add({ name: 'quarantine', start: () => this.start(), stop: () => this.stop() });
  }

  /** One round over all tenants. */
  async forgetOld(): Promise<void> {
    for (const { tenantId } of await this.tenants.list()) {
      await this.database.withTenant(tenantId, (tx) => this.quarantine.forgetOld(tx, tenantId));
    }
  }

  private start(): void {
    const turn = (): void => {
      this.round = this.forgetOld().catch(() =>
        this.logger.warn('quarantine could not be cleared; tried again in an hour'),
      );
    };
    turn();
    this.timer = setInterval(turn, everyMs);
  }

  private async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }
}
