import { Global, Module, type DynamicModule } from '@nestjs/common';

import { TenantsAway } from './asked-tenants';
import { Background } from './background';
import { Bell } from './bell';
import { Clock } from './clock';
import { APP_CONFIG, DATA_FOLDER, type AppConfig } from './config';
import { Database } from './database';
import { DiskWatch } from './disk-watch';
import { Clients } from './http/client';
import { Lifecycle } from './process-end';
import { Rounds } from './rounds/rounds';
import { SecretKey } from './secret-key';

/** What the process stands on, made before Nest is. */
export type Platform = Readonly<{
  config: AppConfig;
  clock: Clock;
  database: Database;
  key: SecretKey;
  /** What the embedded database is in; undefined with a database of one's own. */
  dataFolder?: string | undefined;
}>;

/** Gives every feature the clock, the database, the bell and the rest of what the process stands on. */
@Global()
@Module({})
export class PlatformModule {
  static register(platform: Platform): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: APP_CONFIG, useValue: platform.config },
        { provide: Clock, useValue: platform.clock },
        { provide: Database, useValue: platform.database },
        { provide: SecretKey, useValue: platform.key },
        { provide: Clients, useValue: new Clients(platform.config.door) },
        { provide: DATA_FOLDER, useValue: platform.dataFolder },
        Bell,
        Background,
        Rounds,
        DiskWatch,
        Lifecycle,
        TenantsAway,
      ],
      exports: [
        APP_CONFIG,
        Clients,
        Clock,
        Database,
        SecretKey,
        Bell,
        Background,
        Rounds,
        Lifecycle,
        TenantsAway,
      ],
    };
  }
}
