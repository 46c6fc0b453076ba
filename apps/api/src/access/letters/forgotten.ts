import { Injectable, Logger } from '@nestjs/common';

import { auditAddress } from '../../audit/audit-entry';
import { AuditLog } from '../../audit/audit-log';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { networkOf } from '../../platform/http/network';
import { errorFields } from '../../platform/logging';
import { Problem } from '../../platform/problems';
import { TokenBuckets } from '../../platform/token-bucket';
import { TenantDirectory } from '../../tenants/tenant-directory';
import type { Pace } from '../sign-in/pace-store';
import { tooManyTries, Tries } from '../sign-in/tries';
import { AccessLetters } from './access-letters';

/** Five at once for one address, then one a minute, whoever has it. */
const pace: Pace = { stepMs: 60_000, atOnce: 5 };
/** Asked for from one network: a centre is behind one, and many may have forgotten on a Monday. */
const asked = { perSecond: 0.1, atOnce: 30 };

/**
 * Somebody forgot the password. The answer, and when it is given, are the same whether anybody has the address: what
 * follows from it is done afterwards, and only the owner of the mailbox learns of it.
 */
@Injectable()
export class Forgotten {
  private readonly logger = new Logger('Access');
  private readonly networks = new TokenBuckets(asked);
  /** What is being done after its answer. */
  private working: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tenants: TenantDirectory,
    private readonly letters: AccessLetters,
    private readonly tries: Tries,
    private readonly log: AuditLog,
  ) {}

  /** Rejects with 409 where no mail is sent, and 429. */
  async ask(tenantId: string, email: string, address: string): Promise<void> {
    if (!this.letters.isOn) throw noMail();
    const now = this.clock.now();
    const bucket = this.networks.of(networkOf(address), now);
    if (!bucket.take(now)) throw tooManyTries(bucket.secondsToWait(now));
    const tenant = await this.tenants.find(tenantId);
    if (tenant === undefined || tenant.demo) return;
    const counter = `forgotten ${email.toLowerCase()}`;
    await this.database.withTenant(tenantId, (tx) => this.tries.take(tx, tenantId, counter, pace));
    this.log.record(tenantId, {
      actor: { kind: 'nobody', id: null, role: null },
      action: 'sign-in.forgotten',
      subject: null,
      address: auditAddress(address),
    });
    this.working = this.working.then(() => this.send(tenantId, email));
  }

  /** Resolves once everything that was asked for is in the outbox. */
  settled(): Promise<void> {
    return this.working;
  }

  private async send(tenantId: string, email: string): Promise<void> {
    try {
      await this.letters.sendForgotten(tenantId, email);
    } catch (error) {
      this.logger.warn({ tenant: tenantId, ...(error instanceof Error && errorFields(error)) });
    }
  }
}

function noMail(): Problem {
  return new Problem({
    code: 'no_mail_server',
    status: 409,
    detail: 'This server sends no mail: an administrator of the centre gives out a link.',
  });
}
