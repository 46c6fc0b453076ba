import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { staffNoticeRequestSchema, staffNoticeSchema, type StaffNoticeView } from '@vigie/contracts';

import { WhoMay } from '../access/may';
import { requireWholeCentre } from '../access/scope-reach';
import type { Viewer } from '../access/viewer';
import { Answers, Refuses, Takes } from '../platform/http/answers';
import { readBody } from '../platform/http/read-request';
import { StaffNotices } from './staff-notices';

/** Whether figures of persons may be told: not before staff were informed and consulted. */
@ApiTags('settings')
@Controller('api/v1/staff-notice')
export class StaffNoticeController {
  constructor(private readonly notices: StaffNotices) {}

  @Get()
  @ApiOperation({
    summary:
      'When staff were informed and consulted, what they were told, and which figures of persons are on.',
    operationId: 'getStaffNotice',
  })
  @Answers(staffNoticeSchema)
  @Refuses(403, 'Only who sees the whole centre reads it.')
  read(@WhoMay('settings.see') { tenantId, scopeOf }: Viewer): Promise<StaffNoticeView> {
    requireWholeCentre(scopeOf('settings.see'));
    return this.notices.read(tenantId);
  }

  @Put()
  @ApiOperation({
    summary: 'Records it, and switches each figure of persons on or off, from now on.',
    operationId: 'putStaffNotice',
  })
  @Takes(staffNoticeRequestSchema)
  @Answers(staffNoticeSchema)
  @Refuses(400, '`not_yet_informed`: the day is one to come.')
  @Refuses(403, 'Only an administrator of the whole centre records it.')
  record(@WhoMay('settings.manage') viewer: Viewer, @Body() body: unknown): Promise<StaffNoticeView> {
    requireWholeCentre(viewer.scopeOf('settings.manage'));
    return this.notices.record(viewer, readBody(staffNoticeRequestSchema, body));
  }
}
