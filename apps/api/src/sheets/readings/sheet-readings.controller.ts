import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { changedSheetsSchema, seenSheetSchema, type ChangedSheets } from '@vigie/contracts';

import { WhoMay } from '../../access/may';
import type { Viewer } from '../../access/viewer';
import { Answers, Refuses, Takes } from '../../platform/http/answers';
import { readBody, readId } from '../../platform/http/read-request';
import { SheetReadings } from './sheet-readings';

/** What changed in the sheets since whoever asks said that they had read them. */
@ApiTags('sheets')
@Controller('api/v1/sheet-changes')
export class SheetReadingsController {
  constructor(private readonly readings: SheetReadings) {}

  @Get()
  @ApiOperation({
    summary: 'The sheets of one’s scope that changed in thirty days and that one has not read since.',
  })
  @Answers(changedSheetsSchema)
  read(@WhoMay('sheets.acknowledge') viewer: Viewer): Promise<ChangedSheets> {
    return this.readings.changed(viewer);
  }

  @Post(':clinicId')
  @HttpCode(200)
  @ApiOperation({ summary: 'Says that one has read what changed in a clinic’s sheet; answers what is left.' })
  @Takes(seenSheetSchema)
  @Answers(changedSheetsSchema)
  @Refuses(404, 'There is no such clinic, or none of the viewer’s scope.')
  @Refuses(409, '`sheet_changed`: secretaries have another version by now.')
  seen(
    @WhoMay('sheets.acknowledge') viewer: Viewer,
    @Param('clinicId') clinicId: string,
    @Body() body: unknown,
  ): Promise<ChangedSheets> {
    const { version } = readBody(seenSheetSchema, body);
    return this.readings.seen(viewer, readId('clinicId', clinicId), version);
  }
}
