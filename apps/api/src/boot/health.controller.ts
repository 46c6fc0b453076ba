import { Controller, Get, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';

import { May } from '../access/may';
import { TenantsAway } from '../platform/asked-tenants';
import { Bell } from '../platform/bell';
import { Database } from '../platform/database';
import { Lifecycle } from '../platform/process-end';
import { Problem } from '../platform/problems';

const freshMs = 1_000;

type Ready = { readonly status: 'ok'; readonly hints: 'notify' | 'poll'; readonly tenantsAway?: number };

/** Whether the process lives, and whether it can be given work. */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  private probedAt = Number.NEGATIVE_INFINITY;
  private probing: Promise<void> = Promise.resolve();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Lifecycle) private readonly lifecycle: Lifecycle,
    @Inject(Bell) private readonly bell: Bell,
    @Inject(TenantsAway) private readonly away: TenantsAway,
  ) {}

  /** Answers as long as the event loop turns. */
  @Get('live')
  @May('health.see')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /**
   * 200 when the database takes a write within a second and we are not on our way out. It also says how this process
   * hears of what others bring in: by `notify`, or by looking (`poll`) while LISTEN is not heard; and how many tenants are
   * on a server of a spread database that is away, while all others are served. Which they are is for `/metrics` to say.
   */
  @Get('ready')
  @May('health.see')
  async ready(): Promise<Ready> {
    if (this.lifecycle.draining) throw notReady('The server is stopping.');
    await this.probed();
    const hints = this.bell.hearsOthers ? 'notify' : 'poll';
    const tenantsAway = this.away.list().length;
    return { status: 'ok', hints, ...(tenantsAway > 0 && { tenantsAway }) };
  }

  /** Anybody may ask, as often as they like: the database is looked at once a second at most. */
  private probed(): Promise<void> {
    const now = performance.now();
    if (now - this.probedAt < freshMs) return this.probing;
    this.probedAt = now;
    this.probing = this.database.probe();
    return this.probing;
  }
}

function notReady(detail: string): Problem {
  return new Problem({ code: 'not_ready', status: 503, detail, retryAfterSeconds: 5 });
}
