import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';

import { Background } from '../../platform/background';
import { errorFields } from '../../platform/logging';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { InvitationTries } from './invitation-tries';
import { SurveyUpkeep } from './survey-upkeep';

const everyMs = 5_000;

/** Sends what waits to be sent, on any number of processes at once, and forgets addresses in time. */
@Injectable()
export class InvitationSender implements OnModuleInit {
  private readonly logger = new Logger('Surveys');
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private isWaiting = false;

  constructor(
    private readonly background: Background,
    private readonly tenants: TenantDirectory,
    private readonly tries: InvitationTries,
    private readonly upkeep: SurveyUpkeep,
  ) {}

  onModuleInit(): void {
    this.background.add({ name: 'survey sender', start: () => this.start(), stop: () => this.stop() });
  }

  /** Something of this tenant can be sent now; where this process does not send, another will see it. */
  hint(tenantId: string): void {
    if (this.timer !== undefined) this.next(() => this.send(tenantId));
  }

  private start(): void {
    const turn = (): void => {
      // A round that takes long is not followed by all those that it held up.
      if (this.isWaiting) return;
      this.isWaiting = true;
      this.next(() => this.turn());
    };
    turn();
    this.timer = setInterval(turn, everyMs);
  }

  private async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.round;
  }

  private next(work: () => Promise<void>): void {
    this.round = this.round.then(work).catch((error: unknown) => {
      this.logger.warn({ sending: 'later', ...(error instanceof Error ? errorFields(error) : {}) });
    });
  }

  private async turn(): Promise<void> {
    this.isWaiting = false;
    for (const { tenantId } of await this.tenants.list()) {
      await this.upkeep.whenDue(tenantId);
      await this.send(tenantId);
    }
  }

  private async send(tenantId: string): Promise<void> {
    const delivered = await this.tries.sendDue(tenantId);
    if (delivered > 0) await this.upkeep.tell(tenantId);
  }
}
