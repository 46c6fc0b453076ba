import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { collectDefaultMetrics, register } from 'prom-client';

import { May } from '../access/may';

if (register.getSingleMetric('process_cpu_seconds_total') === undefined) collectDefaultMetrics();

/** The process's own measurements, for Prometheus. */
@ApiExcludeController()
@Controller('metrics')
export class InstrumentsController {
  @Get()
  @May('instruments.see')
  @Header('content-type', register.contentType)
  @Header('cache-control', 'no-store')
  read(): Promise<string> {
    return register.metrics();
  }
}
