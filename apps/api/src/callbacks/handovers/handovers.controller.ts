import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  acknowledgedSchema,
  handoverFiguresSchema,
  handoverListSchema,
  type Acknowledged,
  type HandoverFigures,
  type HandoverList,
} from '@vigie/contracts';

import { WhoMay } from '../../access/may';
import type { Viewer } from '../../access/viewer';
import { Answers } from '../../platform/http/answers';
import { readChoice } from '../../platform/http/read-request';
import { HandoverReceipts } from './handover-receipts';
import { handoverGroupings, Handovers } from './handovers';

/** Messages that the centre passes on to clinics. */
@ApiTags('handovers')
@Controller('api/v1/handovers')
export class HandoversController {
  constructor(
    private readonly handovers: Handovers,
    private readonly receipts: HandoverReceipts,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Messages that their clinic has not acknowledged: referrals first, then the oldest.',
    description:
      'Of the last seven days and the clinics of the viewer’s scope. Nothing of what they say is known here. See docs/handovers.md.',
  })
  @Answers(handoverListSchema)
  open(@WhoMay('metrics.see') viewer: Viewer): Promise<HandoverList> {
    return this.handovers.open(viewer);
  }

  @Get('figures')
  @ApiOperation({
    summary: 'What became of messages for clinics, by the local day on which each was first told of.',
    description: 'Names and formulas are in docs/metrics.md. `total` is over all rows.',
  })
  @ApiQuery({ name: 'from', description: 'The first local day, `YYYY-MM-DD`.' })
  @ApiQuery({ name: 'to', description: 'The day after the last one.' })
  @ApiQuery({ name: 'by', required: false, enum: [...handoverGroupings] })
  @Answers(handoverFiguresSchema)
  figuresOf(
    @WhoMay('metrics.see') viewer: Viewer,
    @Query() { from, to, by }: Readonly<Record<string, unknown>>,
  ): Promise<HandoverFigures> {
    const grouping = by === undefined ? 'none' : readChoice('by', handoverGroupings, by);
    return this.handovers.figures(viewer, { from, to }, grouping);
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Says that the clinic has a message, where no software of its own says so.',
    description:
      'Saying it again changes nothing. It is an event of the log, and leaves the open ones within seconds.',
  })
  @Answers(acknowledgedSchema, { description: 'Since when it is acknowledged.' })
  acknowledge(
    @WhoMay('handovers.acknowledge') viewer: Viewer,
    @Param('id') id: string,
  ): Promise<Acknowledged> {
    return this.receipts.acknowledge(viewer, id);
  }
}
