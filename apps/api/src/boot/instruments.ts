import { Controller, Get, Header, Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, register } from 'prom-client';
import { ApiExcludeController } from '@nestjs/swagger';

import { deliveriesWaiting } from '../deliveries/delivery-store';
import { eventsToFold } from '../event-log/log-progress-store';
import { SourceStore, type SourceState } from '../fold/source-store';
import { LiveGateway } from '../live/live.gateway';
import { TenantsAway } from '../platform/asked-tenants';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { TenantDirectory } from '../tenants/tenant-directory';
import { May } from '../access/may';

function gauge<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Gauge<Label> {
  const known = register.getSingleMetric(name);
  return known instanceof Gauge ? known : new Gauge({ name, help, labelNames });
}

const waiting = gauge('vigie_fold_waiting_events', 'Events of the log that wait to be folded.', ['tenant']);
const silence = gauge(
  'vigie_source_silence_seconds',
  'How long nothing, not even a heartbeat, has come from a telephone system.',
  ['tenant', 'source'],
);
const unsent = gauge('vigie_deliveries_waiting', 'Letters and messages that are not settled.', ['tenant']);
const sockets = gauge('vigie_live_sockets', 'Pages and televisions that are open on this process.', []);
const away = gauge(
  'vigie_tenant_away',
  '1 for each tenant whose server of a spread database is away, while others are served.',
  ['tenant'],
);

/** What is measured when somebody asks, rather than all the time: the distance of the fold, the silence of sources. */
@Injectable()
export class Instruments {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tenants: TenantDirectory,
    private readonly sources: SourceStore,
    private readonly tenantsAway: TenantsAway,
    private readonly live: LiveGateway,
  ) {}

  /** Everything this process measures, for Prometheus. Where the database is away, what needs it is left out. */
  async read(): Promise<string> {
    waiting.reset();
    silence.reset();
    unsent.reset();
    away.reset();
    sockets.set(this.live.socketCount);
    for (const tenant of this.tenantsAway.list()) away.set({ tenant }, 1);
    await this.measure().catch(() => undefined);
    return register.metrics();
  }

  private async measure(): Promise<void> {
    // One whose server is away leaves out its own figures alone.
    for (const { tenantId } of await this.tenants.list())
      await this.measureTenant(tenantId).catch(() => undefined);
  }

  private async measureTenant(tenantId: string): Promise<void> {
    const { behind, heard } = await this.database.withTenant(
      tenantId,
      async (tx) => ({
        behind: await eventsToFold(tx, tenantId),
        heard: await this.sources.all(tx, tenantId),
      }),
      'fold',
    );
    const letters = await this.database.withTenant(tenantId, (tx) => deliveriesWaiting(tx, tenantId));
    waiting.set({ tenant: tenantId }, behind);
    unsent.set({ tenant: tenantId }, letters);
    for (const state of heard)
      silence.set({ tenant: tenantId, source: state.source }, silentSeconds(state, this.clock.now()));
  }
}

function silentSeconds({ lastEventAt, lastHeartbeatAt }: SourceState, now: number): number {
  return Math.max(0, now - Math.max(lastEventAt ?? 0, lastHeartbeatAt ?? 0)) / 1000;
}

if (register.getSingleMetric('process_cpu_seconds_total') === undefined) collectDefaultMetrics();

/** The process's own measurements, for Prometheus. */
@ApiExcludeController()
@Controller('metrics')
export class InstrumentsController {
  constructor(@Inject(Instruments) private readonly instruments: Instruments) {}

  @Get()
  @May('instruments.see')
  @Header('content-type', register.contentType)
  @Header('cache-control', 'no-store')
  read(): Promise<string> {
    return this.instruments.read();
  }
}
