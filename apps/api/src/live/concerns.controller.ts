import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { acknowledgedSchema, type Acknowledged } from '@vigie/contracts';

import { Clock } from '../platform/clock';
import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { Answers } from '../platform/http/answers';
import { ConcernDesk } from './concern-desk';

@ApiTags('live')
@Controller('api/v1/live/concerns')
export class ConcernsController {
  constructor(
    private readonly desk: ConcernDesk,
    private readonly clock: Clock,
  ) {}

  @Post(':id/acknowledge')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Takes note of a caller who was not content and wishes to be called back.',
    description: 'Doing it again changes nothing.',
  })
  @Answers(acknowledgedSchema, {
    description: 'Since when it is noted; the concern leaves every board.',
  })
  async acknowledge(
    @WhoMay('concerns.acknowledge') viewer: Viewer,
    @Param('id') id: string,
  ): Promise<Acknowledged> {
    const at = await this.desk.acknowledge(viewer, id, this.clock.now());
    return { id, acknowledgedAt: new Date(at).toISOString() };
  }
}
