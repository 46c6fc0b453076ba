import { randomBytes, randomUUID } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';
import {
  isDialled,
  type callWayRequestSchema,
  type CallWaysView,
  type CallWayTest,
  type CallWayView,
  type MadeCallWayView,
} from '@vigie/contracts';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';

import type { WebhookAddress } from '../../deliveries/post-webhook';
import { SourceStore } from '../../fold/source-store';
import { Clock } from '../../platform/clock';
import { APP_CONFIG, type AppConfig } from '../../platform/config';
import { isSafe } from '../../platform/config-fields';
import { Database } from '../../platform/database';
import { badRequest, notFound, Problem } from '../../platform/problems';
import { Keyring } from '../../privacy/keyring';
import { openText, sealText } from '../../privacy/sealed-text';
import { CallSystem } from './call-system';
import { requireDialledWay } from './dialled-way';
import { callWays, deleteCallWay, lockCallWays, saveCallWay, type StoredCallWay } from './call-way-store';

/** As many telephone systems as a centre can have. */
const mostWays = 20;

/** How telephone systems are asked to place calls, by source. */
@Injectable()
export class CallWays {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
    private readonly sources: SourceStore,
    private readonly system: CallSystem,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Every way, and every source that is known. */
  list(tenantId: string): Promise<CallWaysView> {
    return this.database.withTenant(tenantId, async (tx) => {
      const ways = await callWays(tx, tenantId);
      const heard = await this.sources.all(tx, tenantId);
      const sources = new Set([...ways, ...heard].map(({ source }) => source));
      return {
        ways: ways.map(viewOf),
        sources: [...sources].toSorted(),
        takesPlainHttp: this.config.takesPlainCalling,
      };
    });
  }

  /**
   * Rejects with 400 for an address that is neither encrypted nor on this machine, or one that is dialled without a password, 409
   * `too_many_ways`.
   */
  set(tenantId: string, wanted: z.output<typeof callWayRequestSchema>): Promise<MadeCallWayView> {
    const { source, url } = wanted;
    this.refuseAddress(url);
    return this.database.withTenant(tenantId, async (tx) => {
      await lockCallWays(tx, tenantId);
      const ways = await callWays(tx, tenantId);
      const known = ways.find((way) => way.source === source);
      if (known === undefined && ways.length >= mostWays)
        throw new Problem({
          code: 'too_many_ways',
          status: 409,
          detail: `There are ${mostWays} ways already.`,
        });
      const { made, given, isKept } = secretFor(known, wanted);
      const sealed = given === null ? undefined : sealText(given, this.key(tenantId), source);
      const secret = sealed ?? (isKept ? known?.secret : undefined);
      if (secret === undefined) throw badRequest('invalid_body', 'password: this address cannot do without.');
      const roles = [...new Set(wanted.roles)];
      const way = { source, url, secret, roles, changedAt: this.clock.now() };
      await saveCallWay(tx, tenantId, way);
      return { way: viewOf(way), secret: made };
    });
  }

  /** Rejects with 404. */
  async remove(tenantId: string, source: string): Promise<void> {
    const isRemoved = await this.database.withTenant(tenantId, (tx) => deleteCallWay(tx, tenantId, source));
    if (!isRemoved) throw unknown();
  }

  /** Sends a message that asks for nothing. Rejects with 404. */
  async test(tenantId: string, source: string): Promise<CallWayTest> {
    const address = await this.database.withTenant(tenantId, (tx) => this.addressOf(tx, tenantId, source));
    if (address === undefined) throw unknown();
    const begunAt = performance.now();
    const answer = await this.system.ask(address, {
      id: randomUUID(),
      type: 'call.test',
      data: {},
      tries: 1,
    });
    const ok = answer.state === 'ringing';
    return {
      ok,
      fault: ok ? null : (answer.why ?? answer.state),
      tookMs: Math.round(performance.now() - begunAt),
    };
  }

  /** Undefined where the source has no way, or its secret was sealed under another key. */
  async addressOf(tx: EntityManager, tenantId: string, source: string): Promise<WebhookAddress | undefined> {
    const ways = await callWays(tx, tenantId);
    const way = ways.find((one) => one.source === source);
    const secret = way === undefined ? null : openText(way.secret, this.key(tenantId), source);
    return way === undefined || secret === null ? undefined : { url: way.url, secret };
  }

  private key(tenantId: string): Buffer {
    return this.keyring.keyOf(tenantId, 'calling');
  }

  private refuseAddress(text: string): void {
    if (isDialled(text)) return requireDialledWay(text, this.config.takesPlainCalling);
    const { username, password } = new URL(text);
    if (username !== '' || password !== '')
      throw badRequest('invalid_body', 'url: without a name and a password in it.');
    if (!isSafe(text) && !this.config.takesPlainCalling)
      throw badRequest('invalid_body', 'url: must begin with https://, or be on this machine.');
  }
}

/** What a way is given for a secret, and whether it may keep the one it has. */
function secretFor(
  known: StoredCallWay | undefined,
  { url, password, renewSecret }: z.output<typeof callWayRequestSchema>,
): { readonly made: string | null; readonly given: string | null; readonly isKept: boolean } {
  // A password never goes to another address than the one it was given for.
  if (isDialled(url)) return { made: null, given: password ?? null, isKept: known?.url === url };
  const isKept = known !== undefined && !isDialled(known.url) && !renewSecret;
  const made = isKept ? null : `whsec_${randomBytes(32).toString('base64')}`;
  return { made, given: made, isKept };
}

const viewOf = ({ source, url, roles, changedAt }: StoredCallWay): CallWayView => ({
  source,
  url,
  roles,
  changedAt: new Date(changedAt).toISOString(),
});

const unknown = (): Problem => notFound('This source is not asked to place calls.');
