import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { collectDefaultMetrics, register } from 'prom-client';

import { LocalOnlyGuard } from './http/local-only.guard';

if (register.getSingleMetric('process_cpu_seconds_total') === undefined) collectDefaultMetrics();

/** The process's own measurements, for Prometheus. */
@ApiExcludeController()
@UseGuards(LocalOnlyGuard)
@Controller('metrics')
export class InstrumentsController {
  @Get()
  @Header('content-type', register.contentType)
  @Header('cache-control', 'no-store')
  read(): Promise<string> {
    return register.metrics();
  }
}
