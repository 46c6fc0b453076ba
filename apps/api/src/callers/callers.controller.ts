import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  callerErasureSchema,
  callerErasuresSchema,
  callerExportSchema,
  callerRequestSchema,
  type CallerErasure,
  type CallerExport,
} from '@vigie/contracts';

import { auditActor } from '../access/audit/access-audit';
import { WhoMay } from '../access/may';
import { requireWholeCentre } from '../access/scope-reach';
import type { Viewer } from '../access/viewer';
import { Answers, Takes } from '../platform/http/answers';
import { readBody } from '../platform/http/read-request';
import { CallerEraser } from './caller-eraser';
import { CallerExporter } from './caller-exporter';

/** What a caller may ask of whoever answers for the protection of data. A number is in no address: those are logged. */
@ApiTags('callers')
@Controller('api/v1/callers')
export class CallersController {
  constructor(
    private readonly exporter: CallerExporter,
    private readonly eraser: CallerEraser,
  ) {}

  @Post('export')
  @HttpCode(200)
  @ApiOperation({ summary: 'Everything that is kept of one caller.' })
  @Takes(callerRequestSchema)
  @Answers(callerExportSchema)
  async export(
    @WhoMay('callers.export') { tenantId, scope }: Viewer,
    @Body() body: unknown,
  ): Promise<CallerExport> {
    requireWholeCentre(scope);
    return this.exporter.export(tenantId, readBody(callerRequestSchema, body).number);
  }

  @Get('erasures')
  @ApiOperation({ summary: 'Which erasures were done, newest first: when and of how much, never of whom.' })
  @Answers(callerErasuresSchema)
  async erasures(@WhoMay('erasures.see') { tenantId, scope }: Viewer): Promise<readonly CallerErasure[]> {
    requireWholeCentre(scope);
    return this.eraser.done(tenantId);
  }

  @Post('erase')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Erases a caller for good, from backups that are restored later too. Figures stay what they are.',
  })
  @Takes(callerRequestSchema)
  @Answers(callerErasureSchema)
  async erase(@WhoMay('callers.erase') viewer: Viewer, @Body() body: unknown): Promise<CallerErasure> {
    requireWholeCentre(viewer.scope);
    const { number } = readBody(callerRequestSchema, body);
    return this.eraser.erase(viewer.tenantId, number, auditActor(viewer, 'callers.erase'));
  }
}
