import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { collectDefaultMetrics, register } from 'prom-client';

import { May } from '../access/may';
import { Instruments } from './instruments';

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
