import { Injectable } from '@nestjs/common';

import { EventIntake } from '../../intake/event-intake';
import type { BackgroundTask } from '../../platform/background';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { ConnectorKinds } from '../connector-kinds';
import { queueLogKind } from '../asterisk/queue-log-kind';
import { queueLogTableKind } from '../asterisk/queue-log-table-kind';
import { ConnectorSecrets } from '../connector-secrets';
import { listConnectors, type StoredConnector } from '../connector-store';
import { SupervisedConnector } from './supervised-connector';

type Running = { readonly revision: number; readonly connector: SupervisedConnector };

const logs: ReadonlySet<string> = new Set([queueLogKind, queueLogTableKind]);

/** Sees to it that every connector of every tenant is held by one process, as it is set now. */
@Injectable()
export class ConnectorRunner implements BackgroundTask {
  readonly name = 'connectors';
  /** By tenant and id. */
  private readonly running = new Map<string, Map<string, Running>>();
  /** By tenant: sources of which a log is read. */
  private readonly logged = new Map<string, ReadonlySet<string>>();
  private isStarted = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly intake: EventIntake,
    private readonly kinds: ConnectorKinds,
    private readonly secrets: ConnectorSecrets,
  ) {}

  start(): void {
    this.isStarted = true;
  }

  async stop(): Promise<void> {
    this.isStarted = false;
    const all = [...this.running.values()].flatMap((ofTenant) => [...ofTenant.values()]);
    this.running.clear();
    await Promise.all(all.map(({ connector }) => connector.stop()));
  }

  /** Begins what was added or changed, ends what was removed. Does nothing where no background work is done. */
  async look(tenantId: string): Promise<void> {
    if (!this.isStarted) return;
    const all = await this.database.withTenant(tenantId, (tx) => listConnectors(tx, tenantId));
    // What calls us is not listened to.
    const stored = all.filter(({ kind }) => this.kinds.find(kind)?.hook === undefined);
    const before = this.running.get(tenantId);
    if (stored.length === 0 && before === undefined) return;
    const ofTenant = before ?? new Map<string, Running>();
    const wanted = new Map(stored.map((one) => [one.id, one]));
    const gone = [...ofTenant].filter(([id, { revision }]) => wanted.get(id)?.revision !== revision);
    for (const [id] of gone) ofTenant.delete(id);
    await Promise.all(gone.map(([, { connector }]) => connector.stop()));
    if (!this.isStarted) return;
    this.running.set(tenantId, ofTenant);
    this.logged.set(
      tenantId,
      new Set(stored.flatMap(({ kind, source }) => (logs.has(kind) ? [source] : []))),
    );
    for (const one of stored) if (!ofTenant.has(one.id)) ofTenant.set(one.id, this.begin(tenantId, one));
    if (ofTenant.size === 0) this.running.delete(tenantId);
  }

  private isLogged(tenantId: string, { kind, source }: StoredConnector): boolean {
    return !logs.has(kind) && this.logged.get(tenantId)?.has(source) === true;
  }

  private begin(tenantId: string, stored: StoredConnector): Running {
    const { database, clock, intake } = this;
    const { id, source, kind, revision } = stored;
    const connector = new SupervisedConnector(
      this.kinds.runnable(kind),
      () => ({ ...this.secrets.opened(tenantId, stored), isLogged: this.isLogged(tenantId, stored) }),
      { tenantId, id, source, kind },
      { database, clock, intake },
    );
    connector.start();
    return { revision, connector };
  }
}
