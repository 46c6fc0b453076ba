import { Module, type DynamicModule } from '@nestjs/common';

import { PlatformModule, type Platform } from './platform/platform.module';

/** The whole application: the platform and, in the order of the flow, its features. */
@Module({})
export class AppModule {
  static register(platform: Platform): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.register(platform)],
    };
  }
}
