import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  retentionPreviewSchema,
  retentionRequestSchema,
  retentionSchema,
  type RetentionPreview,
  type RetentionView,
} from '@vigie/contracts';

import { auditActor } from '../access/audit/access-audit';
import { WhoMay } from '../access/may';
import { requireWholeCentre } from '../access/scope-reach';
import type { Viewer } from '../access/viewer';
import { Answers, Refuses, Takes } from '../platform/http/answers';
import { readBody } from '../platform/http/read-request';
import { RetentionSettings } from '../settings/retention-settings';
import { RetentionReader } from './retention-reader';

/** How long data is kept, for whoever answers for its protection. */
@ApiTags('retention')
@Controller('api/v1/retention')
export class RetentionController {
  constructor(
    private readonly reader: RetentionReader,
    private readonly settings: RetentionSettings,
  ) {}

  @Get()
  @ApiOperation({ summary: 'How long each kind of data is kept, and what went lately.' })
  @Answers(retentionSchema)
  read(@WhoMay('retention.see') { tenantId, scope }: Viewer): Promise<RetentionView> {
    requireWholeCentre(scope);
    return this.reader.read(tenantId);
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'How much would go within the day, if it were kept so long.' })
  @Takes(retentionRequestSchema)
  @Answers(retentionPreviewSchema)
  preview(
    @WhoMay('retention.see') { tenantId, scope }: Viewer,
    @Body() body: unknown,
  ): Promise<RetentionPreview> {
    requireWholeCentre(scope);
    return this.reader.preview(tenantId, readBody(retentionRequestSchema, body));
  }

  @Put()
  @ApiOperation({
    summary: 'How long each is kept from now on; what is older goes within the day, for good.',
  })
  @Takes(retentionRequestSchema)
  @Answers(retentionSchema)
  @Refuses(400, '`invalid_settings`: the audit log may not be kept shorter than calls.')
  async change(@WhoMay('retention.change') viewer: Viewer, @Body() body: unknown): Promise<RetentionView> {
    requireWholeCentre(viewer.scope);
    const wanted = readBody(retentionRequestSchema, body);
    await this.settings.change(viewer, wanted, { actor: auditActor(viewer, 'retention.change') });
    return this.reader.read(viewer.tenantId);
  }
}
