import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';

import { Background } from '../platform/background';
import { TenantDirectory } from '../tenants/tenant-directory';
import { OldComments } from './old-comments';

const everyMs = 3_600_000;

/** Once an hour, lets old comments go. */
@Injectable()
export class CommentUpkeep implements OnModuleInit {
  private readonly logger = new Logger('Comments');
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();

  constructor(
    private readonly background: Background,
    private readonly tenants: TenantDirectory,
    private readonly old: OldComments,
  ) {}

  onModuleInit(): void {
    this.background.add({ name: 'comments', start: () => this.start(), stop: () => this.stop() });
  }

  private start(): void {
    const turn = (): void => {
      this.round = this.eraseOld().catch(() =>
        this.logger.warn('old comments could not be erased; tried again in an hour'),
      );
    };
    turn();
    this.timer = setInterval(turn, everyMs);
  }

  private async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  private async eraseOld(): Promise<void> {
    for (const { tenantId } of await this.tenants.list()) await this.old.erase(tenantId);
  }
}
